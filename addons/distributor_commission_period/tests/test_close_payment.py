# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from .common import FEBRUARY, PeriodCommon

OVER = {1000: 1}


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 12:00:00")
class TestClosePayment(PeriodCommon):
    """A bonus waits until everything that it measures is paid, where the plan waits."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.dealer | cls.country).prepaid = False

    def _sell_worth(self, amount, who=None):
        line = (self.product, 1, amount)
        return self._sell(line, day=FEBRUARY, distributor=who)

    def _pay_all(self, *invoices):
        for invoice in invoices:
            self._pay(invoice, invoice.amount_residual)

    def test_waits_for_every_sale(self):
        version = self._clone_version([(OVER, {})], wait_payment=True, freeze_days=3)
        invoices = [self._sell_worth(600), self._sell_worth(700)]
        other = self._sell_worth(5000, self.country)
        close = self._close(version)
        bonuses = self._get_closed(close)
        self._assert_amounts(bonuses, D=13, C=50)
        own = bonuses.filtered(lambda e: e.beneficiary_id == self.dealer)
        self.assertEqual(own.source_id.waiting, "payment")
        self.assertFalse(own.payable_date)
        self.assertIn("all sales that the bonus measures", own.waiting_text)
        self.assertIn("all sales that the bonus measures", own.source_id.status)
        self.assertEqual(
            own.source_id.expected_date, max(i.invoice_date_due for i in invoices)
        )
        self._pay_all(invoices[0], other)
        self._close(version)
        self.assertFalse(own.payable_date)
        self.assertTrue((bonuses - own).payable_date)
        with freeze_time("2026-03-10 12:00:00"):
            self._pay_all(invoices[1])
            self._close(version)
        self.assertEqual(own.source_id.release_date, date(2026, 3, 13))
        self.assertEqual(own.payable_date, date(2026, 3, 13))
        self.assertEqual(self._get_closed(close), bonuses)

    def test_reversed_invoice_is_not_waited_for(self):
        version = self._clone_version([(OVER, {})], wait_payment=True)
        paid, reversed_one = self._sell_worth(2000), self._sell_worth(700)
        self._pay_all(paid)
        close = self._close(version)
        entry = self._get_closed(close)
        self.assertEqual((entry.amount, entry.payable_date), (27, False))
        refund = self._refund(reversed_one, date(2026, 3, 2))
        lines = (reversed_one + refund).line_ids.filtered(
            lambda line: line.account_id.account_type == "asset_receivable"
        )
        if not reversed_one.currency_id.is_zero(reversed_one.amount_residual):
            lines.reconcile()
        self._close(version)
        bonuses = self._get_closed(close)
        self.assertEqual(bonuses.mapped("amount"), [27, -7])
        self.assertTrue(all(bonuses.mapped("payable_date")))

    def test_downline(self):
        version = self._clone_version(
            [(OVER, {"measure": "downline"})], wait_payment=True
        )
        version.plan_id.max_generations = 2
        (self.country | self.regional).partner_id.is_company = True
        invoice = self._sell_worth(2000)
        bonuses = self._get_closed(self._close(version))
        self._assert_amounts(bonuses, C=20, R=20)
        self.assertFalse(any(bonuses.mapped("payable_date")))
        self._pay_all(invoice)
        self._close(version)
        self.assertTrue(all(bonuses.mapped("payable_date")))

    def test_paid_before_the_close(self):
        version = self._clone_version([(OVER, {})], wait_payment=True)
        self._pay_all(self._sell_worth(2000))
        entry = self._get_closed(self._close(version))
        self.assertEqual(entry.payable_date, date(2026, 2, 28))

    def test_plan_that_does_not_wait(self):
        version = self._clone_version([(OVER, {})])
        self._sell_worth(2000)
        self.assertTrue(self._get_closed(self._close(version)).payable_date)

    def test_plan_that_pays_in_proportion(self):
        version = self._clone_version([(OVER, {})], event="paid")
        invoice = self._sell_worth(2000)
        self._pay(invoice, 500)
        entry = self._get_closed(self._close(version))
        self.assertFalse(entry.payable_date)
        self._pay_all(invoice)
        self._close(version)
        self.assertTrue(entry.payable_date)

    def test_bounced_payment(self):
        """It waits again; what was settled is taken back, and given again."""
        version = self._clone_version([(OVER, {})], wait_payment=True)
        invoice = self._sell_worth(2000)
        self._pay_all(invoice)
        close = self._close(version)
        entry = self._get_closed(close)
        self.assertTrue(entry.payable_date)
        invoice.line_ids.remove_move_reconcile()
        self._close(version)
        self.assertFalse(entry.payable_date)
        self._pay_all(invoice)
        self._close(version)
        with freeze_time("2026-04-16 12:00:00"):
            self._settle(date(2026, 3, 1))
            self.assertTrue(entry.settlement_id)
            closes = self.env["distributor.commission.close"]
            for paid, amounts in ((False, [-20]), (True, [-20, 20])):
                if paid:
                    self._pay_all(invoice)
                else:
                    invoice.line_ids.remove_move_reconcile()
                for _twice in range(2):
                    closes._follow_payment_of(close)
                closes._forget_close()
                taken = self._get_closed(close, "payment")
                self.assertEqual(taken.mapped("amount"), amounts)
                self.assertEqual(close in closes._find_waiting(), not paid)
        self.assertEqual(taken.origin_entry_id, entry)
        self.assertEqual(taken.mapped("date"), [date(2026, 4, 16)] * 2)
        self.assertTrue(all(taken.mapped("payable_date")))
        self.assertIn("undone", taken[0].explanation)
        self.assertIn("back", taken[1].explanation)
        with freeze_time("2026-05-16 12:00:00"):
            self._settle(date(2026, 4, 1))
        self.assertTrue(all(one.settlement_id for one in taken))

    def test_bounced_order_is_not_computed_again(self):
        """What a bounced payment took back of an order is no mistake to correct."""
        version = self._clone_version(event="confirmed", wait_payment=True)
        with freeze_time("2026-02-10 12:00:00"):
            order = self._confirm((self.product, 1, 1000))
        invoice = self._invoice(order, FEBRUARY)
        self._pay_all(invoice)
        self.env.cr.flush()
        with freeze_time("2026-04-16 12:00:00"):
            self._settle(date(2026, 3, 1))
            invoice.line_ids.remove_move_reconcile()
            self.env.cr.flush()
            amounts = self._get_of(version).mapped("amount")
            self.assertEqual(amounts, [50, -50])
            run = self.env["distributor.commission.recompute"].create(
                {
                    "plan_id": version.plan_id.id,
                    "date_start": FEBRUARY,
                    "date_end": date(2026, 2, 28),
                }
            )
            run.action_compute()
            self.assertFalse(run.entry_ids)

    def test_what_a_decision_paid_of_a_bonus(self):
        """The close pays what is missing; the decision is what it was otherwise."""
        version = self._clone_version([(OVER, {})])
        self._sell_worth(2000)
        close = self._close(version)
        entry = self._get_closed(close)
        entries = self.entries.sudo()
        entries.create(
            {
                **{
                    name: entry[name].id
                    for name in (
                        "company_id",
                        "currency_id",
                        "source_id",
                        "document_id",
                        "beneficiary_id",
                    )
                },
                "kind": "dispute",
                "date": FEBRUARY,
                "due_date": FEBRUARY,
                "amount": 5,
                "origin_entry_id": entry.id,
                "key": "dispute:T",
            }
        )
        self._close(version)
        self.assertEqual(self._get_closed(close), entry)
        for worth, due in ((300, 25), (700, 30)):
            self._sell_worth(worth)
            self._close(version)
            own = self.entries.search([("source_id", "=", entry.source_id.id)])
            self.assertEqual(self._sum(own), due)
        offsets = self.entries.search(
            [("source_id", "=", entry.source_id.id), ("kind", "=", "dispute")],
            order="id",
        )[1:]
        self.assertEqual(offsets.mapped("amount"), [-3, -2])
        self.assertIn("had paid this already", offsets[0].explanation)
        self.assertFalse(offsets[0].explanation_figures)

    def test_old_periods_are_released_by_the_job(self):
        version = self._clone_version([(OVER, {})], wait_payment=True)
        invoice = self._sell_worth(2000)
        close = self._close(version)
        entry = self._get_closed(close)
        closes = self.env["distributor.commission.close"]
        self.assertIn(close, closes._find_waiting())
        with freeze_time("2026-12-10 12:00:00"):
            self._pay_all(invoice)
            closes._follow_payment_of(close)
            closes._forget_close()
            self.assertNotIn(close, closes._find_waiting())
        self.assertEqual(entry.payable_date, date(2026, 12, 10))
