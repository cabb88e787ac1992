# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models

QUOTATION = ("draft", "sent")


class DistributorDistributor(models.Model):
    """What a distributor decides on, and waits for. Callers resolved it from the
    session.
    """

    _inherit = "distributor.distributor"

    def _get_portal_review_domain(self, decided=False):
        """Return the domain of what this distributor decides on for its downline.

        :param decided: what it decided before, instead of what waits for it
        """
        self.ensure_one()
        domain = [
            ("approver_id", "=", self.id),
            ("company_id", "in", (False, self.company_id.id)),
            ("active", "in", (True, False)),
        ]
        if decided:
            return [*domain, ("status", "in", ("approved", "rejected"))]
        return [
            *domain,
            ("active", "=", True),
            ("status", "=", "pending"),
            ("order_id.state", "in", QUOTATION),
            # who stood above the buyer before a move sees nothing any more
            ("order_id.distributor_id.parent_id", "=", self.id),
        ]

    def _get_portal_approval_domain(self):
        """Return the domain of the own orders that wait for the approval of others."""
        self.ensure_one()
        return [
            *self._get_portal_order_domain(),
            ("state", "in", QUOTATION),
            ("approval_user_id", "!=", False),
        ]

    def _get_portal_asked_domain(self):
        """Return the domain of the orders that members ask the owner to confirm."""
        self.ensure_one()
        return [
            *self._get_portal_order_domain(),
            ("channel_turn", "=", "owner"),
        ]

    def _get_portal_task_turns(self, user):
        # what waits for the owner is on the page of approvals
        turns = super()._get_portal_task_turns(user)
        return [turn for turn in turns if turn != "owner"]

    def _get_portal_team_links(self, user):
        links = super()._get_portal_team_links(user)
        if self._user_can("order", user):
            links.append(("/my/distribution/approvals", self.env._("Approvals")))
        return links

    def _get_portal_tasks(self, user):
        tasks = super()._get_portal_tasks(user)
        count = self._get_portal_approval_count(user)
        if not count:
            return tasks
        return [
            *tasks,
            self._prepare_portal_task(
                "approvals",
                self.env._("Approve or refuse orders"),
                "/my/distribution/approvals",
                self._tell_waiting(count),
            ),
        ]

    def _get_portal_approval_count(self, user):
        """Return how much waits for a user of this distributor to decide."""
        self.ensure_one()
        count = 0
        if self._user_can("order", user):
            reviews = self.env["tier.review"]
            count += reviews.search_count(self._get_portal_review_domain())
        if self._user_can("manage", user):
            orders = self.env["sale.order"]
            count += orders.search_count(self._get_portal_asked_domain())
        return count
