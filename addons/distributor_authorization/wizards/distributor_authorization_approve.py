# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class DistributorAuthorizationApprove(models.TransientModel):
    """Shows who else is authorised there, before the approval."""

    _name = "distributor.authorization.approve"
    _description = "Approve Authorisations"

    authorization_ids = fields.Many2many(
        "distributor.authorization",
        "distributor_authorization_approve_rel",
        "wizard_id",
        "authorization_id",
        string="Authorisations",
        required=True,
    )
    overlap_text = fields.Text("Also Authorised", compute="_compute_overlap_text")

    @api.depends("authorization_ids")
    def _compute_overlap_text(self):
        for wizard in self:
            blocks = []
            for one in wizard.authorization_ids._origin:
                overlaps = [found for found in one._find_overlaps() if not found[2]]
                if overlaps:
                    texts = one._as_list(one._explain_overlaps(overlaps))
                    blocks.append(f"{one.display_name}\n{texts}")
            wizard.overlap_text = "\n".join(blocks)

    def action_approve(self):
        self.ensure_one()
        self.authorization_ids._check_manager()
        self.authorization_ids._check_step("submitted")
        self.authorization_ids._approve()
        return {"type": "ir.actions.act_window_close"}
