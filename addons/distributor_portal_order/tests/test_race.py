# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from unittest.mock import patch

from psycopg2 import IntegrityError, OperationalError

from odoo import api
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import KEY, OrderCommon
from .race import RaceCommon


@tagged("post_install", "-at_install")
class TestRace(RaceCommon):
    """The same basket at once, in real transactions on committed records."""

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
