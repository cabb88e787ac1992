# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorOrderExceptionDecide(models.TransientModel):
    """Asks a manager to approve or refuse the exceptions of orders, with a note."""

    _name = "distributor.order.exception.decide"
    _description = "Decide on Exceptions"

    exception_ids = fields.Many2many(
        "distributor.order.exception",
        "distributor_order_exception_decide_rel",
        "wizard_id",
        "exception_id",
        string="Exceptions",
        required=True,
    )
    note = fields.Text(required=True)

    def action_approve(self):
        return self._decide("approved")

    def action_refuse(self):
        return self._decide("refused")

    def _decide(self, state):
        self.ensure_one()
        self.exception_ids._decide(state, self.note)
        return {"type": "ir.actions.act_window_close"}
