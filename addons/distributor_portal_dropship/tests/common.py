# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_dropship.tests.common import ConsumerFactory
from odoo.addons.distributor_portal.tests.members import MembersCommon
from odoo.addons.distributor_portal_order.tests.common import KEY, ORDER, OrderFactory

CONSUMER = f"{ORDER}/consumer"
LINE = "张小明 13812345678 浙江省杭州市西湖区文三路 1 号"


@tagged("post_install", "-at_install")
class DropshipPortalCommon(ConsumerFactory, OrderFactory, MembersCommon):
    """T-D may ship to consumers and has one; its sibling has another."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_goods()
        cls.dealer.dropship = "allowed"
        cls.sibling.dropship = "allowed"
        cls.consumer = cls._create_consumer()
        cls.foreign = cls._create_consumer(
            cls.sibling, name="T李四", phone="13900000000"
        )

    def _check_url(self, ship=None, key=KEY):
        ship = ship.id if ship else ""
        return f"{ORDER}/check?lines={self._lines((self.tea, 6))}&key={key}&ship={ship}"

    def _place(self, key=KEY, sender="T-Little Shop", consumer=None):
        contact = (consumer or self.consumer).partner_id
        self._submit((self.tea, 6), ship=contact.id, key=key, sender=sender)
        return self._get_orders(key=key)

    def _ship_order(self, order):
        picking = order.picking_ids
        for move in picking.move_ids:
            move.write({"quantity": move.product_uom_qty, "picked": True})
        picking._action_done()
        return picking
