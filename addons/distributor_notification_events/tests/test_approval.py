# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_approval.tests.common import ApprovalCommon

from .common import EventFactory


@tagged("post_install", "-at_install")
class TestApproval(EventFactory, ApprovalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer.email = "t-approval-owner@example.com"
        viewer = cls._create_member(cls.bottom, "viewer").user_id
        cls.users = {"owner": cls.buyer, "viewer": viewer}
        cls.small = cls._create_member(cls.bottom, "buyer", limit_order=50).user_id

    def test_approved(self):
        self._create_rule(reviewer=self.boss)
        order = self._buy()
        self._submit(order, self.buyer)
        self.assertFalse(self._get_told("order_approved"))
        self._approve(order, self.boss)
        self.assertEqual(order.state, "sale")
        self._assert_told("order_approved", order.name)

    def test_refused(self):
        self._create_rule(reviewer=self.boss)
        order = self._buy()
        self._submit(order, self.buyer)
        self._refuse(order, self.boss, "T-Too much")
        told = self._assert_told(
            "order_refused", order.name, "T-Too much", roles=("owner",)
        )
        self.assertFalse(told.mail_date)  # who submitted it has a message

    def test_beyond_the_limit(self):
        order = self._buy()
        self._submit(order, self.small)
        self.assertNotEqual(order.state, "sale")
        told = self._assert_told("order_limit", order.name, roles=("owner",))
        self.assertFalse(told.mail_date)
        self.assertEqual(told.urgency, "urgent")
