# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import uuid

from psycopg2 import OperationalError

from odoo import Command, api
from odoo.exceptions import UserError
from odoo.tests import BaseCase, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.distributor.tests.common import CommittedRules


@tagged("post_install", "-at_install")
class TestLimitConcurrency(CommittedRules, BaseCase):
    """Two orders at once near the limit, in real transactions on committed records."""

    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            mark = uuid.uuid4().hex[:8]
            partner = env["res.partner"].create({"name": f"T-{mark}"})
            distributor = env["distributor.distributor"].create(
                {
                    "code": f"T-{mark}",
                    "partner_id": partner.id,
                    "level_id": env.ref("distributor.distributor_level_store").id,
                    "state": "active",
                    **(
                        {"prepaid": False}
                        if "prepaid" in env["distributor.distributor"]._fields
                        else {}
                    ),
                }
            )
            users = [
                new_test_user(env, f"t-{role}-{mark}", "base.group_portal")
                for role in ("owner", "buyer")
            ]
            env["distributor.member"].create(
                [
                    {
                        "distributor_id": distributor.id,
                        "user_id": user.id,
                        "role": role,
                        "limit_month": limit,
                    }
                    for user, role, limit in zip(
                        users, ("owner", "buyer"), (0, 150), strict=True
                    )
                ]
            )
            product = env["product.product"].create(
                {"name": f"T-{mark}", "type": "service", "taxes_id": False}
            )
            orders = env["sale.order"].create(
                [
                    {
                        "partner_id": partner.id,
                        "order_line": [
                            Command.create(
                                {
                                    "product_id": product.id,
                                    "price_unit": 100,
                                    "tax_ids": [Command.clear()],
                                }
                            )
                        ],
                    }
                    for _number in range(2)
                ]
            )
            self.buyer, self.orders = users[1].id, orders.ids
            self.members = distributor.member_ids.ids

    def _confirm(self, cr, order_id):
        env = api.Environment(cr, self.buyer, {})
        # sudo: as the stock page does after its own check of access
        env["sale.order"].sudo().browse(order_id).action_confirm()
        env.flush_all()

    @mute_logger("odoo.sql_db")
    def test_second_order_starts_over_and_is_refused(self):
        """Both snapshots are taken before either commits: only one may pass."""
        first, second = self.registry.cursor(), self.registry.cursor()
        self.addCleanup(first.close)
        self.addCleanup(second.close)
        for cr in (first, second):
            cr.execute("SELECT 1")  # takes the snapshot of REPEATABLE READ
        self._confirm(first, self.orders[0])
        first.commit()
        with self.assertRaises(OperationalError):
            self._confirm(second, self.orders[1])
        second.rollback()
        with self.assertRaises(UserError):
            self._confirm(second, self.orders[1])
        second.rollback()

    @mute_logger("odoo.sql_db")
    def test_two_owners_do_not_end_each_other(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            env["distributor.member"].browse(self.members).write({"role": "owner"})
        first, second = self.registry.cursor(), self.registry.cursor()
        self.addCleanup(first.close)
        self.addCleanup(second.close)
        for cr in (first, second):
            cr.execute("SELECT 1")
        self._end(first, self.members[0])
        first.commit()
        with self.assertRaises(OperationalError):
            self._end(second, self.members[1])
        second.rollback()
        with self.assertRaises(UserError):
            self._end(second, self.members[1])
        second.rollback()

    def _end(self, cr, member_id):
        env = api.Environment(cr, api.SUPERUSER_ID, {})
        env["distributor.member"].browse(member_id).action_end()
        env.flush_all()
