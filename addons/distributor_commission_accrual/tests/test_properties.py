# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from freezegun import freeze_time
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from odoo.tests import tagged

from .common import AccrualCommon, last_day

MONTHS = range(1, 6)
ZERO = Decimal(0)

cents = st.integers(-6000, 9000).filter(bool)
share = st.tuples(
    st.integers(-31, 27),  # days after the first of the month; below 0: it came late
    st.integers(0, 2),  # who
    cents,
)
month_plan = st.fixed_dictionaries(
    {
        "shares": st.lists(share, max_size=4),
        "early_run": st.booleans(),
        "settle": st.booleans(),
        "minimum": st.sampled_from([0, 0, 40]),
        "post": st.sampled_from(["now", "later", "backdated", "never"]),
        "reset": st.sampled_from([None, None, "reset", "again"]),
    }
)


@tagged("post_install", "-at_install")
class TestProperties(AccrualCommon):
    """Random months; the oracle is plain sums over entries and bills."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = [cls.country, cls.regional, cls.master]

    def _get_billed(self):
        """Return {month: amount} of what posted bills pay, settlement by settlement."""
        billed = defaultdict(Decimal)
        settlements = self.settlements.search([("company_id", "=", self.company.id)])
        for settlement in settlements:
            last = settlement
            while last.carried_to_id:
                last = last.carried_to_id
            bill = last.bill_id
            if settlement.state != "cancel" and bill.state == "posted":
                month = bill.date.month + 12 * (bill.date.year - 2026)
                for line in settlement.line_ids:
                    billed[month] += Decimal(f"{line.entry_id.amount:.2f}")
        return billed

    def _check(self, earned):
        billed = self._get_billed()
        open_now = ZERO
        for month in MONTHS:
            open_now += earned[month] - billed[month]
            self._assert_books({month: open_now}, {month: earned[month]})
            for figures in self._get_figures(last_day(2026, month)):
                self.assertEqual(figures.open, open_now, month)
                self.assertFalse(figures.difference, month)
        self.assertFalse(self.accruals._get_differing(self.company))

    def _live(self, month, what, earned, waiting):
        first = date(2026, month, 1)
        self.plan.minimum_amount = what["minimum"]
        for days, who, amount in what["shares"]:
            day = max(first + timedelta(days), date(2026, 1, 1))
            self._create_entries(
                self.plan.sudo(), day, [(self.people[who], amount / 100)], release=first
            )
            earned[day.month] += Decimal(amount) / 100
        after = last_day(2026, month) + timedelta(days=1)
        if what["early_run"]:
            self._accrue(after)
        bills = waiting.pop("bills", self.env["account.move"])
        bills.action_post()
        if what["settle"]:
            bills = self._bill(first, after + timedelta(days=9), post=False)
            if what["post"] == "backdated":
                bills.invoice_date = bills.date = first
            if what["post"] in ("now", "backdated"):
                bills.action_post()
            if what["post"] == "later":
                waiting["bills"] = bills
        reset = bills.filtered(lambda bill: bill.state == "posted")[:1]
        if what["reset"] and reset:
            reset.button_draft()
            if what["reset"] == "again":
                reset.action_post()

    @settings(
        max_examples=12,
        deadline=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(month_plan, min_size=len(MONTHS), max_size=len(MONTHS)))
    def test_months(self, plans):
        savepoint = self.env.cr.savepoint()
        try:
            self._test_months(plans)
        finally:
            self.env.flush_all()
            savepoint.close(rollback=True)
            self.env.invalidate_all()
            self.env.registry.clear_cache()

    def _test_months(self, plans):
        earned, waiting = defaultdict(Decimal), {}
        for month, what in zip(MONTHS, plans, strict=True):
            self._live(month, what, earned, waiting)
        with freeze_time("2026-07-01 12:00:00"):
            self.accruals._accrue(self.plan.sudo())
            self._check(earned)
            self.assertFalse(self.accruals._accrue(self.plan.sudo()))
