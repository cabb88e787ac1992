# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError


class DistributorTerminate(models.TransientModel):
    """Asks when and why a relation ends, and shows what has to be settled."""

    _name = "distributor.terminate"
    _description = "Terminate a Distributor"

    distributor_id = fields.Many2one("distributor.distributor", required=True)
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
    reason = fields.Text(required=True)
    exit_summary = fields.Html(
        "Exit List", compute="_compute_exit_summary", sanitize=False
    )

    @api.depends("date", "distributor_id")
    def _compute_portal_end_date(self):
        for wizard in self:
            company = wizard.distributor_id.company_id
            days = relativedelta(days=company.distributor_portal_days)
            wizard.portal_end_date = wizard.date and wizard.date + days

    @api.depends("distributor_id")
    @api.depends_context("lang")
    def _compute_exit_summary(self):
        for wizard in self:
            distributor = wizard.distributor_id
            distributor.check_access("read")
            items = distributor._get_exit_items() if distributor else []
            wizard.exit_summary = distributor._render_exit_items(items)

    def action_terminate(self):
        """Begin the exit; who may do that is checked with the distributor."""
        self.ensure_one()
        reason = (self.reason or "").strip()
        if not reason:
            raise UserError(self.env._("Give the reason, it is kept in the history."))
        self.distributor_id._begin_exit(self.date, self.portal_end_date, reason)
        return {"type": "ir.actions.act_window_close"}
