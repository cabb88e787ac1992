# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import OrderCommon


@tagged("post_install", "-at_install")
class TestOrderLevel(OrderCommon):
    """How grave the exceptions of an order are is stored, and follows them."""

    def test_level_follows_the_rows_alone(self):
        order = self._order(self.away)
        with self.assertRaisesRegex(AccessError, "rules alone"):
            order.with_user(self.manager).write({"exception_level": False})
        self.assertEqual(order.exception_level, "open")
        order.exception_ids.sudo().policy = "allow"
        self.assertEqual(order.exception_level, "noted")

    def test_button_is_for_who_decides(self):
        order = self._order(self.away)
        rows = order.exception_ids
        self.assertEqual(order.exception_names, "Ship-to outside the territory")
        self.assertTrue(rows.with_user(self.manager).may_decide)
        self.assertTrue(order.with_user(self.manager).exceptions_may_decide)
        self.assertFalse(rows.with_user(self.seller).may_decide)
        self.assertFalse(order.with_user(self.seller).exceptions_may_decide)
        # nor is the button to look again what the desk asks of that person
        for user, first in ((self.manager, True), (self.seller, False)):
            item = rows.with_user(user)._get_desk_item()
            self.assertEqual(item["has_primary"], first)
        rows.sudo().policy = "refuse"
        self.assertFalse(rows.with_user(self.manager).may_decide)

    def test_quotation_again_is_looked_at_again(self):
        order = self._order()
        order.action_confirm()
        order._action_cancel()
        order.partner_shipping_id = self.away
        self.assertFalse(order.exception_ids)
        order.action_draft()
        self.assertEqual(order.exception_level, "open")
