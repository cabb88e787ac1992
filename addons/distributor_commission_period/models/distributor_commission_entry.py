# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from odoo import models
from odoo.tools import SQL, format_date

from odoo.addons.distributor_commission.engine import (
    get_bonus,
    get_true_up,
    round_half_up,
)
from odoo.addons.distributor_commission.models.distributor_commission_recomputed import (  # noqa: E501
    Figure,
)

# What was booked before an entry of a computation again for the same share; what
# credit notes took back stands apart, with the line of the sale.
BEFORE = """
    SELECT COALESCE(SUM(entry.amount), 0)::text
      FROM distributor_commission_entry AS own
      JOIN distributor_commission_entry AS entry
        ON entry.source_id = own.source_id AND entry.id < own.id
       AND entry.beneficiary_id = own.beneficiary_id
       AND entry.earner = own.earner
       AND entry.generation IS NOT DISTINCT FROM own.generation
       AND entry.rule_id IS NOT DISTINCT FROM own.rule_id
       AND entry.sale_line_id IS NOT DISTINCT FROM own.sale_line_id
 LEFT JOIN distributor_commission_entry AS first ON first.id = own.origin_entry_id
 LEFT JOIN distributor_commission_entry AS origin ON origin.id = entry.origin_entry_id
     WHERE own.id = %(entry)s
       AND entry.kind NOT IN ('tier', 'bonus', 'dispute')
       AND COALESCE(origin.move_line_id, entry.move_line_id)
           IS NOT DISTINCT FROM COALESCE(first.move_line_id, own.move_line_id)
       AND (own.kind = 'reversal') = (
            entry.kind = 'reversal'
            OR entry.kind = 'undo' AND entry.document_id <> entry.source_id)
"""


class DistributorCommissionEntry(models.Model):
    """What a close or a computation again wrote, from what it points to."""

    _inherit = "distributor.commission.entry"

    def _explain(self):
        """Extend: say of what was computed again when and why."""
        is_again = (self.key or "").startswith("again:") and not self.source_id.close_id
        if not is_again or self.kind == "accrual":
            text = super()._explain()
        else:
            text = self._explain_again()
        if is_again:
            date = format_date(self.env, self.date)
            said = self.env._(
                "Computed again on %(date)s: %(reason)s", date=date, reason=self.reason
            )
            text = f"{text} {said}"
        return text

    def _explain_payment(self, names):
        """Extend: of a bonus it is the sales that it measures."""
        if not self.source_id.close_id:
            return super()._explain_payment(names)
        if self.amount < 0:
            return self.env._(
                "On %(date)s a payment of a sale that %(document)s measures was undone:"
                " what %(earner)s had got is taken back until it is paid, %(amount)s.",
                **names,
            )
        return self.env._(
            "By %(date)s all sales that %(document)s measures were paid again:"
            " %(earner)s gets %(amount)s back.",
            **names,
        )

    def _explain_again(self):
        names = self._get_explanation_names()
        if self.kind == "dispute":
            return self.env._(
                "A decision about a dispute had paid %(earner)s this part of what the"
                " rules say of %(first)s, order %(order)s; it is not paid again:"
                " %(amount)s.",
                **names,
            )
        if self.kind == "reversal":
            return self.env._(
                "What credit notes take back of the sale of %(first)s (“%(label)s”) is"
                " corrected for %(earner)s as well: %(amount)s.",
                **names,
            )
        return self.env._(
            "What %(earner)s earns on “%(label)s” of %(first)s, order %(order)s, is"
            " corrected by %(amount)s to the rule %(rule)s of %(version)s.",
            **names,
        )

    def _get_figures(self):
        """Extend: of the close of a period, and of what was computed again."""
        if (self.key or "").startswith("again:"):
            # what a close sets off has no draft to look at
            return [] if self.source_id.close_id else self._figure_again()
        if self.kind in ("tier", "bonus") and self.source_id.close_id:
            return self._figure_close()
        return super()._get_figures()

    def _figure_again(self):
        # sudo: what the computation found, for whoever may read the entry
        drafts = self.env["distributor.commission.recompute.entry"].sudo()
        draft = drafts.browse(int(self.key.removeprefix("again:"))).exists()
        if not draft:
            return []
        if self.kind == "dispute":
            before = Decimal(str(draft.old))
        else:
            [[booked]] = self.env.execute_query(SQL(BEFORE, entry=self._origin.id))
            before = Decimal(booked)
        new = Decimal(str(draft.new))
        return [
            Figure(self.env._("Booked before"), before),
            Figure(self.env._("Computed again"), new),
            Figure(self.env._("This entry"), new - before),
        ]

    def _figure_close(self):
        """Return what the period is worth, less what earlier closes wrote."""
        # sudo: the terms of the close, for whoever may read the entry
        earlier = self.sudo().source_id.entry_ids.filtered(
            lambda entry: entry.id <= self._origin.id and entry.kind == self.kind
        )
        before = sum(
            (Decimal(str(entry.amount)) for entry in earlier - self._origin.sudo()),
            Decimal(0),
        )
        compute = self._compute_bonus if self.kind == "bonus" else self._compute_tier
        due = compute(self.sudo(), earlier)
        return [
            Figure(self.env._("The period is worth"), due),
            Figure(self.env._("Booked before"), before),
            Figure(self.env._("This entry"), due - before),
        ]

    def _compute_bonus(self, plain, earlier):
        """Return the bonus for the volume that the entries up to this one count."""
        volume = sum((Decimal(str(entry.basis)) for entry in earlier), Decimal(0))
        bonus = plain.env["distributor.commission.bonus"].browse(
            int(plain.key.split(":")[1])
        )
        [_generation, _who, level, earns, _person] = plain.source_id.chain[0]
        if not earns or bonus.level_id.id not in (False, level):
            return Decimal(0)
        tiers = bonus.tier_ids._to_engine()
        return get_bonus(volume, tiers, bonus.tier_mode, self._get_unit())

    def _compute_tier(self, plain, _earlier):
        """Return the true-up for what was counted before this entry."""
        close, rule = plain.source_id.close_id, plain.rule_id
        found = self.env["distributor.commission.measure"]._count_tiers(
            close.plan_id, rule, close.period, close.date_start, self._origin.id
        )
        place = (rule.id, self.beneficiary_id.id)
        volume, counted = found.get(place, (Decimal(0), Decimal(0)))
        terms = rule._to_engine_rule()
        return get_true_up(
            volume,
            terms.tiers,
            terms.tier_mode,
            round_half_up(counted, self._get_unit()),
            self._get_unit(),
            terms.rate_kind,
            terms.max_period,
        )
