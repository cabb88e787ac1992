# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import float_repr

from ..engine import round_half_up
from .distributor_commission_rule import RATE_DIGITS


class DistributorCommissionEntry(models.Model):
    """The same explanation in the back office, the portal and on paper."""

    _inherit = "distributor.commission.entry"

    explanation = fields.Text(compute="_compute_explanation")
    explanation_chain = fields.Html(
        "Chain of the Sale", compute="_compute_explanation_details"
    )
    explanation_rules = fields.Html(
        "Rules That Lost", compute="_compute_explanation_details"
    )

    @api.depends_context("lang")
    @api.depends("key")
    def _compute_explanation(self):
        for entry in self:
            entry.explanation = entry._explain()

    @api.depends_context("lang")
    @api.depends("key")
    def _compute_explanation_details(self):
        for entry in self:
            entry.explanation_chain = entry._explain_chain()
            entry.explanation_rules = entry._explain_rules()

    def _explain(self):
        """Return one sentence that tells why this amount."""
        self.ensure_one()
        facts, origin = self.facts or {}, self.origin_entry_id
        names = {
            "amount": self._format(self.amount),
            "basis": self._format(self.basis),
            "rate": f"{self.rate:g}",
            "earner": self.beneficiary_id.display_name,
            "buyer": self.buyer_id.display_name,
            "level": self.level_id.name or "",
            "generation": self.generation,
            "document": facts.get("document") or "",
            "order": facts.get("order") or "",
            "label": facts.get("label") or "",
            "rule": self.rule_id.display_name,
            "version": self.version_id.display_name,
        }
        if self.kind == "undo":
            return self.env._(
                "%(document)s was set back to draft or cancelled: what it booked for"
                " %(earner)s on “%(label)s” is taken back, %(amount)s.",
                **names,
            )
        if self.kind == "reversal":
            return self.env._(
                "Credit note %(document)s takes back %(part)s of the sale of %(whole)s"
                " (“%(label)s”, %(first)s, order %(order)s). %(earner)s had earned"
                " %(earned)s on it at %(rate)s %%: %(amount)s.",
                part=self._format(-self.basis),
                whole=self._format(origin.basis),
                earned=self._format(origin.amount),
                first=(origin.facts or {}).get("document") or "",
                **names,
            )
        return self.env._(
            "%(earner)s (%(level)s) is upline %(generation)s of the buyer %(buyer)s and"
            " earns %(rate)s %% of %(basis)s, the untaxed net of “%(label)s” on"
            " invoice %(document)s, order %(order)s: %(amount)s. Rule: %(rule)s, plan"
            " %(version)s.",
            **names,
        )

    def _format(self, amount):
        return self.currency_id.format(amount)

    def _explain_chain(self):
        links = self.chain or []
        levels = self.env["distributor.level"].browse(link["level"] for link in links)
        names = {level.id: level.name for level in levels.exists()}
        rows = Markup().join(
            Markup("<tr class='%s'><td>%s</td><td>[%s] %s</td><td>%s%s</td></tr>")
            % (
                "fw-bold" if link["generation"] == self.generation else "",
                link["generation"] or self.env._("Buyer"),
                link["code"],
                link["name"] or "",
                names.get(link["level"], link["level_code"]),
                # entries of before this was asked have no such mark
                "" if link.get("earns", True) else self.env._(" (earns no commission)"),
            )
            for link in links
        )
        return Markup("<table class='table table-sm mb-0'>%s</table>") % rows

    def _explain_rules(self):
        reasons = {
            "broader": self.env._("fits more sales than the rule that applied"),
            "later": self.env._("comes later by sequence"),
        }
        lost = (self.facts or {}).get("lost") or []
        items = Markup().join(
            Markup("<li>%s: %s</li>")
            % (
                self.env["distributor.commission.rule"].browse(key).display_name,
                reasons[why],
            )
            for key, why in lost
        )
        return Markup("<ul class='mb-0'>%s</ul>") % items if lost else False

    def _recompute_amount(self):
        """Compute an accrual again, from nothing but what is stored with it."""
        self.ensure_one()
        digits = self.currency_id.decimal_places
        rate = Decimal(float_repr(self.rate, RATE_DIGITS))
        unit = Decimal(str(self.currency_id.rounding))
        basis = Decimal(float_repr(self.basis, digits))
        return round_half_up(basis * rate / 100, unit)
