# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models

from .distributor_approval_asking import QUOTATION
from .distributor_approval_decision import OPEN

ASKING = ("needed", "refused")


class SaleOrder(models.Model):
    """Whose turn it is while somebody has to approve, and what stands on the desk."""

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

    def _get_desk_items(self):
        items = super()._get_desk_items()
        if not self.distributor_id or self.state not in QUOTATION:
            return items
        # sudo: whoever sees the order may know who decides on it
        order = self.sudo()
        mine = self._get_my_reviews()
        items += [
            self._prepare_review_item(one, one in mine) for one in order.review_ids
        ]
        asks = order.approval_state in ASKING
        if asks or order.approval_state == "waiting":
            items.append(self._prepare_asking_item(order.approval_text, asks))
        elif order.approval_error:
            items.append(
                self._prepare_desk_item(
                    order.approval_error,
                    (self.env._("Confirm"), "action_confirm"),
                    kind=self.env._("Approved, but Not Confirmed"),
                )
            )
        return items

    def _prepare_review_item(self, review, mine):
        """Return one decision as a thing this order waits for."""
        states = dict(review._fields["status"]._description_selection(self.env))
        open_ = review.status in OPEN
        return self._prepare_desk_item(
            review.reason or review.name,
            *([(self.env._("Decide"), "action_decide_approval")] if mine else []),
            kind=review.name,
            covers=[],
            done=review.status == "approved",
            state=states[review.status],
            who=(review._get_asked_name() if open_ else review.done_by.name) or "",
            when=review.reviewed_date,
            note=review.comment or "",
        )

    def _prepare_asking_item(self, text, asks):
        """Return that somebody has to be asked; nothing more while that is so."""
        if not asks:
            return {**self._prepare_desk_item(""), "covers": [text]}
        return self._prepare_desk_item(
            self.env._("Nobody is asked yet. Ask for it, or change the order."),
            (self.env._("Ask for Approval"), "action_ask_approval"),
            kind=self.env._("Approval"),
            covers=[text],
        )

    def _on_split(self, part):
        """Extend: both are looked at together, and who ordered the whole asks again."""
        result = super()._on_split(part)
        self._on_approval_change()
        # sudo: splitting was allowed, and the approvals follow
        order, part = self.sudo(), part.sudo()
        if order.approval_user_id and part._needs_approval():
            part._ask_approval(order.approval_user_id, order.approval_submitted)
        return result
