# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.tools import format_date

MESSAGES = "/my/distribution/messages"


class DistributorDistributor(models.Model):
    _inherit = "distributor.distributor"

    def _get_portal_tasks(self, user):
        """What is urgent comes before everything, what is only new after it."""
        announcements = self.env["distributor.announcement"]
        waiting = announcements._get_unacknowledged(self)
        tasks = [
            *(self._prepare_announcement_task(one, user) for one in waiting),
            *super()._get_portal_tasks(user),
        ]
        unread = announcements._count_portal_unread(self, user, waiting)
        if unread:
            tasks.append(
                self._prepare_portal_task(
                    "messages",
                    self.env._("Read your messages"),
                    MESSAGES,
                    self.env._("%s not read", unread),
                )
            )
        return tasks

    def _prepare_announcement_task(self, announcement, user):
        if announcement.block_orders:
            detail = self.env._("New orders wait until you acknowledge it")
        elif self._may_acknowledge(user):
            detail = self.env._("Please read and acknowledge it")
        else:
            detail = self.env._("An owner, buyer or finance member acknowledges it")
        if announcement.date_to:
            day = format_date(self.env, announcement.date_to)
            detail = self.env._("%(detail)s, until %(day)s", detail=detail, day=day)
        return self._prepare_portal_task(
            "urgent_message",
            announcement.name,
            f"{MESSAGES}/{announcement.id}",
            detail,
            urgent=True,
        )

    def _may_acknowledge(self, user):
        """Tell whether a user may say for its distributor that it knows something.

        Who only looks, may not.
        """
        return any(self._user_can(right, user) for right in ("order", "money"))
