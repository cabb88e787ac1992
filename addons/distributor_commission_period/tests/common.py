# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date
from decimal import Decimal

from odoo.tests import tagged

from odoo.addons.distributor_commission.tests.common import CommissionCommon

FEBRUARY = date(2026, 2, 1)


@tagged("post_install", "-at_install")
class PeriodCommon(CommissionCommon):
    """The channel of commission, with a plan of its own for each test."""

    PREPAID = False

    @classmethod
    def _clone_version(cls, bonuses=(), rules=((1, 5.0),), **kw):
        """Make a plan with bonuses ({threshold: rate}, vals); return its version."""
        plan = cls._create_plan(name="T-Period")
        version = cls._create_version(plan, rules, approve=False, **kw)
        for tiers, vals in bonuses:
            cls._create_bonus(version, tiers, **vals)
        # as the installation does; who may approve is tested by itself
        version.sudo().action_approve()
        return version

    def _close(self, version, first=FEBRUARY, period="month", limit=None):
        closes = self.env["distributor.commission.close"]
        return closes._close(version.plan_id, period, first, limit)

    def _get_closed(self, close, kind="bonus"):
        entries = self.entries.search(
            [("source_id.close_id", "=", close.id), ("kind", "=", kind)], order="id"
        )
        self._check_computed_again(entries)
        return entries

    def _check_computed_again(self, entries):
        """Each comes to what is stored, from nothing but what it points to."""
        for entry in entries:
            self.assertEqual(
                entry._recompute_amount(),
                Decimal(f"{entry.amount:.2f}"),
                (entry.kind, entry.key),
            )
            self.assertTrue(entry.explanation_figures)

    def _get_of(self, version):
        return self.entries.search([("plan_id", "=", version.plan_id.id)], order="id")

    def _pay(self, invoice, amount):
        wizard = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoice.ids
        )
        wizard.create({"amount": amount, "payment_date": FEBRUARY})._create_payments()

    def _sum(self, entries):
        return sum((Decimal(f"{e.amount:.2f}") for e in entries), Decimal(0))
