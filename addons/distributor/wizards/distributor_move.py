# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError


class DistributorMove(models.TransientModel):
    """Asks below whom, and from which day on, distributors move."""

    _name = "distributor.move"
    _description = "Move Distributors"

    distributor_ids = fields.Many2many(
        "distributor.distributor", string="Distributors", required=True
    )
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", required=True
    )
    upline_id = fields.Many2one(
        "distributor.distributor",
        "New Upline",
        domain="[('company_id', '=', company_id), ('state', '!=', 'terminated'),"
        " ('id', 'not in', distributor_ids)]",
        help="Leave empty to place them directly below the brand.",
    )
    date = fields.Date("From Day", required=True, default=fields.Date.context_today)
    branch_count = fields.Integer(
        "Downline Moving Along", compute="_compute_branch_count"
    )

    @api.depends("distributor_ids")
    def _compute_company_id(self):
        for wizard in self:
            wizard.company_id = wizard.distributor_ids.company_id[:1]

    @api.depends("distributor_ids")
    def _compute_branch_count(self):
        for wizard in self:
            wizard.branch_count = sum(
                wizard.distributor_ids._origin._count_downline().values()
            )

    def action_move(self):
        """Move the distributors after checking that the user manages the channel."""
        self.ensure_one()
        if not self.env.user.has_group("distributor.distributor_group_manager"):
            raise AccessError(self.env._("Only a distribution manager moves."))
        self.distributor_ids.check_access("write")
        self.distributor_ids._set_upline(self.upline_id, self.date)
        return {"type": "ir.actions.act_window_close"}
