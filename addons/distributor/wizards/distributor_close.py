# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError


class DistributorClose(models.TransientModel):
    """Asks a manager why a file is closed although something is open."""

    _name = "distributor.close"
    _description = "Close a Distributor with Open Items"

    distributor_id = fields.Many2one("distributor.distributor", required=True)
    reason = fields.Text(required=True)
    exit_summary = fields.Html(
        "Exit List", compute="_compute_exit_summary", sanitize=False
    )

    @api.depends("distributor_id")
    @api.depends_context("lang")
    def _compute_exit_summary(self):
        for wizard in self:
            distributor = wizard.distributor_id
            distributor.check_access("read")
            items = distributor._get_exit_items() if distributor else []
            wizard.exit_summary = distributor._render_exit_items(items)

    def action_close(self):
        """Close it anyway; who may do that is checked with the distributor."""
        self.ensure_one()
        reason = (self.reason or "").strip()
        if not reason:
            raise UserError(self.env._("Give the reason, it is kept in the history."))
        self.distributor_id._close(reason)
        return {"type": "ir.actions.act_window_close"}
