# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import random
from datetime import date
from decimal import Decimal

from freezegun import freeze_time

from odoo.tests import tagged

from .event_common import EventCommon

MARGINAL = {"tiers": {0: 0, 1000: 5, 2000: 10}, "tier_mode": "marginal"}
WHOLE = {"tiers": {1000: 5, 2000: 10}, "tier_mode": "whole"}


@tagged("post_install", "-at_install")
class TestTierBooking(EventCommon):
    """Tiers and limits go on from one document to the next."""

    def _plan(self, *rules, **kw):
        return self._create_version(self.plan, list(rules), date(2021, 1, 1), **kw)

    def _book(self, *amounts, day=date(2026, 2, 1)):
        lines = [(self.product, 1, amount) for amount in amounts]
        return self._get_entries(self._sell(*lines, day=day))

    def _sum(self, entries):
        return sum((Decimal(f"{e.amount:.2f}") for e in entries), Decimal(0))

    def _assert_explained(self, entries):
        for entry in entries.filtered(lambda e: e.kind == "accrual"):
            self.assertEqual(
                entry._recompute_amount() or 0, Decimal(f"{entry.amount:.2f}")
            )

    def test_marginal_over_several_invoices(self):
        self._plan((1, 0.0, MARGINAL))
        found = [self._book(amount) for amount in (600, 600, 1000)]
        # 200 at 5 %, then 800 at 5 % and 200 at 10 %
        self.assertEqual([self._sum(e) for e in found], [0, 10, 60])
        self.assertEqual(found[2].volume_before, 1200)
        for entries in found:
            self._assert_explained(entries)
        self.assertEqual(self._sum(self._book(100, day=date(2026, 3, 1))), 0)

    def test_below_the_first_tier_counts(self):
        self._plan((1, 0.0, WHOLE))
        found = [self._book(amount) for amount in (999, 1, 1000)]
        self.assertEqual([self._sum(e) for e in found], [0, Decimal("0.05"), 100])
        self.assertEqual([e.amount for e in found[0]], [0])
        for entries in found:
            self._assert_explained(entries)

    def test_lines_of_one_month_count_together(self):
        self._plan((1, 0.0, WHOLE))
        entries = self._book(*[900] * 5)
        self.assertEqual(entries.mapped("amount"), [0, 45, 90, 90, 90])
        self._assert_explained(entries)

    def test_credit_note_lowers_the_volume(self):
        self._plan((1, 0.0, WHOLE))
        first = self._book(999)
        self._refund(first.move_id)
        self.assertEqual(self._sum(self._book(999)), 0)

    def test_most_of_an_order(self):
        self._plan((1, 5.0, {"max_order": 60}))
        order = self._confirm((self.product, 10, 100), (self.product, 10, 100))
        entries = self._get_entries(self._invoice(order))
        self.assertEqual(entries.mapped("amount"), [50, 10])
        self.assertEqual(entries.mapped("limits"), [False, "order"])
        self.assertEqual(entries[1].amount_before, 50)
        self.assertIn("the most one order pays", entries[1].explanation)
        self._assert_explained(entries)
        self.assertEqual(self._sum(self._book(1000)), 50)

    def test_most_of_a_period(self):
        self._plan((1, 5.0, {"max_period": 80}))
        found = [self._book(1000), self._book(1000), self._book(1000)]
        self.assertEqual([self._sum(e) for e in found], [50, 30, 0])
        self._assert_explained(found[0] | found[1])
        self.assertEqual(self._sum(self._book(1000, day=date(2026, 3, 1))), 50)
        self._refund(found[0].move_id)
        self.assertEqual(self._sum(self._book(1000)), 50)

    def test_cap(self):
        self._plan((1, 40.0), (2, 40.0), (3, 40.0), cap_rate=60)
        entries = self._book(1000)
        self._assert_amounts(entries, C=200, R=200, M=200)
        self.assertEqual(set(entries.mapped("limits")), {"cap"})
        self._assert_explained(entries)

    def test_paid_in_proportion_within_a_limit(self):
        """Two unpaid invoices share the limit before either is paid."""
        self._plan((1, 5.0, {"max_period": 80}), event="paid")
        invoices = [self._sell((self.product, 1, 1000)) for _time in range(2)]
        for invoice in invoices:
            self._pay(invoice, 500)
            self._pay(invoice)
        found = [self._get_entries(invoice) for invoice in invoices]
        self.assertEqual([self._sum(e) for e in found], [50, 30])
        self.assertEqual(found[1][0]._find_line().amount, 30)
        for entry in found[0] | found[1]:
            self.assertEqual(float(entry._recompute_amount()), entry.amount)
        invoices[0].button_draft()
        third = self._sell((self.product, 1, 1000))
        self._pay(third)
        self.assertEqual(self._sum(self._get_entries(third)), 50)

    def test_paid_in_proportion_by_tiers(self):
        self._plan((1, 0.0, MARGINAL), event="paid")
        invoices = [
            self._sell((self.product, 1, a), (self.product, 1, a)) for a in (600, 600)
        ]
        for invoice in reversed(invoices):
            self._pay(invoice)
        # 200 at 5 %; then 800 at 5 % and 400 at 10 %, whichever is paid first
        found = [self._get_entries(invoice) for invoice in invoices]
        self.assertEqual([self._sum(e) for e in found], [10, 80])
        for entries in found:
            self._assert_explained(entries)

    def test_order_that_grows_over_a_tier(self):
        self._plan((1, 0.0, MARGINAL), event="confirmed")
        order = self._confirm((self.product, 10, 100))
        self.assertEqual(self._sum(self._get_entries(order=order)), 0)
        self._change_quantity(order.order_line, 20)
        self._flush()
        self.assertEqual(self._sum(self._get_entries(order=order)), 50)
        order._action_cancel()
        other = self._confirm((self.product, 10, 100))
        self.assertEqual(self._sum(self._get_entries(order=other)), 0)

    def test_posted_again_later_finds_its_own_room(self):
        """What is taken back in another month is no longer used up in this one."""
        self._plan((1, 5.0, {"max_period": 80}))
        with freeze_time("2026-03-10"):
            march = self._sell((self.product, 1, 1200), day=date(2026, 3, 5))
            invoice = self._sell((self.product, 1, 1000), day=date(2026, 2, 20))
            self.assertEqual(self._sum(self._get_entries(invoice)), 50)
            invoice.button_draft()
            self.assertEqual(
                set(self._get_entries(invoice).mapped("date")),
                {date(2026, 2, 20), date(2026, 3, 10)},
            )
            invoice.action_post()
            self.assertEqual(self._sum(self._get_entries(invoice)), 50)
            # 60 of 80 are used in March, whatever was taken back in it
            more = self._sell((self.product, 1, 1000), day=date(2026, 3, 20))
        self.assertEqual(self._sum(self._get_entries(march | more)), 80)
        for entries in (invoice, march, more):
            self._assert_explained(self._get_entries(entries)[-1:])

    def test_late_credit_note_gives_back_to_the_month_of_the_sale(self):
        self._plan((1, 5.0, {"max_period": 80}))
        february = self._sell((self.product, 2, 1000))
        self.assertEqual(self._sum(self._get_entries(february)), 80)
        self._refund(february, date(2026, 4, 2), quantities=[1])
        self.assertEqual(self._sum(self._book(1000, day=date(2026, 4, 3))), 50)
        self.assertEqual(self._sum(self._book(1000, day=date(2026, 4, 4))), 30)
        self.assertEqual(self._sum(self._book(1000, day=date(2026, 2, 28))), 40)

    def test_credit_note_dated_before_the_sale(self):
        self._plan((1, 5.0, {"max_period": 80}))
        february = self._sell((self.product, 1, 1600))
        refund = self._refund(february, date(2026, 1, 31))
        self.assertEqual(self._get_entries(refund).date, date(2026, 2, 1))
        self.assertEqual(self._sum(self._book(1000)), 50)

    def test_same_as_a_naive_limit(self):
        """Month by month: what its live sales were paid never passes the limit."""
        self._plan((1, 5.0, {"max_period": 80}))
        rng = random.Random(11)
        self._play(
            (
                rng.choice(["sell", "toggle", "toggle", "credit"]),
                rng.randrange(10),
                rng.randrange(1, 4),
                rng.randrange(1, 13) * 100,
            )
            for _step in range(22)
        )

    def _play(self, steps):
        sales = []
        for kind, number, month, net in steps:
            sale = sales[number % len(sales)] if sales else None
            if kind == "sell" or sale is None:
                sale = {"month": month, "net": net, "back": 0, "paid": 0, "live": True}
                self._pay_naively(sale, sales)
                invoice = self._sell((self.product, 1, net), day=date(2026, month, 9))
                sales.append({**sale, "invoice": invoice})
            elif kind == "toggle" and not sale["back"]:
                self._toggle(sale, month, sales)
            elif kind == "credit" and sale["live"] and not sale["back"]:
                sale["back"] = min(net, sale["net"])
                self._refund(
                    sale["invoice"], date(2026, month, 20), prices=[sale["back"]]
                )
        for sale in sales:
            kept = sale["net"] - sale["back"]
            due = sale["paid"] * kept / sale["net"] if sale["live"] else 0
            order = sale["invoice"].line_ids.sale_line_ids.order_id
            found = float(self._sum(self._get_entries(order=order)))
            self.assertAlmostEqual(found, due, delta=0.0051)

    def _toggle(self, sale, month, sales):
        sale["live"] = not sale["live"]
        if not sale["live"]:
            sale["invoice"].button_draft()
            return
        sale["month"] = month
        self._pay_naively(sale, [one for one in sales if one is not sale])
        sale["invoice"].invoice_date = date(2026, month, 9)
        sale["invoice"].action_post()

    def _pay_naively(self, sale, others):
        used = 0
        for one in others:
            if one["live"] and one["month"] == sale["month"]:
                used += one["paid"] * (one["net"] - one["back"]) / one["net"]
        sale["paid"] = max(0, min(sale["net"] * 0.05, 80 - used))
