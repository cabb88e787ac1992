# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models

from .distributor_approval_asking import QUOTATION
from .distributor_approval_decision import OPEN


class SaleOrder(models.Model):
    """Whose turn it is while somebody has to approve."""

    _inherit = "sale.order"

    def _get_turn(self):
        if self.approval_user_id and self.state in QUOTATION:
            reviews = self.approval_review_ids.filtered("active")
            asked = reviews.filtered(lambda one: one.status in OPEN)
            if asked.approver_id:
                return "upline"
            if asked:
                return "brand"
            if "rejected" in reviews.mapped("status"):
                # who sent what was refused may send it again
                return "distributor" if self.approval_user_id.share else "brand"
        return super()._get_turn()

    @api.model
    def _get_turn_fields(self):
        return [
            *super()._get_turn_fields(),
            "approval_user_id",
            "approval_submitted",
            "approval_review_ids.active",
            "approval_review_ids.status",
            "approval_review_ids.approver_id",
        ]

    def _is_ordered(self):
        submitted = self.state == "sent" and self.approval_submitted
        return submitted or super()._is_ordered()

    def _waits_for_distributor(self):
        # sudo: whoever sees the order may know whose turn it is
        return super()._waits_for_distributor() and not (
            self.sudo()._is_held_by_approval()
        )
