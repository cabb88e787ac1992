# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models


class DistributorOrderExceptionDecide(models.TransientModel):
    """Lets finance choose amount and end of the override that it approves."""

    _name = "distributor.order.exception.decide"
    _inherit = ["distributor.order.exception.decide", "distributor.credit.decision"]

    @api.depends("exception_ids")
    def _compute_credit_exception_id(self):
        return super()._compute_credit_exception_id()

    def _get_credit_exception(self):
        rows = self.exception_ids._origin.filtered(lambda row: row.kind == "credit")
        # several at once: each for what it exceeds
        return rows if len(rows) == 1 else rows.browse()

    def _decide(self, state):
        if state == "approved":
            self._apply_credit_terms()
        return super()._decide(state)
