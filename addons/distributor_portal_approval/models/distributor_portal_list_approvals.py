# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models

from odoo.addons.distributor_portal.models.distributor_portal_list import (
    Choice,
    Column,
    Sort,
)


class DistributorPortalListApprovals(models.AbstractModel):
    """The three lists of the page of approvals have one address."""

    _name = "distributor.portal.list.approvals"
    _inherit = "distributor.portal.list"
    _description = "Approvals in the Portal"

    _right = "order"
    _path = "approvals"
    _show = ""

    def _get_title(self):
        return self._get_shows()[self._show]

    def _get_shows(self):
        return {
            "waiting": self.env._("Waiting for you"),
            "own": self.env._("Your orders"),
            "decided": self.env._("Decided by you"),
        }

    def _get_search_label(self):
        return self.env._("Order or distributor")

    def _get_choices(self, distributor, values):
        # another choice is another list
        options = {key: (label, None) for key, label in self._get_shows().items()}
        return [Choice("show", self.env._("Show"), options, "waiting")]

    def _read(self, distributor, values):
        return super()._read(distributor, {**values, "show": self._show})

    def _is_filtered(self, chosen):
        return bool(chosen.values["search"])


class DistributorPortalListApprovalsWaiting(models.AbstractModel):
    _name = "distributor.portal.list.approvals.waiting"
    _inherit = "distributor.portal.list.approvals"
    _description = "Waiting Approvals in the Portal"

    _show = "waiting"
    _records = "tier.review"
    _search_fields = ("order_id.name", "order_id.distributor_id.name")

    def _get_base_domain(self, distributor):
        return distributor._get_portal_review_domain()

    def _get_sorts(self, values):
        return {
            "due": Sort(self.env._("Due first"), ["deadline"], False),
            "date": Sort(self.env._("Newest"), []),
        }

    def _get_columns(self, distributor, user):
        env = self.env
        # amounts of a downline are told on its order only, as the company says
        return [
            Column(env._("Distributor"), lambda r: r.order_id.distributor_id.name),
            Column(env._("Order"), lambda r: r.order_id.name),
            Column(env._("Asked"), lambda r: r.name),
            Column(env._("Units"), lambda r: r._get_portal_units()),
            Column(env._("Answer until"), lambda r: self._get_day(r.deadline), "date"),
        ]


class DistributorPortalListApprovalsDecided(models.AbstractModel):
    _name = "distributor.portal.list.approvals.decided"
    _inherit = "distributor.portal.list.approvals.waiting"
    _description = "Decided Approvals in the Portal"

    _show = "decided"

    def _get_base_domain(self, distributor):
        return distributor._get_portal_review_domain(True)

    def _get_sorts(self, values):
        return {
            "date": Sort(self.env._("Newest"), ["reviewed_date"]),
            "old": Sort(self.env._("Oldest"), ["reviewed_date"], False),
        }

    def _get_columns(self, distributor, user):
        env = self.env
        return [
            Column(env._("Distributor"), lambda r: r.order_id.distributor_id.name),
            Column(env._("Order"), lambda r: r.order_id.name),
            Column(
                env._("Decided on"), lambda r: self._get_day(r.reviewed_date), "date"
            ),
            Column(
                env._("Decision"),
                lambda r: env._("Approved")
                if r.status == "approved"
                else env._("Refused"),
            ),
            Column(env._("Comment"), lambda r: r.comment),
        ]


class DistributorPortalListApprovalsOwn(models.AbstractModel):
    _name = "distributor.portal.list.approvals.own"
    _inherit = "distributor.portal.list.approvals"
    _description = "Own Orders to Approve in the Portal"

    _show = "own"
    _records = "sale.order"
    _search_fields = ("name", "distributor_id.name")

    def _get_base_domain(self, distributor):
        return distributor._get_portal_approval_domain()

    def _get_sorts(self, values):
        return {
            "date": Sort(self.env._("Newest"), ["approval_date"]),
            "old": Sort(self.env._("Oldest"), ["approval_date"], False),
        }

    def _get_sums(self, distributor, user):
        return {"amount_total": self.env._("Total")}

    def _get_columns(self, distributor, user):
        env = self.env
        return [
            Column(env._("Order"), lambda o: o.name),
            Column(env._("Sent on"), lambda o: self._get_day(o.approval_date), "date"),
            Column(env._("State"), self._get_label_of("approval_state")),
            Column(env._("Where it waits"), lambda o: o._get_portal_approval_note()),
            Column(
                env._("Total"),
                lambda o: (o.amount_total, o.currency_id),
                "amount",
                True,
            ),
        ]
