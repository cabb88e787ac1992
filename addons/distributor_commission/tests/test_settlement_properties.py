# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date, timedelta
from decimal import Decimal
from unittest.mock import patch

from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.tests import tagged

from .common import CommissionCommon

MONTHS = [date(2026, month, 1) for month in range(1, 6)]
PEOPLE = 3


def end_of(month):
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(1)


days = st.dates(MONTHS[0], end_of(MONTHS[-1]))
cents = st.integers(-5000, 9000).filter(bool)
person = st.integers(0, PEOPLE - 1)
document = st.tuples(
    st.just("document"),
    days,
    st.one_of(st.none(), st.just(False), days),
    st.integers(0, 40),
    st.lists(st.tuples(person, cents), min_size=1, max_size=4),
)
later = st.tuples(st.just("later"), st.integers(0, 9), days, person, cents)
release = st.tuples(st.just("release"), st.integers(0, 9), days)
month_plan = st.tuples(
    st.lists(st.one_of(document, document, later, release), max_size=4),
    st.sets(person, max_size=1),  # held
    st.sampled_from([0, 0, 2000, 6000]),  # minimum
    st.one_of(st.none(), person),  # whose settlement is cancelled and made again
)


class Naive:
    """What settling should give: loops over plain lists, nothing else."""

    def __init__(self):
        self.sources = []  # [release]
        self.entries = []  # [person, cents, due, source, settled]
        self.carried = {n: [] for n in range(PEOPLE)}  # settlements nobody took yet
        self.made = {}  # (month, person) → settlement

    def add(self, source, who, amount, due):
        self.entries.append(
            {"who": who, "amount": amount, "due": due, "source": source, "in": None}
        )

    def settle(self, month, held, minimum):
        for who in range(PEOPLE):
            if who in held or (month, who) in self.made:
                continue
            due = [e for e in self.entries if e["who"] == who and self.is_due(e, month)]
            if due:
                self.make(month, who, due, minimum)

    def is_due(self, entry, month):
        released = self.sources[entry["source"]]
        return (
            entry["in"] is None
            and bool(released)
            and max(released, entry["due"]) <= end_of(month)
        )

    def make(self, month, who, due, minimum):
        brought = self.carried[who]
        total = sum(e["amount"] for e in due) + sum(s["total"] for s in brought)
        outcome = "bill"
        if total == 0:
            outcome = "none"
        elif total < 0 or total < minimum:
            outcome = "carry"
        made = {
            "lines": sum(e["amount"] for e in due),
            "brought": brought,
            "total": total,
            "outcome": outcome,
        }
        for entry in due:
            entry["in"] = (month, who)
        self.carried[who] = [made] if outcome == "carry" else []
        self.made[month, who] = made

    def cancel(self, month, who):
        made = self.made.pop((month, who))
        self.carried[who] = made["brought"]
        for entry in self.entries:
            if entry["in"] == (month, who):
                entry["in"] = None


@tagged("post_install", "-at_install")
@freeze_time("2026-12-01 04:00:00")
class TestSettlementProperties(CommissionCommon):
    """Months of random entries, releases, minimums, holds and cancellations."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = [cls.country, cls.regional, cls.master]

    def _happen(self, plan, naive, sources, event):
        kind, *values = event
        if kind == "document":
            day, released, freeze, shares = values
            due = day + timedelta(days=freeze)
            sources.append(
                self._create_entries(
                    plan,
                    day,
                    [(self.people[who], amount / 100) for who, amount in shares],
                    release=released,
                    due=due,
                )
            )
            naive.sources.append(day if released is None else released)
            for who, amount in shares:
                naive.add(len(sources) - 1, who, amount, due)
        elif sources:
            number, day, *share = values
            number %= len(sources)
            source = sources[number]
            if kind == "release" and not source.release_date:
                source.release_date = day
                naive.sources[number] = day
            elif share:
                who, amount = share
                entry = source.entry_ids[0]
                source.open = True
                entry.create(
                    {
                        **entry.copy_data()[0],
                        "beneficiary_id": self.people[who].id,
                        "kind": "reversal",
                        "date": day,
                        "due_date": day,
                        "amount": amount / 100,
                    }
                )
                naive.add(number, who, amount, day)

    def _settle_month(self, plan, naive, month, held, minimum):
        plan.minimum_amount = minimum / 100
        reasons = {self.people[who]: ["T-Held"] for who in held}
        with patch.object(
            type(self.settlements), "_get_hold_reasons", lambda *args: reasons
        ):
            self.settlements._settle_plan(plan, month, limit=2)
        naive.settle(month, held, minimum)

    def _compare(self, plan, naive):
        made = self.settlements.search(
            [("plan_id", "=", plan.id), ("state", "!=", "cancel")]
        )
        found = {
            (s.date_start, self.people.index(s.beneficiary_id)): (
                self._to_cents(s.amount_lines),
                self._to_cents(s.amount_carried),
                self._to_cents(s.amount_total),
                s.outcome,
            )
            for s in made
        }
        expected = {
            key: (
                s["lines"],
                sum(one["total"] for one in s["brought"]),
                s["total"],
                s["outcome"],
            )
            for key, s in naive.made.items()
        }
        self.assertEqual(found, expected)
        # what is settled and what waits is what was earned
        entries = self.entries.search([("plan_id", "=", plan.id)])
        waiting = entries.filtered(lambda entry: not entry.settlement_id)
        self.assertEqual(len(made.line_ids.entry_id), len(entries - waiting))
        earned, left = (
            sum(self._to_cents(e.amount) for e in some) for some in (entries, waiting)
        )
        self.assertEqual(sum(s["lines"] for s in naive.made.values()), earned - left)
        # what is paid, and what is carried and not taken yet, is what is settled
        paid = sum(s[2] for s in found.values() if s[3] == "bill")
        carried = made.filtered(lambda s: s.outcome == "carry" and not s.carried_to_id)
        self.assertEqual(
            paid + sum(self._to_cents(s.amount_total) for s in carried), earned - left
        )
        # nothing that waits is hidden from the next run
        self.assertTrue(all(waiting.source_id.mapped("open")))

    def _to_cents(self, amount):
        return int(Decimal(str(amount)).scaleb(2).to_integral_value())

    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    @given(st.lists(month_plan, min_size=2, max_size=len(MONTHS)))
    def test_as_the_naive_settlement(self, months):
        with self.env.cr.savepoint() as savepoint:
            plan = self._create_plan(name="T-Random").sudo()
            naive, sources = Naive(), []
            for month, (events, held, minimum, again) in zip(
                MONTHS, months, strict=False
            ):
                for event in events:
                    self._happen(plan, naive, sources, event)
                self._settle_month(plan, naive, month, held, minimum)
                if (month, again) in naive.made:
                    self._cancel(plan, month, again)
                    naive.cancel(month, again)
                    self._settle_month(plan, naive, month, held, minimum)
                self._compare(plan, naive)
            savepoint.rollback()
        self.env.invalidate_all(flush=False)

    def _cancel(self, plan, month, who):
        self.settlements.search(
            [
                ("plan_id", "=", plan.id),
                ("date_start", "=", month),
                ("beneficiary_id", "=", self.people[who].id),
                ("state", "!=", "cancel"),
            ]
        )._cancel()
