# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date, timedelta
from decimal import Decimal

from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.tests import tagged

from .common import DisputeCommon

MONTHS = [date(2026, month, 1) for month in (1, 2, 3)]
LAST = date(2026, 4, 1)

number = st.integers(0, 5)
event = st.one_of(
    st.tuples(st.just("open"), number, st.integers(-900, 900).filter(bool)),
    st.tuples(st.just("grant"), number, st.just(0)),
    st.tuples(st.just("part"), number, st.integers(1, 99)),
    st.tuples(st.just("refuse"), number, st.just(0)),
    st.tuples(st.just("withdraw"), number, st.just(0)),
    st.tuples(st.just("bill"), number, st.just(0)),
)
months = st.tuples(*(st.lists(event, max_size=4) for _month in MONTHS))


def to_cents(amount):
    return int(Decimal(f"{amount:.2f}") * 100)


@tagged("post_install", "-at_install")
class TestProperties(DisputeCommon):
    """Whatever is disputed, decided and settled meanwhile, each cent is paid once."""

    @given(
        amounts=st.lists(st.integers(1000, 9000), min_size=6, max_size=6), plan=months
    )
    @settings(
        max_examples=12,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    def test_each_cent_once(self, amounts, plan):
        with self.cr.savepoint() as savepoint:
            self._check(amounts, plan)
            savepoint.rollback()
        self.env.invalidate_all()

    def _check(self, amounts, plan):
        own = self._create_plan(name="T-Random").sudo()
        self._create_version(own, [(1, 5.0)])
        entries = []
        for place, cents in enumerate(amounts):
            day = MONTHS[place // 2] + timedelta(days=3)
            source = self._create_entries(own, day, [(self.country, cents / 100)])
            entries.append(source.entry_ids)
        granted = 0
        for month, events in zip(MONTHS, plan, strict=True):
            after = (month.replace(day=28) + timedelta(days=20)).isoformat()
            with freeze_time(f"{after} 04:00:00"):
                self.settlements._settle_plan(own, month)
                for what, place, value in events:
                    granted += self._happen(own, entries[place], what, value)
                self._assert_frozen(own)
        with freeze_time("2026-05-20 04:00:00"):
            for dispute in self._get_open(own):
                self._decide(dispute, "refused")
            self.settlements._settle_plan(own, LAST)
        self._assert_paid(own, sum(amounts) + granted)

    def _get_open(self, plan):
        return self.disputes.search(
            [("source_id.plan_id", "=", plan.id), ("state", "in", ("open", "review"))]
        )

    def _happen(self, plan, entry, what, value):
        """Let one thing happen where it can; return the cents that are granted."""
        if what == "bill":
            self._bill(plan)
            return 0
        dispute = self._get_open(plan).filtered(lambda d: d.entry_id == entry)
        if what == "open":
            if not dispute:
                ours = self.disputes._get_standing_amount(entry)
                # our staff may do so of what is settled as well
                self._create_dispute(entry, ours + value / 100, opened_by="staff")
            return 0
        if not dispute:
            return 0
        if what == "withdraw":
            dispute._withdraw_by_distributor(self.portal)
            return 0
        if what == "refuse":
            self._decide(dispute, "refused")
            return 0
        difference = to_cents(dispute.difference)
        if what == "grant":
            self._decide(dispute, allow_negative=True)
            return difference
        part = difference * value // 100
        if part in (0, difference):
            return 0
        self._decide(dispute, "partial", amount=part / 100, allow_negative=True)
        return part

    def _bill(self, plan):
        """Bill the oldest settlement, from which nothing can be taken out any more."""
        domain = [
            ("plan_id", "=", plan.id),
            ("state", "=", "draft"),
            ("outcome", "=", "bill"),
        ]
        found = self.settlements.search(domain, order="date_start", limit=1)
        if found:
            self._release(found)._bill()

    def _assert_frozen(self, plan):
        for dispute in self._get_open(plan):
            settlement = dispute.entry_id.settlement_id
            expected = "held" if settlement else "frozen"
            self.assertEqual(dispute.frozen, expected)
            if settlement:
                self.assertIn(settlement.state, ("billed", "closed", "draft"))

    def _assert_paid(self, plan, cents):
        """Compare all settlements with the entries and decisions, in cents."""
        entries = self.entries.search([("plan_id", "=", plan.id)])
        self.assertEqual(sum(to_cents(entry.amount) for entry in entries), cents)
        settled = self.settlements.search([("plan_id", "=", plan.id)])
        lines = settled.line_ids
        self.assertEqual(lines.entry_id, entries)
        self.assertEqual(len(lines), len(entries))
        self.assertEqual(sum(to_cents(one.amount_lines) for one in settled), cents)
        for one in settled:
            naive = sum(to_cents(line.entry_id.amount) for line in one.line_ids)
            self.assertEqual(to_cents(one.amount_lines), naive)
