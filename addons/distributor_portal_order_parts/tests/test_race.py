# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import uuid

from psycopg2 import IntegrityError, OperationalError

from odoo import api
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.distributor_portal_order.tests import race


@tagged("post_install", "-at_install")
class TestRace(race.RaceCommon):
    """The same order at once, in real transactions on committed records."""

    def setUp(self):
        super().setUp()
        self.text = f"{self.text.partition('-')[0]}-5"
        # nothing confirms it: it waits
        orders = self.registry["sale.order"]
        self.patch(orders, "_confirm_in_portal", lambda order: False)
        with self.registry.cursor() as cr:
            self.order_id = self._place(cr).id

    def _begin(self):
        cursors = [self.registry.cursor(), self.registry.cursor()]
        for cr in cursors:
            self.addCleanup(cr.close)
            cr.execute("SELECT 1")  # takes the snapshot of REPEATABLE READ
        return cursors

    def _split(self, cr, key):
        distributor_id, user_id, partner_id = self.ids
        env = api.Environment(cr, user_id, {})
        # sudo: as the page does after its own check
        distributor = env["distributor.distributor"].sudo().browse(distributor_id)
        order = env["sale.order"].sudo().browse(self.order_id)
        moves = {order.order_line: 2}
        total = distributor._check_split(
            order, moves, order.partner_shipping_id, env.user
        ).get("total")
        part = distributor._split_in_portal(
            order, moves, partner_id, key, total, env.user
        )
        env.flush_all()
        return part

    def _get_orders(self, cr):
        env = api.Environment(cr, api.SUPERUSER_ID, {})
        return env["sale.order"].search([("distributor_id", "=", self.ids[0])])

    @mute_logger("odoo.sql_db")
    def test_split_at_once(self):
        """Both snapshots are taken before either commits: only one may pass."""
        key = uuid.uuid4().hex
        first, second = self._begin()
        self._split(first, key)
        first.commit()
        with self.assertRaises((IntegrityError, OperationalError)):
            self._split(second, key)
        second.rollback()
        # tried again it sees the other, and would not do it twice
        with self.assertRaises(IntegrityError):
            self._split(second, key)
        second.rollback()
        orders = self._get_orders(second)
        self.assertEqual(sorted(orders.order_line.mapped("product_uom_qty")), [2, 3])

    @mute_logger("odoo.sql_db")
    def test_confirmed_at_once(self):
        """The order is confirmed while it is split: nothing is lost or doubled."""
        first, second = self._begin()
        order = self._get_orders(first)
        order.action_confirm()
        order.env.flush_all()
        first.commit()
        with self.assertRaises(OperationalError):
            self._split(second, uuid.uuid4().hex)
        second.rollback()
        with self.assertRaisesRegex(UserError, "is confirmed"):
            self._split(second, uuid.uuid4().hex)
        second.rollback()
        orders = self._get_orders(second)
        self.assertEqual(orders.state, "sale")
        self.assertEqual(orders.order_line.product_uom_qty, 5)
