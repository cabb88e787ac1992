# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import uuid
from unittest.mock import patch

from psycopg2 import IntegrityError, OperationalError

from odoo import api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.distributor.tests.common import CommittedRules

from .common import KEY, OrderCommon


@tagged("post_install", "-at_install")
class TestRace(CommittedRules, BaseCase):
    """The same basket at once, in real transactions on committed records."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self._pause_authorizations(self.registry)
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            mark = uuid.uuid4().hex
            partner = env["res.partner"].create({"name": f"T-{mark}"})
            distributor = env["distributor.distributor"].create(
                {
                    "code": f"T-{mark[:8]}",
                    "partner_id": partner.id,
                    "level_id": env["distributor.level"]
                    .create({"name": "T", "code": f"t-{mark}", "rank": 9000})
                    .id,
                    "state": "active",
                    "prepaid": False,
                }
            )
            contact = env["res.partner"].create(
                {"name": "T", "parent_id": partner.id, "email": "t@example.com"}
            )
            user = new_test_user(
                env, f"t-race-{mark}", "base.group_portal", partner_id=contact.id
            )
            product = env["product.product"].create(
                {
                    "name": f"T-{mark}",
                    "type": "consu",
                    "is_storable": True,
                    "taxes_id": False,
                }
            )
            order = env["sale.order"].new({"partner_id": partner.id})
            env["stock.quant"]._update_available_quantity(
                product, order.warehouse_id.lot_stock_id, 1
            )
            self.mark, self.text = mark, f"{product.id}-1"
            self.ids = (distributor.id, user.id, partner.id)

    def _place(self, cr, key=None):
        distributor_id, user_id, partner_id = self.ids
        env = api.Environment(cr, user_id, {})
        # sudo: as the page does after its own check
        distributor = env["distributor.distributor"].sudo().browse(distributor_id)
        order = distributor._place_order(
            env.user, self.text, partner_id, key or self.mark
        )
        env.flush_all()
        return order

    @mute_logger("odoo.sql_db")
    def test_one_order(self):
        """Both snapshots are taken before either commits: only one may pass."""
        first, second = self.registry.cursor(), self.registry.cursor()
        self.addCleanup(first.close)
        self.addCleanup(second.close)
        for cr in (first, second):
            cr.execute("SELECT 1")  # takes the snapshot of REPEATABLE READ
        self._place(first)
        first.commit()
        with self.assertRaises((IntegrityError, OperationalError)):
            self._place(second)
        second.rollback()
        with self.assertRaises(IntegrityError):
            self._place(second)
        second.rollback()
        env = api.Environment(second, api.SUPERUSER_ID, {})
        found = env["sale.order"].search([("portal_order_key", "=", self.mark)])
        self.assertEqual(len(found), 1)
        self.assertEqual(found.state, "sale")

    @mute_logger("odoo.sql_db")
    def test_the_last_unit(self):
        """Two orders for it at once: the second is tried again and is told."""
        distributors = self.registry["distributor.distributor"]
        others = distributors._get_exception_policy
        self.patch(
            distributors,
            "_get_exception_policy",
            lambda one, kind: "refuse" if kind == "stock" else others(one, kind),
        )
        first, second = self.registry.cursor(), self.registry.cursor()
        self.addCleanup(first.close)
        self.addCleanup(second.close)
        for cr in (first, second):
            cr.execute("SELECT 1")
        self.assertEqual(self._place(first).state, "sale")
        first.commit()
        # reserving would collide too, but a transfer may reserve later
        assign = patch.object(
            self.registry["stock.move"], "_action_assign", lambda *_args, **_kw: None
        )
        with assign, self.assertRaises(OperationalError):
            self._place(second, self.mark[::-1])
        second.rollback()
        with self.assertRaisesRegex(UserError, "Out of stock"):
            self._place(second, self.mark[::-1])


@tagged("post_install", "-at_install")
class TestLostRace(OrderCommon):
    @mute_logger("odoo.sql_db")
    def test_the_second_request_lands_on_the_first_order(self):
        """It did not see the first order, and learns of it from the database."""
        self._submit((self.tea, 6))
        distributors = self.registry["distributor.distributor"]
        with patch.object(
            distributors,
            "_find_order_by_key",
            lambda self, key: self.env["sale.order"],
        ):
            answer = self._submit((self.tea, 6))
        self.assertEqual(answer.status_code, 303)
        self.assertTrue(answer.headers["Location"].endswith(f"/placed/{KEY}"))
        self.assertEqual(len(self._get_orders()), 1)
