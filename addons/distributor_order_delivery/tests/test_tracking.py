# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_order.tests.common import OrderCommon


@tagged("post_install", "-at_install")
class TestTracking(OrderCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.carrier = cls.env["delivery.carrier"].create(
            {
                "name": "T-Express",
                "product_id": cls.product.id,
                "tracking_url": "https://t.example/<shipmenttrackingnumber>",
            }
        )

    def _ship_by(self, **values):
        order = self._confirm((self.goods, 1, 10))
        order.picking_ids.write(values)
        self._ship(order.picking_ids)
        [step] = [s for s in order._get_channel_steps() if s["step"] == "shipped"]
        return step

    def test_carrier_number_and_link(self):
        step = self._ship_by(carrier_id=self.carrier.id, carrier_tracking_ref="T-77")
        self.assertIn("T-Express", step["proof"])
        self.assertIn("T-77", step["proof"])
        self.assertEqual(step["link"], "https://t.example/T-77")

    def test_without_a_carrier(self):
        step = self._ship_by()
        self.assertFalse(step["link"])

    def test_several_links(self):
        self.carrier.tracking_url = '[["T-1", "https://t.example/1"]]'
        step = self._ship_by(carrier_id=self.carrier.id, carrier_tracking_ref="T-1")
        self.assertFalse(step["link"])
