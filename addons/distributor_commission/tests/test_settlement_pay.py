# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import CommissionCommon

FEBRUARY = date(2026, 2, 1)


@tagged("post_install", "-at_install")
@freeze_time("2026-03-16 04:00:00")
class TestSettlementPay(CommissionCommon):
    """Into the deposit, or against open invoices; never twice, never across."""

    def _bill(self, payout, post=True):
        self.plan.payout = payout
        self._sell((self.product, 10, 100))
        mine = self._of(self._settle(), self.country)
        self.assertEqual(mine.payout, payout)
        self._release(mine)
        mine.action_bill()
        if post:
            mine.bill_id.action_post()
        return mine.with_user(self.finance)

    def _owe(self, amount, due, distributor=None, **kw):
        """Post an invoice that nobody has paid yet."""
        company = kw.pop("company", self.company)
        invoice = self.init_invoice(
            "out_invoice",
            partner=(distributor or self.country).partner_id,
            invoice_date=due,
            amounts=[amount],
            company=company,
            **kw,
        )
        invoice.invoice_date_due = due
        invoice.action_post()
        # what a deposit paid of it would not be open
        self.assertEqual(invoice.amount_residual, amount)
        return invoice

    def _get_wallet(self, distributor):
        return self.env["distributor.wallet"]._get_or_create(
            distributor, self.company.currency_id
        )

    def test_paid_into_the_deposit(self):
        mine = self._bill("wallet", post=False)
        bill = mine.bill_id.sudo()
        with self.assertRaisesRegex(UserError, "not posted"):
            mine.action_pay_out()
        bill.action_post()
        mine.action_pay_out()
        wallet = self._get_wallet(self.country)
        self.assertEqual((bill.payment_state, mine.state), ("paid", "paid"))
        self.assertEqual((wallet.balance, wallet.entry_ids.kind), (50, "commission"))
        self._assert_agree()
        with self.assertRaisesRegex(UserError, "Paid"):
            mine.action_pay_out()

    def test_all_spent_then_refunded(self):
        """What is taken back of a deposit that is empty is carried, never drawn."""
        mine = self._bill("wallet")
        mine.action_pay_out()
        wallet = self._get_wallet(self.country)
        day = date(2026, 3, 16)
        self._sell((self.product, 1, 50), distributor=self.country, day=day)
        self._assert_wallet(0, 0, wallet)
        self._refund(mine.sudo().line_ids.entry_id.move_id, day)
        self._assert_wallet(0, 0, wallet)
        with freeze_time("2026-04-16 04:00:00"):
            carried = self._of(self._settle(day), self.country)
            self.assertEqual((carried.amount_total, carried.outcome), (-50, "carry"))
            self._release(carried)
            self._assert_wallet(0, 0, wallet)
            self._sell((self.product, 14, 100), day=date(2026, 4, 2))
        with freeze_time("2026-05-16 04:00:00"):
            later = self._of(self._settle(date(2026, 4, 1)), self.country)
            self.assertEqual((later.amount_carried, later.amount_total), (-50, 20))
            self._release(later).action_bill()
            later.bill_id.action_post()
            later.action_pay_out()
            self._assert_wallet(20, 0, wallet)

    def test_paid_by_the_bank(self):
        with self.assertRaisesRegex(UserError, "by the bank"):
            self._bill("bill").action_pay_out()

    def test_set_off_oldest_first(self):
        newer = self._owe(30, date(2026, 3, 2))
        older = self._owe(35, date(2026, 1, 5))
        other = self._owe(10, date(2026, 1, 1), self.regional)
        mine = self._bill("offset")
        mine.action_pay_out()
        self.assertEqual(
            [older.amount_residual, newer.amount_residual, other.amount_residual],
            [0, 15, 10],
        )
        bill, entry = mine.sudo().bill_id, mine.sudo().offset_move_id
        self.assertEqual((bill.payment_state, mine.state), ("paid", "paid"))
        self.assertEqual(sorted(entry.line_ids.mapped("balance")), [-35, -15, 50])
        self.assertEqual(entry.line_ids.partner_id, self.country.partner_id)
        # nothing is left, and what is reset is undone
        with self.assertRaisesRegex(UserError, "Paid"):
            mine.action_pay_out()
        bill.button_draft()
        self.assertEqual((entry.state, mine.state), ("cancel", "billed"))
        self.assertEqual([older.amount_residual, newer.amount_residual], [35, 30])
        bill.action_post()
        mine.action_pay_out()
        self.assertEqual([older.amount_residual, newer.amount_residual], [0, 15])
        self.assertNotEqual(mine.sudo().offset_move_id, entry)
        self._assert_agree()

    def test_what_is_not_set_off_stays_payable(self):
        self._owe(20, date(2026, 1, 5))
        mine = self._bill("offset")
        mine.action_pay_out()
        bill = mine.bill_id.sudo()
        self.assertEqual((bill.amount_residual, bill.payment_state), (30, "partial"))
        self.assertEqual(mine.state, "billed")
        with self.assertRaisesRegex(UserError, "no open invoice"):
            mine.action_pay_out()

    def test_set_off_entry_reset_by_hand(self):
        invoice = self._owe(50, date(2026, 1, 5))
        mine = self._bill("offset")
        mine.action_pay_out()
        mine.sudo().offset_move_id.button_draft()
        self.assertEqual((invoice.amount_residual, mine.state), (50, "billed"))

    def test_nothing_crosses_companies_or_currencies(self):
        currency = self.setup_other_currency("EUR")
        self._owe(100, date(2026, 1, 5), currency=currency)
        other = self.setup_other_company()["company"]
        self.env.user.company_ids |= other
        self._owe(100, date(2026, 1, 5), company=other)
        mine = self._bill("offset")
        with self.assertRaisesRegex(UserError, "no open invoice.*EUR"):
            mine.action_pay_out()
        self.assertFalse(mine.sudo().offset_move_id)
        # it is told as well where something else is set off
        self._owe(20, date(2026, 1, 6))
        mine.action_pay_out()
        self.assertIn("(EUR)", mine.message_ids[0].body)

    def test_held_is_not_paid(self):
        mine = self._bill("wallet")
        hold = self.env["distributor.commission.hold"].create(
            {"beneficiary_id": self.country.id, "reason": "T-Papers missing"}
        )
        with self.assertRaisesRegex(UserError, "T-Papers missing"):
            mine.action_pay_out()
        hold.action_release()
        mine.action_pay_out()
        self.assertEqual(mine.state, "paid")

    def _credit(self, bill, amount=None, day=date(2026, 3, 16)):
        """Post a vendor credit note over a bill, or over a part of it."""
        wizard = (
            self.env["account.move.reversal"]
            .with_context(active_model="account.move", active_ids=bill.ids)
            .create({"journal_id": bill.journal_id.id, "date": day})
        )
        credit = self.env["account.move"].browse(wizard.refund_moves()["res_id"])
        credit.invoice_date = day
        if amount:
            credit.invoice_line_ids.price_unit = amount
        credit.action_post()
        (bill | credit).line_ids.filtered(
            lambda line: line.account_type == "liability_payable"
            and not line.reconciled
        ).reconcile()
        return credit

    def test_reversed_bill_frees_its_entries(self):
        mine = self._bill("bill").sudo()
        entries, bill = mine.line_ids.entry_id, mine.bill_id
        credit = self._credit(bill)
        self.assertEqual((bill.payment_state, mine.state), ("reversed", "cancel"))
        self.assertEqual(mine.reversed_date, date(2026, 3, 16))
        self.assertIn(credit.name, mine.message_ids[0].body)
        self.assertFalse(entries.settlement_id)
        # paid once, by another settlement
        again = self._of(self._settle(), self.country)
        self.assertEqual(again.line_ids.entry_id, entries)
        self._release(again)
        again.action_bill()
        self.assertEqual(again.bill_id.amount_total, 50)
        for step in (
            credit.button_draft,
            credit.button_cancel,
            bill.button_draft,
            bill.line_ids.remove_move_reconcile,
        ):
            with self.assertRaisesRegex(UserError, mine.name):
                step()
        self.assertEqual(bill.payment_state, "reversed")

    def test_a_part_of_the_bill_is_credited(self):
        mine = self._bill("bill").sudo()
        credit = self._credit(mine.bill_id, 20)
        self.assertEqual((mine.bill_id.amount_residual, mine.state), (30, "billed"))
        credit.button_cancel()
        self.assertEqual((mine.bill_id.amount_residual, mine.state), (50, "billed"))

    def test_set_off_in_part_and_credited_for_the_rest(self):
        self._owe(20, date(2026, 1, 5))
        mine = self._bill("offset")
        mine.action_pay_out()
        self._credit(mine.sudo().bill_id, 30)
        self.assertEqual(mine.state, "paid")
        self.assertTrue(mine.line_ids)

    def test_payout_changes_until_the_bill(self):
        mine = self._bill("wallet", post=False)
        with self.assertRaises(UserError):
            mine._set_payout("bill")
