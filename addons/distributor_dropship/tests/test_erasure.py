# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import DropshipCommon

PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)


@tagged("post_install", "-at_install")
class TestErasure(DropshipCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.sudo().distributor_consumer_days = 30
        cls.order = cls._order_for()
        cls.picking = cls.order.picking_ids

    def _age(self, *consumers):
        """Make consumers, their orders and deliveries 31 days old."""
        then = fields.Datetime.now() - timedelta(days=31)
        self.env.flush_all()
        for consumer in consumers:
            self.env.cr.execute(
                "UPDATE distributor_consumer SET create_date = %s WHERE id = %s",
                (then, consumer.id),
            )
        self.order.date_order = then
        if self.picking.state == "done":
            self.picking.date_done = then
        self.env.invalidate_all()

    def _run(self):
        cron = self.env.ref("distributor_dropship.distributor_consumer_cron")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def test_after_the_days(self):
        young = self._create_consumer(name="T-Young")
        unused = self._create_consumer(name="T-Unused")
        self._ship(self.picking)
        self.picking.sudo().signature = PIXEL
        self._age(self.consumer, unused)
        self._run()
        for consumer in (self.consumer, unused):
            self.assertTrue(consumer.erased_date)
            self.assertEqual((consumer.name, consumer.phone), ("*", "*"))
            self.assertFalse(consumer.street or consumer.zip)
            self.assertEqual(consumer.partner_id.name, "*")
            self.assertFalse(consumer.partner_id.phone)
            self.assertEqual(consumer.city, "杭州市")
        self.assertFalse(young.erased_date)
        self.assertEqual(self.order.state, "sale")
        self.assertEqual(self.order.consumer_id, self.consumer)
        self.assertFalse(self.picking.signature)

    def test_kept_until_delivered(self):
        self._age(self.consumer)
        self._run()
        self.assertFalse(self.consumer.erased_date, "it is not shipped yet")
        self._ship(self.picking)
        self._run()
        self.assertFalse(self.consumer.erased_date, "it was shipped just now")

    def test_kept_for_ever(self):
        self._ship(self.picking)
        self._age(self.consumer)
        self.company.sudo().distributor_consumer_days = 0
        self._run()
        self.assertFalse(self.consumer.erased_date)

    def test_who_asks_for_it(self):
        clerk = new_test_user(self.env, "t-clerk", "distributor.distributor_group_user")
        with self.assertRaises(AccessError):
            self.consumer.with_user(clerk).action_erase()
        order = self._order_for(confirm=False)
        self.consumer.action_erase()
        self.assertTrue(self.consumer.erased_date)
        with self.assertRaises(UserError) as error:
            order.action_confirm()
        self.assertIn("was erased", str(error.exception))

    def test_what_stands_on_orders_stays(self):
        with self.assertRaises(UserError):
            self.consumer.sudo().unlink()
        self._create_consumer(name="T-Unused").sudo().unlink()
