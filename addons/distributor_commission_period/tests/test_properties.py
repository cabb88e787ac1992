# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date
from decimal import Decimal

from freezegun import freeze_time
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from odoo.tests import tagged

from . import oracle
from .common import FEBRUARY, PeriodCommon

TIERS = {100: 1, 1000: 3, 5000: 5}
DAYS = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 1)]
SALES = st.lists(
    st.tuples(
        st.integers(0, 2),  # the buyer
        st.sampled_from(DAYS),
        st.integers(1, 20),  # quantity
        st.integers(1, 50_000),  # price in cents
        st.integers(0, 20),  # taken back before the close
        st.integers(0, 20),  # taken back after it
    ),
    max_size=3,
)


# an example takes seconds, so that a failing one is told as it is
QUICK = settings(
    max_examples=7,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


class TakenBack(Exception):
    """Ends an example."""


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 12:00:00")
class TestProperties(PeriodCommon):
    """The close agrees with a naive calculation, and so does a second one."""

    def _run(self, function):
        """Run an example and take it back."""
        try:
            with self.env.cr.savepoint():
                function()
                self.env.flush_all()
                raise TakenBack
        except TakenBack:
            self.env.invalidate_all()

    def _sell_one(self, buyer, day, quantity, price):
        line = (self.product, quantity, price / 100)
        return self._sell(line, day=day, distributor=buyer)

    def _take_back(self, invoice, quantity, left):
        quantity = min(quantity, left)
        if quantity:
            self._refund(invoice, date(2026, 3, 9), [quantity])
        return quantity

    def _to_cents(self, entries):
        sums = {}
        for entry in entries:
            who = entry.beneficiary_id.id
            cents = int(Decimal(f"{entry.amount:.2f}") * 100)
            sums[who] = sums.get(who, 0) + cents
        return {who: cents for who, cents in sums.items() if cents}

    @QUICK
    @given(
        SALES,
        st.sampled_from(["own", "downline"]),
        st.sampled_from(["whole", "marginal"]),
        st.integers(1, 3),
        st.lists(st.booleans(), min_size=4, max_size=4),
    )
    def test_bonus(self, sales, measure, mode, generations, persons):
        def example():
            people = [self.dealer, self.country, self.regional, self.master]
            for who, is_person in zip(people, persons, strict=True):
                who.partner_id.is_company = not is_person
            version = self._clone_version(
                [(TIERS, {"measure": measure, "tier_mode": mode})]
            )
            version.plan_id.max_generations = generations
            known, later = [], []
            for at, day, quantity, price, before, after in sales:
                invoice = self._sell_one(people[at], day, quantity, price)
                taken = self._take_back(invoice, before, quantity)
                uplines = [
                    (number, one.id, persons[at + number])
                    for number, one in enumerate(people[at + 1 :], start=1)
                ]
                unit = Decimal(price) / 100
                sale = [unit * quantity, day, people[at].id, uplines, [unit * taken]]
                known.append(sale)
                later.append((invoice, sale, unit, after, quantity - taken))
            expect = [(2026, 2), measure, generations, list(TIERS.items()), mode]
            close = self._close(version)
            found = self._to_cents(self._get_closed(close))
            self.assertEqual(found, oracle.get_bonuses(known, *expect))
            for invoice, sale, unit, after, left in later:
                sale[-1].append(unit * self._take_back(invoice, after, left))
            self._close(version)
            found = self._to_cents(self._get_closed(close))
            self.assertEqual(found, oracle.get_bonuses(known, *expect))

        self._run(example)

    @QUICK
    @given(SALES, st.sampled_from(["whole", "marginal"]))
    def test_tiers(self, sales, mode):
        """After the close a rule has paid what the net of its month is worth."""

        def example():
            vals = {"tiers": TIERS, "tier_mode": mode}
            version = self._clone_version(rules=[(1, 0, vals)])
            people = [self.dealer, self.country, self.regional]
            known = []
            for at, day, quantity, price, before, after in sales:
                invoice = self._sell_one(people[at], day, quantity, price)
                taken = self._take_back(invoice, before, quantity)
                taken += self._take_back(invoice, after, quantity - taken)
                upline = people[at].parent_id.id
                unit = Decimal(price) / 100
                known.append((unit * quantity, day, upline, [], [unit * taken]))
            for _twice in range(2):
                self._close(version)
            entries = self._get_of(version).filtered(
                lambda e: e.source_id.date.month == FEBRUARY.month
            )
            nets = oracle.get_nets(known, (2026, 2), "own", 0)
            expect = {
                who: oracle.round_cents(oracle.get_worth(net, [*TIERS.items()], mode))
                for who, net in nets.items()
            }
            found = self._to_cents(entries)
            self.assertEqual(found, {who: n for who, n in expect.items() if n})

        self._run(example)

    @QUICK
    @given(SALES, st.booleans())
    @example(
        [
            (0, date(2026, 1, 31), 10, 159, 18, 19),
            (1, date(2026, 2, 28), 1, 813, 15, 18),
            (2, date(2026, 2, 1), 16, 5078, 11, 7),
        ],
        False,
    )
    def test_computed_again(self, sales, pays_more):
        """What was booked wrongly and computed again is what was booked rightly."""

        def example():
            other = self.env["product.category"].create({"name": "T-Other"})
            rules = [(1, 5.0), (1, 7.0, {"categ_id": other.id}), (2, 1.0)]
            plans = [self._clone_version(rules=rules) for _number in range(2)]
            wrong, right = plans
            self.product.categ_id = self.category if pays_more else other
            # the second plan begins when the product is where it belongs
            right.plan_id.active = False
            people = [self.dealer, self.country, self.regional]
            invoices = []
            for at, day, quantity, price, before, after in sales:
                invoice = self._sell_one(people[at], day, quantity, price)
                taken = self._take_back(invoice, before, quantity)
                invoices.append((invoice, after, quantity - taken))
            self.product.categ_id = other if pays_more else self.category
            right.plan_id.active = True
            for version in plans:
                self._again(version)
            for invoice, after, left in invoices:
                self._take_back(invoice, after, left)
            sums = [self._to_cents(self._get_of(version)) for version in plans]
            self.assertEqual(*sums)
            for version in plans:
                self.assertFalse(self._compute_again(version).entry_ids)

        self._run(example)

    def _compute_again(self, version):
        run = self.env["distributor.commission.recompute"].create(
            {
                "plan_id": version.plan_id.id,
                "date_start": date(2026, 1, 1),
                "date_end": date(2026, 3, 31),
            }
        )
        run.action_compute()
        return run

    def _again(self, version):
        run = self._compute_again(version)
        if run.entry_ids:
            run.sudo()._start_writing("T-Mistake")
