# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class DistributorExitMixin(models.AbstractModel):
    """Shows what has to be settled with a distributor before its file is closed."""

    _name = "distributor.exit.mixin"
    _description = "Exit List in a Wizard"
    _inherit = "distributor.reason.mixin"

    distributor_id = fields.Many2one("distributor.distributor", required=True)
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
