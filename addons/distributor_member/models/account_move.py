# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models


class AccountMove(models.Model):
    _name = "account.move"
    _inherit = ["account.move", "distributor.member.document"]

    _portal_right = "money"
    _portal_partner_field = "commercial_partner_id"

    def _get_portal_distributor(self):
        self.ensure_one()
        # sudo: asked to decide what the user may do
        move = self.sudo()
        distributors = self.env["distributor.distributor"].sudo()
        return distributors._get_for_partner(
            move.commercial_partner_id, move.company_id
        )

    @api.model
    def _get_thread_with_access(self, thread_id, *, mode="read", **kwargs):
        thread = super()._get_thread_with_access(thread_id, mode=mode, **kwargs)
        return self._get_member_thread(thread_id, thread)

    def _is_portal_published(self):
        """Tell whether members who are no contacts of the customer may read it."""
        self.ensure_one()
        kinds = ("out_invoice", "out_refund", "in_invoice", "in_refund")
        return self.state == "posted" and self.move_type in kinds
