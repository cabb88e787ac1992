# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.tools import format_date


class DistributorCommissionEntry(models.Model):
    _inherit = "distributor.commission.entry"

    def _explain(self):
        """Extend: say of what was computed again when and why."""
        if not (self.key or "").startswith("again:") or self.kind == "accrual":
            text = super()._explain()
        else:
            text = self._explain_again()
        if (self.key or "").startswith("again:"):
            date = format_date(self.env, self.date)
            said = self.env._(
                "Computed again on %(date)s: %(reason)s", date=date, reason=self.reason
            )
            text = f"{text} {said}"
        return text

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
