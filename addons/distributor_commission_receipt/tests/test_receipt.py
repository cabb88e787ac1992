# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_commission.tests.event_common import EventCommon


@tagged("post_install", "-at_install")
class TestReceipt(EventCommon):
    VERSION = {"wait_receipt": True}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.sudo().distributor_commission_by_receipt = True
        cls.goods = cls._create_goods("T-Goods", type="consu")
        cls.order = cls._confirm((cls.goods, 10, 100))

    def _ship(self, quantity):
        picking = self.order.picking_ids.filtered(lambda p: p.state != "done")
        picking.move_ids.write({"quantity": quantity, "picked": True})
        picking._action_done()
        self._flush()
        return picking

    def _is_released(self):
        sources = self._get_entries(self.order.invoice_ids).source_id
        self.assertTrue(sources)
        return all(source.release_date for source in sources)

    def test_released_by_the_receipt(self):
        self._invoice(self.order)
        picking = self._ship(10)
        self.assertFalse(self._is_released())
        picking._receive("office", message="T")
        self._flush()
        self.assertTrue(self._is_released())

    def test_each_part_is_received(self):
        self._invoice(self.order)
        first, second = self._ship(4), self._ship(6)
        second._receive("office", message="T")
        self._flush()
        self.assertFalse(self._is_released())
        first._receive("office", message="T")
        self._flush()
        self.assertTrue(self._is_released())

    def test_invoiced_after_the_receipt(self):
        self._ship(10)._receive("office", message="T")
        self._invoice(self.order)
        self._flush()
        self.assertTrue(self._is_released())

    def test_switched_off(self):
        self.company.sudo().distributor_commission_by_receipt = False
        self._invoice(self.order)
        self._ship(10)
        self.assertTrue(self._is_released())
