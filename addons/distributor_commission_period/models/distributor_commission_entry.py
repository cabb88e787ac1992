# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.tools import format_date


class DistributorCommissionEntry(models.Model):
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
