# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date
from decimal import Decimal

from psycopg2 import OperationalError

from odoo import Command, api
from odoo.modules.registry import Registry
from odoo.orm.utils import SUPERUSER_ID
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import mute_logger

from ..engine import Fact, Link, compute

DAY = date(2001, 1, 15)
NOBODY = 2**31 - 7  # no distributor has this id, and none is needed


@tagged("post_install", "-at_install")
class TestBookingConcurrency(BaseCase):
    """Two transactions that count towards one tier follow each other."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())

    def _make(self, event):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            # archived: nothing else is ever earned under it
            plan = env["distributor.commission.plan"].create(
                {"name": "T-Concurrency", "active": False, "pay_persons": True}
            )
            tiers = [
                Command.create({"threshold": threshold, "rate": rate})
                for threshold, rate in ((0, 0), (1000, 5))
            ]
            version = env["distributor.commission.version"].create(
                {
                    "plan_id": plan.id,
                    "event": event,
                    "rule_ids": [
                        Command.create(
                            {
                                "generation": 1,
                                "tier_mode": "marginal",
                                "tier_ids": tiers,
                            }
                        )
                    ],
                }
            )
            version.action_approve()
            self.version, self.rule = version.id, version.rule_ids.id
            self.company = plan.company_id
            self.company = (plan.company_id.id, plan.company_id.currency_id.id)
        self.addCleanup(self._clean, plan.id)

    def _clean(self, plan_id):
        with self.registry.cursor() as cr:
            # entries stay for good, but not those of a test
            cr.execute("ALTER TABLE distributor_commission_entry DISABLE TRIGGER USER")
            for table in ("entry", "meter"):
                cr.execute(
                    f"DELETE FROM distributor_commission_{table}"
                    " WHERE beneficiary_id = %s",
                    [NOBODY],
                )
            cr.execute("ALTER TABLE distributor_commission_entry ENABLE TRIGGER USER")
            cr.execute(
                "DELETE FROM distributor_commission_version WHERE plan_id = %s",
                [plan_id],
            )
            cr.execute(
                "DELETE FROM distributor_commission_plan WHERE id = %s", [plan_id]
            )
            self.registry.clear_cache()
            self.registry.signal_changes()

    def _book(self, cr, net):
        env = api.Environment(cr, SUPERUSER_ID, {})
        booking = env["distributor.commission.booking"]
        terms = booking._get_terms(self.version)
        net = Decimal(net)
        chain = (Link(0, 1, 1), Link(1, NOBODY, 1))
        fact = Fact(1, DAY, net, net, Decimal(1), 1, chain=chain, order=1)
        meters = booking._load_meters(terms, [fact])
        before = dict(meters)
        lines = compute([fact], terms.ruleset, terms.unit, meters)
        if terms.event == "invoiced":
            row = {"company": self.company[0], "currency": self.company[1]}
            row |= {"source": NOBODY, "date": DAY, "line": None, "sale_line": None}
            row |= {"product": None, "source_net": str(net)}
            booking._write([booking._prepare_accrual(row, lines[0], terms, DAY)])
        else:
            booking._count_promised(before, meters)
        return lines[0].amount

    @mute_logger("odoo.sql_db")
    def _race(self, event):
        self._make(event)
        first, second = self.registry.cursor(), self.registry.cursor()
        self.addCleanup(first.close)
        self.addCleanup(second.close)
        for cr in (first, second):
            cr.execute("SELECT 1")  # takes the snapshot of REPEATABLE READ
        found = [self._book(first, 800)]
        first.commit()
        with self.assertRaises(OperationalError):
            self._book(second, 700)
        second.rollback()
        # what the server does with a request that failed to serialise
        found.append(self._book(second, 700))
        second.commit()
        found.append(self._book(first, 100))
        first.commit()
        self.assertEqual(found, [0, 25, 5])

    def test_invoices(self):
        self._race("invoiced")

    def test_promises(self):
        self._race("paid")
