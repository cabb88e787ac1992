# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.tools import format_date


class DistributorCommissionExplanation(models.AbstractModel):
    """Why an entry has its amount: the same words in back office, portal and paper."""

    _name = "distributor.commission.explanation"
    _description = "Explanation of Commission"
    _inherit = ["distributor.commission.recomputed"]

    explanation = fields.Text(compute="_compute_explanation")
    explanation_chain = fields.Html(
        "Who Earned on This Line", compute="_compute_explanation_details"
    )
    explanation_rules = fields.Html(
        "Rules That Lost", compute="_compute_explanation_details"
    )

    can_explain_price = fields.Boolean(compute="_compute_can_explain_price")

    @api.depends("sale_line_id")
    def _compute_can_explain_price(self):
        # of the addon with price rules, which need not be there
        has_rules = hasattr(self.env["sale.order.line"], "action_explain_price")
        lines = self.sale_line_id.exists() if has_rules else self.sale_line_id.browse()
        for entry in self:
            entry.can_explain_price = entry.sale_line_id in lines and bool(
                entry.sale_line_id
            )

    def action_explain_price(self):
        """Show why the order line costs what it costs."""
        self.ensure_one()
        self.check_access("read")
        if not self.can_explain_price:
            return False
        # the rights to read the line are checked by what explains it
        return self.sale_line_id.action_explain_price()

    @api.depends_context("lang")
    @api.depends("amount")
    def _compute_explanation(self):
        for entry in self:
            entry.explanation = entry._explain()

    @api.depends_context("lang")
    @api.depends("amount")
    def _compute_explanation_details(self):
        for entry in self:
            outcomes = entry._get_outcomes()
            source = entry.source_id
            entry.explanation_chain = (
                source._render_outcomes(outcomes, entry) if entry.earner else False
            )
            lost = [one.lost for one in outcomes if source._is_of(entry, one)]
            entry.explanation_rules = source._render_lost(lost[0] if lost else ())

    def _get_outcomes(self):
        """Return what the engine says of the line of this entry, as of its booking."""
        self.ensure_one()
        origin = self.origin_entry_id or self
        by_move = origin.source_id.move_id
        key = origin.move_line_id.id if by_move else origin.sale_line_id.id
        if not key or not origin.earner:
            return []
        return self.source_id._explain_line(key, origin.id)

    def _explain(self):
        """Return in a few words why this amount."""
        self.ensure_one()
        names = self._get_explanation_names()
        texts = {
            "reversal": self._explain_reversal,
            "undo": self._explain_undo,
            "payment": self._explain_payment,
            "change": self._explain_change,
        }
        if self.kind in texts:
            return texts[self.kind](names)
        parts = [self._explain_earner(names), self._explain_share(names)]
        parts += [self._explain_tier(names), self._explain_limits(names)]
        parts.append(self._explain_part(names))
        if self.kind != "accrual":
            parts.append(self._explain_correction(names))
        return " ".join(part for part in parts if part)

    def _get_explanation_names(self):
        source, document = self.source_id, self.document_id
        line = self.move_line_id or self.sale_line_id
        label = line.name if line else self.product_id.display_name
        return {
            "amount": self._format(self.amount),
            "before": self._format(self.amount_before),
            "basis": self._format(self.basis),
            "quantity": f"{self.basis:g}",
            "rate": f"{self.rate:g}",
            "fee": self._format(self.rate),
            "earner": self.beneficiary_id.display_name,
            "buyer": source.buyer_id.display_name,
            "level": self.level_id.name or "",
            "generation": self.generation,
            "territory": source.territory_id.display_name or "",
            "document": document.document,
            "first": source.document,
            "order": source.order_id.name or "",
            "label": (label or "").split("\n", 1)[0],
            "rule": self.rule_id.display_name,
            "version": self.version_id.display_name,
            "date": format_date(self.env, self.date),
        }

    def _explain_earner(self, names):
        """Return as what the earner earns."""
        texts = {
            "upline": self.env._(
                "%(earner)s (%(level)s) is upline %(generation)s of the buyer"
                " %(buyer)s.",
                **names,
            ),
            "differential": self.env._(
                "%(earner)s (%(level)s) is upline %(generation)s of the buyer"
                " %(buyer)s and earns its rate less what is paid below it.",
                **names,
            ),
            "territory": self.env._(
                "%(earner)s (%(level)s) owns the territory %(territory)s, to which"
                " %(buyer)s had the goods sent.",
                **names,
            ),
            "buyer": self.env._("%(earner)s (%(level)s) is the buyer.", **names),
        }
        return texts.get(self.earner, "")

    def _explain_share(self, names):
        """Return the arithmetic, the documents and the rule."""
        if not self.earner:
            return self.reason or ""
        if self.rate_kind == "fixed":
            return self.env._(
                "It earns %(fee)s for each of %(quantity)s units of “%(label)s” on"
                " %(document)s, order %(order)s: %(amount)s. Rule: %(rule)s, plan"
                " %(version)s.",
                **names,
            )
        if self.basis_kind == "margin":
            return self.env._(
                "It earns %(rate)s %% of %(basis)s, the margin of “%(label)s” on"
                " %(document)s, order %(order)s: %(amount)s. Rule: %(rule)s, plan"
                " %(version)s.",
                **names,
            )
        return self.env._(
            "It earns %(rate)s %% of %(basis)s, the untaxed net of “%(label)s” on"
            " %(document)s, order %(order)s: %(amount)s. Rule: %(rule)s, plan"
            " %(version)s.",
            **names,
        )

    def _explain_tier(self, names):
        if not self.rule_id.tier_ids or self.kind != "accrual":
            return ""
        return self.env._(
            "Before this line the period had counted %s.",
            self._format(self.volume_before),
        )

    def _explain_limits(self, names):
        """Return which limits reduced the share."""
        if not self.limits:
            return ""
        most = f"{self.version_id.cap_rate or 100:g}"
        texts = {
            "order": self.env._("the most one order pays"),
            "period": self.env._("the most one period pays"),
            "margin": self.env._(
                "the most all levels together are paid of the margin, %s %%", most
            ),
            "cap": self.env._(
                "the most all levels together are paid on a sale, %s %% of its net",
                most,
            ),
        }
        return self.env._(
            "The share of %(before)s was reduced: %(limits)s.",
            limits=", ".join(texts[limit] for limit in self.limits.split(",")),
            **names,
        )

    def _explain_correction(self, names):
        if self.kind == "tier":
            return self.env._("This entry brings the period to the tier it reached.")
        if self.reason and self.earner:
            return self.env._(
                "Correction on %(date)s: %(reason)s", reason=self.reason, **names
            )
        return ""

    def _explain_part(self, names):
        """Return which part of the whole line an accrual stands for."""
        share = self._find_share()
        if self.kind != "accrual" or not share or float(share.amount) == self.amount:
            return ""
        return self.env._(
            "The whole line earns %(whole)s; this is the part of it that was reached on"
            " %(date)s.",
            whole=self._format(float(share.amount)),
            **names,
        )

    def _find_share(self):
        """Return what the document promised for this entry as a whole, or None."""
        key = (
            self.move_line_id.id or 0,
            self.sale_line_id.id or 0,
            self.beneficiary_id.id,
            self.earner,
            self.generation,
            self.rule_id.id,
        )
        booking = self.env["distributor.commission.booking"]
        for share in booking._get_shares(self.source_id.promised):
            if share._replace(generation=share.generation or 0).get_key() == key:
                return share
        return None

    def _explain_change(self, names):
        """Return how a change, a delivery or a return changed what is earned."""
        if self.amount < 0:
            return self.env._(
                "Less of “%(label)s” on order %(order)s was ordered, delivered or kept"
                " by %(date)s: %(earner)s gives back %(amount)s.",
                **names,
            )
        return self.env._(
            "More of “%(label)s” on order %(order)s was ordered, delivered or kept by"
            " %(date)s: %(earner)s earns %(amount)s more.",
            **names,
        )

    def _explain_undo(self, names):
        if not self.document_id.undone:
            # a credit note that stays, while its sale does not
            names = {**names, "document": self.source_id.document}
        return self.env._(
            "%(document)s was set back to draft or cancelled: what it booked for"
            " %(earner)s on “%(label)s” is taken back, %(amount)s.",
            **names,
        )

    def _explain_reversal(self, names):
        origin = self.origin_entry_id
        return self.env._(
            "Credit note %(document)s takes back %(part)s of the sale of %(whole)s"
            " (“%(label)s”, %(first)s, order %(order)s). %(earner)s had earned"
            " %(earned)s on it at %(how)s: %(amount)s.",
            how=self.env._("%s a unit", names["fee"])
            if self.rate_kind == "fixed"
            else f"{names['rate']} %",
            part=origin._format_basis(-self.basis),
            whole=origin._format_basis(origin.basis),
            earned=self._format(origin.amount),
            **names,
        )

    def _explain_payment(self, names):
        """Return how a payment, or its bounce, changed what is earned."""
        if self.amount < 0:
            return self.env._(
                "On %(date)s a payment of %(document)s was undone, or a part of it was"
                " credited: what %(earner)s had earned on “%(label)s” is taken back,"
                " %(amount)s.",
                **names,
            )
        return self.env._(
            "A further part of %(document)s was paid on %(date)s: %(earner)s earns"
            " %(amount)s more on “%(label)s”, order %(order)s.",
            **names,
        )

    def _format(self, amount):
        return self.currency_id.format(amount)

    def _format_basis(self, basis):
        """Return a basis as money, or as a number when it is a quantity."""
        return f"{basis:g}" if self.basis_kind == "quantity" else self._format(basis)
