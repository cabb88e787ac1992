# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import random
from collections import defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from odoo.tests import tagged

from .common import SimulationCommon

LEDGER = {
    "distributor_commission_entry": "COALESCE(SUM(amount), 0)",
    "distributor_commission_source": "COALESCE(SUM(id), 0)",
    "distributor_commission_meter": "COALESCE(SUM(turns), 0)",
}


@tagged("post_install", "-at_install")
class TestLedger(SimulationCommon):
    """A simulation of what was booked equals the ledger, and leaves it alone."""

    def _sell_at_random(self, count, refunds=6):
        """Post invoices in the order of their dates, and credit notes on some."""
        chance = random.Random(7)  # noqa: S311 - no secret
        invoices, day = [], date(2026, 2, 1)
        for _number in range(count):
            lines = [
                (self.product, chance.randint(1, 9), chance.randint(1, 99999) / 100)
                for _line in range(chance.randint(1, 3))
            ]
            invoices.append(self._sell(*lines, day=day))
            day += timedelta(days=1)
        for invoice in chance.sample(invoices, refunds):
            quantities = [chance.randint(1, 3) for _line in invoice.invoice_line_ids]
            self._refund(invoice, date(2026, 3, 20), quantities)
            self._refund(invoice, date(2026, 3, 21), [1] * len(quantities))
        return invoices

    def _assert_as_booked(self, simulation):
        """Compare each distributor, level, product and month with the ledger."""
        self.assertTrue(simulation.amount_actual)
        self.assertEqual(simulation.state, "done")
        self.assertEqual(
            [line.difference for line in simulation.line_ids if line.difference], []
        )
        booked = sum(
            Decimal(f"{entry.amount:.2f}")
            for entry in self._get_entries()
            if simulation.date_from <= entry.date <= simulation.date_to
        )
        self.assertEqual(Decimal(f"{simulation.amount_simulated:.2f}"), booked)

    def test_thirty_invoices_by_hand(self):
        invoices = self._sell_at_random(30, refunds=0)
        rates = {self.country: 5, self.regional: 3, self.master: 2}
        expected = defaultdict(Decimal)
        for line in (line for move in invoices for line in move.invoice_line_ids):
            net = Decimal(f"{line.price_subtotal:.2f}")
            for earner, rate in rates.items():
                share = (net * rate / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
                expected[earner.code.removeprefix("T-")] += share
        simulation = self._run()
        self._assert_simulated(simulation, **expected)
        self._assert_as_booked(simulation)
        net = sum(Decimal(f"{m.amount_untaxed:.2f}") for m in invoices)
        self.assertEqual(Decimal(f"{simulation.net_sales:.2f}"), net)
        self.assertEqual(simulation.done_count, 30)

    def test_credit_notes(self):
        self._sell_at_random(12)
        self._assert_as_booked(self._run())

    def test_credit_note_of_an_earlier_sale(self):
        invoice = self._sell((self.product, 10, 99.99), day=date(2026, 1, 10))
        self._refund(invoice, date(2026, 1, 20), [3])
        self._refund(invoice, date(2026, 2, 20), [4])
        simulation = self._run()
        self._assert_as_booked(simulation)
        self.assertLess(simulation.net_sales, 0)

    def test_discount_line(self):
        self._sell((self.product, 1, 1000), (self.product, 1, -100))
        simulation = self._run()
        self._assert_simulated(simulation, C=45, R=27, M=18)
        self._assert_as_booked(simulation)

    def test_cap_and_limits(self):
        self._create_version(
            self.plan,
            [
                (1, 5.0, {"max_period": 120.0}),
                (2, 3.0, {"max_order": 20.0}),
                (3, 2.0),
            ],
            date(2026, 2, 1),
            cap_rate=9.0,
        )
        version = self.plan.version_ids.filtered("cap_rate")
        self._sell_at_random(8, refunds=2)
        simulation = self._run(version)
        self._assert_as_booked(simulation)
        entries = self._get_entries().filtered(lambda e: e.kind == "accrual")
        capped = entries.filtered(lambda e: "cap" in (e.limits or "").split(","))
        self.assertEqual(simulation.cap_count, len(capped.move_line_id))
        self.assertGreater(simulation.limit_count, 0)
        self.assertGreater(simulation.limit_amount, 0)

    def test_tiers_go_on_over_batches(self):
        self._create_version(
            self.plan,
            [(1, 0, {"tier_mode": "marginal", "tiers": {0: 1.0, 2000: 4.0}})],
            date(2026, 2, 1),
        )
        version = self.plan.version_ids.filtered(
            lambda v: v.date_start == date(2026, 2, 1)
        )
        for number in range(6):
            day = date(2026, 2, 1 + number)
            self._sell((self.product, 1, 700), day=day)
        simulation = self._make(version)
        simulation.sudo().write({"state": "running"})
        while simulation.sudo()._step(2):
            pass
        # 2,000 at 1 % and 2,200 at 4 %
        self._assert_simulated(simulation, C=108)
        self._assert_as_booked(simulation)

    def test_whole_tiers_are_closed(self):
        draft = self._create_version(
            self.plan,
            [(1, 0, {"tier_mode": "whole", "tiers": {0: 1.0, 2000: 4.0}})],
            date(2026, 2, 1),
            approve=False,
        )
        for number in range(4):
            self._sell((self.product, 1, 700), day=date(2026, 2, 1 + number))
        self._assert_simulated(self._run(draft), C=112, R=0, M=0)
        # half a month is not closed: 7 + 7 + 28 + 28
        half = self._run(draft, last=date(2026, 2, 15))
        self._assert_simulated(half, C=70, R=0, M=0)

    def test_bonus(self):
        draft = self._create_version(
            self.plan, [(1, 1.0)], date(2026, 2, 1), approve=False
        )
        self._create_bonus(draft, {1000: 2.0}, measure="own")
        self._create_bonus(draft, {1000: 1.0}, measure="downline")
        self.country.partner_id.is_company = True
        invoice = self._sell((self.product, 2, 700), day=date(2026, 2, 3))
        # a credit note counts in the month of its sale
        self._refund(invoice, date(2026, 3, 4), [0.5])
        simulation = self._run(draft)
        # 1 % of 1,050; bonuses: the buyer 2 % of its own, the company above it 1 %,
        # the natural persons above that nothing
        self._assert_simulated(simulation, C=21, D=21, R=0, M=0)
        self.assertAlmostEqual(simulation.bonus_amount, 31.5)
        march = simulation.line_ids.filtered(lambda li: li.date == date(2026, 3, 1))
        self.assertNotIn("bonus", march.mapped("earner"))

    def test_draft_against_what_was_paid(self):
        self._sell((self.product, 10, 100))
        draft = self._create_version(
            self.plan, [(1, 8.0), (2, 1.0)], date(2026, 6, 1), approve=False
        )
        simulation = self._run(draft)
        self._assert_simulated(simulation, C=80, R=10, M=0)
        actual = self._get_simulated(simulation, "amount_actual")
        self.assertEqual(actual, {"C": 50, "R": 30, "M": 20})
        self.assertEqual(simulation.difference, -10)
        self.assertEqual((simulation.rate_simulated, simulation.rate_actual), (9, 10))
        self.assertEqual(simulation.winner_ids.beneficiary_id, self.country)
        self.assertEqual(
            simulation.loser_ids.beneficiary_id, self.regional | self.master
        )
        wording = simulation.winner_ids.wording
        self.assertIn("30.00 more", wording.replace("\xa0", " ").replace("$ ", ""))
        self.assertIn(self.product.display_name, wording)

    def test_all_plans(self):
        other = self._create_plan(name="T-Other Plan")
        self._create_version(other, [(1, 1.0)], date(2020, 1, 1))
        self._sell((self.product, 10, 100))
        self.assertEqual(self._run().amount_actual, 100)
        self.assertEqual(self._run(compare_all=True).amount_actual, 110)

    def test_ledger_is_untouched(self):
        self._sell_at_random(5, refunds=2)
        version = self._create_version(
            self.plan,
            [(1, 5.0, {"max_period": 120.0, "max_order": 50.0})],
            date(2026, 2, 1),
            approve=False,
        )
        before = self._read_ledger()
        self._run(version)
        self._run(self.version)
        self.assertEqual(self._read_ledger(), before)

    def _read_ledger(self):
        self.env.flush_all()
        found = []
        for table, checksum in LEDGER.items():
            self.env.cr.execute(f"SELECT COUNT(*), {checksum} FROM {table}")
            found.append(self.env.cr.fetchone())
        return found

    def test_queries_do_not_grow_with_lines(self):
        counts = []
        for size in (1, 20):
            self._sell(*[(self.product, 1, 100)] * size, day=date(2026, 2, size))
            simulation = self._make()
            self.env.flush_all()
            before = self.cr.sql_log_count
            simulation.action_run()
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(abs(counts[1] - counts[0]), 3)
