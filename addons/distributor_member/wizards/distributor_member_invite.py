# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError


class DistributorMemberInvite(models.TransientModel):
    """Asks whom to invite into the portal of a distributor."""

    _name = "distributor.member.invite"
    _description = "Invite a Member"

    distributor_id = fields.Many2one("distributor.distributor", required=True)
    currency_id = fields.Many2one(related="distributor_id.company_id.currency_id")
    name = fields.Char(required=True)
    email = fields.Char(required=True)
    role = fields.Selection(
        lambda self: self._get_roles(),
        required=True,
        default="owner",
    )
    limit_order = fields.Monetary("Limit per Order")
    limit_month = fields.Monetary("Limit per Month")

    @api.model
    def _get_roles(self):
        role = self.env["distributor.member"]._fields["role"]
        return role._description_selection(self.env)

    def action_invite(self):
        """Invite after checking that the user manages the channel."""
        self.ensure_one()
        if not self.env.user.has_group("distributor.distributor_group_manager"):
            raise AccessError(self.env._("Only a distribution manager invites."))
        self.distributor_id.check_access("write")
        self.env["distributor.member"]._invite(
            self.distributor_id,
            self.name,
            self.email,
            self.role,
            {"limit_order": self.limit_order, "limit_month": self.limit_month},
        )
        return {"type": "ir.actions.act_window_close"}
