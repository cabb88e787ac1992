# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_announcement.tests.common import AnnouncementFactory
from odoo.addons.distributor_portal.tests.common import HOME
from odoo.addons.distributor_portal.tests.members import MembersCommon

MESSAGES = f"{HOME}/messages"
FILES = f"{HOME}/files"


@tagged("post_install", "-at_install")
class PortalAnnouncementCommon(AnnouncementFactory, MembersCommon):
    """The dealer and its upline are told something; the sibling is not."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls._create_user("t-announcement-user", "user")
        cls.urgent = cls._create_announcement(
            cls.dealer,
            cls.country,
            name="T-Urgent",
            urgency="urgent",
            block_orders=True,
            attachment_ids=[cls._create_attachment("t-file.pdf")],
        )
        cls.normal = cls._create_announcement(cls.dealer, name="T-Normal")
        cls.poster = cls._create_file(
            cls.dealer, cls.country, name="T-Poster", description="T-Matt"
        )

    @classmethod
    def _create_announcement(cls, *distributors, **kw):
        return super()._create_announcement(*distributors, **kw).sudo()

    @classmethod
    def _create_file(cls, *distributors, **kw):
        return super()._create_file(*distributors, **kw).sudo()

    @classmethod
    def _create_attachment(cls, name):
        attachments = cls.env["ir.attachment"]
        return attachments.create({"name": name, "raw": b"%PDF-1.7 T"}).id

    def _get_task_names(self, user):
        tasks = self.dealer.sudo().with_user(user).sudo()._get_portal_tasks(user)
        return [task["name"] for task in tasks]
