# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_notification.tests.common import NotificationFactory
from odoo.addons.distributor_portal.tests.common import HOME
from odoo.addons.distributor_portal.tests.members import MembersCommon

PAGE = f"{HOME}/notifications"


@tagged("post_install", "-at_install")
class PortalNotificationCommon(NotificationFactory, MembersCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # what the orders of the other tests' channel told of is not counted here
        cls.env.cr.execute(
            "DELETE FROM distributor_notification WHERE company_id = %s",
            [cls.company.id],
        )
        cls.kind = cls._create_kind()
        cls.money = cls._create_kind("t-money", name="T-Money", right="money")
        cls.owner, cls.viewer = cls.roles["owner"], cls.roles["viewer"]
