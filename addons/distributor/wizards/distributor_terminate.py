# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models


class DistributorTerminate(models.TransientModel):
    """Asks when and why a relation ends, and shows what has to be settled."""

    _name = "distributor.terminate"
    _description = "Terminate a Distributor"
    _inherit = "distributor.exit.mixin"

    distributor_state = fields.Selection(related="distributor_id.state")
    date = fields.Date(
        "Relation Ends On", required=True, default=fields.Date.context_today
    )
    portal_end_date = fields.Date(
        "Portal Access Until",
        compute="_compute_portal_end_date",
        store=True,
        readonly=False,
        required=True,
        help="Last day on which its users see their account.",
    )

    @api.depends("date", "distributor_id")
    def _compute_portal_end_date(self):
        for wizard in self:
            company = wizard.distributor_id.company_id
            days = relativedelta(days=company.distributor_portal_days)
            wizard.portal_end_date = wizard.date and wizard.date + days

    def action_terminate(self):
        """Begin the exit; who may do that is checked with the distributor."""
        reason = self._get_reason()
        self.distributor_id._begin_exit(self.date, self.portal_end_date, reason)
        return {"type": "ir.actions.act_window_close"}
