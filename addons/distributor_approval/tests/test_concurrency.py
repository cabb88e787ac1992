# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import uuid

from psycopg2 import OperationalError

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import BaseCase, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.distributor.tests.common import CommittedRules


@tagged("post_install", "-at_install")
class TestConcurrency(CommittedRules, BaseCase):
    """Two decisions on one order at once, in transactions of their own."""

    def setUp(self):
        super().setUp()
        self.mark = f"t-{uuid.uuid4().hex[:8]}"
        with self.registry.cursor() as cr:
            self._make(api.Environment(cr, SUPERUSER_ID, {}))
        self.addCleanup(self._remove)

    def _make(self, env):
        """Commit two managers, a rule for each, and an order that both ask about."""
        product = env["product.product"].create(
            {"name": self.mark, "type": "service", "taxes_id": False}
        )
        users = env["res.users"].concat(
            *(
                new_test_user(
                    env,
                    f"{self.mark}-{number}",
                    "distributor.distributor_group_manager",
                )
                for number in range(2)
            )
        )
        rules = env["tier.definition"].create(
            [
                {
                    "name": user.login,
                    "definition_type": "channel",
                    "company_id": env.company.id,
                    "review_type": "individual",
                    "reviewer_id": user.id,
                    "product_ids": [Command.set(product.ids)],
                }
                for user in users
            ]
        )
        partner = env["res.partner"].create({"name": self.mark})
        distributor = env["distributor.distributor"].create(
            {
                "code": self.mark,
                "partner_id": partner.id,
                "level_id": env.ref("distributor.distributor_level_master").id,
                "state": "active",
                "prepaid": False,
            }
        )
        order = env["sale.order"].create(
            {
                "partner_id": partner.id,
                "state": "sent",
                "order_line": [
                    Command.create({"product_id": product.id, "price_unit": 100})
                ],
            }
        )
        order._request_confirmation()
        self.users, self.rules, self.order = users.ids, rules.ids, order.id
        self.distributor, self.product = distributor.id, product.id

    def _remove(self):
        """Let nothing of it ask for or count in what other tests do."""
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            env["tier.definition"].browse(self.rules).active = False
            env["sale.order"].browse(self.order)._action_cancel()
            distributor = env["distributor.distributor"].browse(self.distributor)
            env["res.users"].browse(self.users).active = False
            env["product.product"].browse(self.product).active = False
            env.flush_all()
            cr.execute(
                "UPDATE distributor_distributor SET state = 'applicant' WHERE id = %s",
                distributor.ids,
            )

    def _decide(self, cr, user, status):
        env = api.Environment(cr, user, {})
        order = env["sale.order"].browse(self.order)
        order._get_my_reviews().with_user(user).sudo(False)._decide(status, self.mark)
        env.flush_all()

    def _open_two(self):
        """Return two transactions, neither of which sees what the other does."""
        cursors = [self.registry.cursor() for _turn in range(2)]
        for cr in cursors:
            self.addCleanup(cr.close)
            cr.execute("SELECT 1")
        return cursors

    def _get_state(self):
        with self.registry.cursor() as cr:
            order = api.Environment(cr, SUPERUSER_ID, {})["sale.order"].browse(
                self.order
            )
            return order.state, sorted(order.review_ids.mapped("status"))

    @mute_logger("odoo.sql_db")
    def test_the_last_two_approvals(self):
        """Each would see the other one open, and the order would wait for ever."""
        first, second = self._open_two()
        self._decide(first, self.users[0], "approved")
        first.commit()
        self.assertEqual(self._get_state()[0], "sent")
        with self.assertRaises(OperationalError):
            self._decide(second, self.users[1], "approved")
        second.rollback()
        self._decide(second, self.users[1], "approved")
        second.commit()
        self.assertEqual(self._get_state(), ("sale", ["approved", "approved"]))

    @mute_logger("odoo.sql_db")
    def test_refused_while_another_approves(self):
        first, second = self._open_two()
        self._decide(first, self.users[0], "rejected")
        first.commit()
        with self.assertRaises(OperationalError):
            self._decide(second, self.users[1], "approved")
        second.rollback()
        with self.assertRaises(UserError):
            self._decide(second, self.users[1], "approved")
        second.rollback()
        self.assertEqual(self._get_state()[0], "sent")
