# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import NOW, DisputeCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestDecision(DisputeCommon):
    def test_accepted(self):
        dispute = self._create_dispute(self.entry, 62.34)
        entry = self._decide(dispute, note=" T-Contract\tsays\n'6 %' \\ ")
        self.assertEqual(
            (dispute.state, dispute.decided_uid, dispute.decided_date),
            ("accepted", self.finance, date(2026, 3, 16)),
        )
        self.assertAlmostEqual(entry.amount, 12.34)
        self.assertEqual(dispute.amount_decided, entry.amount)
        self.assertEqual(
            (entry.kind, entry.origin_entry_id, entry.key, entry.beneficiary_id),
            ("dispute", self.entry, f"dispute:{dispute.id}", self.country),
        )
        self.assertEqual(
            (entry.source_id, entry.document_id, entry.product_id, entry.date),
            (
                self.entry.source_id,
                self.entry.document_id,
                self.product,
                date(2026, 3, 16),
            ),
        )
        self.assertEqual(entry.reason, f"{dispute.name}: T-Contract\tsays\n'6 %' \\")
        self.assertIn("T-Contract", entry.explanation)
        self.assertEqual(float(entry._recompute_amount()), entry.amount)
        self.assertIn("62.34", entry.explanation_figures)
        self.assertFalse(entry.explanation_chain)
        self.assertEqual(entry.user_id, self.finance)
        self.assertFalse(dispute.activity_ids)

    def test_partly(self):
        dispute = self._create_dispute(self.entry, 60)
        for amount in (10, 11, 10.004):
            with self.assertRaisesRegex(UserError, "A part is less"):
                self._decide(dispute, "partial", amount=amount)
        entry = self._decide(dispute, "partial", amount=4.005)
        self.assertAlmostEqual(entry.amount, 4.01)
        self.assertEqual(dispute.state, "partial")

    def test_refused(self):
        dispute = self._create_dispute(self.entry, 60)
        self._decide(dispute, "refused")
        self.assertEqual((dispute.state, dispute.amount_decided), ("refused", 0))
        self.assertFalse(dispute.adjustment_id)
        self.assertEqual(len(self._get_entries(self.invoice)), 3)

    def test_what_cannot_be_decided(self):
        dispute = self._create_dispute(self.entry, 60)
        with self.assertRaisesRegex(UserError, "Write the reason"):
            self._decide(dispute, note="  ")
        with self.assertRaisesRegex(UserError, "changes no amount"):
            self._decide(dispute, "partial", amount=0.004)
        with self.assertRaisesRegex(UserError, "takes money"):
            self._decide(dispute, "partial", amount=-1)
        self.assertEqual(dispute.state, "open")
        self._decide(dispute)
        with self.assertRaisesRegex(UserError, "Accepted"):
            self._decide(dispute)
        self.assertEqual(len(self._get_entries(self.invoice)), 4)

    def test_booked_once_whatever_the_state_says(self):
        dispute = self._create_dispute(self.entry, 60)
        self._decide(dispute)
        dispute.state = "open"
        with self.assertRaisesRegex(UserError, "decided already"):
            self._decide(dispute)
        self.assertEqual(len(self._get_entries(self.invoice)), 4)

    def test_review_then_decided(self):
        dispute = self._create_dispute(self.entry).sudo(False)
        dispute.with_user(self.manager).action_review()
        self.assertEqual(
            (dispute.state, dispute.responsible_id), ("review", self.manager)
        )
        self.assertEqual(dispute.activity_ids.user_id, self.manager)
        self._decide(dispute, user=self.manager)
        self.assertEqual(dispute.state, "accepted")

    def test_missing_under_a_known_sale(self):
        dispute = self._create_dispute(
            distributor=self.dealer, expected=8, document=self.invoice.name
        )
        entry = self._decide(dispute)
        self.assertEqual(
            (entry.amount, entry.source_id, entry.origin_entry_id.ids),
            (8, self.entry.source_id, []),
        )
        self.assertEqual(entry.move_id, self.invoice)

    def test_missing_under_a_plan(self):
        dispute = self._create_dispute(
            distributor=self.dealer, expected=8, document="T-Paper 7"
        )
        self._create_plan(name="T-Second")
        with self.assertRaisesRegex(UserError, "Choose the plan"):
            self._decide(dispute)
        other = self._create_plan(self._create_company(name="T-Other"))
        with self.assertRaisesRegex(UserError, "Choose the plan"):
            self._decide(dispute, plan=other)
        entry = self._decide(dispute, plan=self.plan)
        source = entry.source_id
        self.assertEqual(
            (source.event, source.document, source.plan_id, source.order_id.ids),
            ("dispute", "T-Paper 7", self.plan, []),
        )
        self.assertTrue(source.open)

    def test_the_sale_is_taken_back(self):
        """Whatever undoes the sale takes back what was decided about it, once."""
        dispute = self._create_dispute(self.entry, 60)
        self._decide(dispute)
        self._assert_amounts(self._get_entries(self.invoice), C=60, R=30, M=20)
        self.invoice.button_draft()
        self._assert_amounts(self._get_entries(self.invoice), C=0, R=0, M=0)
        self.invoice.action_post()
        self.invoice.button_draft()
        self._assert_amounts(self._get_entries(self.invoice), C=0, R=0, M=0)

    def test_a_credit_note_takes_back_all(self):
        dispute = self._create_dispute(self.entry, 60)
        self._decide(dispute)
        refund = self._refund(self.invoice)
        entries = self._get_entries(self.invoice | refund)
        self._assert_amounts(entries, C=0, R=0, M=0)

    def test_a_sale_that_waits(self):
        source = self._create_entries(
            self.plan.sudo(), date(2026, 2, 3), [(self.country, 10)], release=False
        )
        entry = self._decide(self._create_dispute(source.entry_ids, 15))
        self.assertFalse(entry.payable_date)
        source.release_date = date(2026, 4, 2)
        self.assertEqual(entry.payable_date, date(2026, 4, 2))

    def test_a_payment_that_bounces(self):
        """Decided amounts go with the rest of the sale, and come again with it."""
        self.dealer.prepaid = False
        plan = self._create_plan(name="T-Waits")
        self._create_version(plan, [(1, 5.0)], wait_payment=True)
        invoice = self._sell((self.product, 10, 100))
        mine = [("plan_id", "=", plan.id)]
        entry = self.entries.search(mine)
        self._pay(invoice)
        self._settle()
        # what is billed is settled for good
        self._release(entry.settlement_id).action_bill()
        self._decide(self._create_dispute(entry, 60, opened_by="staff"))
        for decided, amount in ((60, 60), (65, 65)):
            invoice.line_ids.remove_move_reconcile()
            self.assertAlmostEqual(sum(self.entries.search(mine).mapped("amount")), 0)
            if decided == 65:
                # one more decision meanwhile waits for the payment as well
                again = self._create_dispute(entry, 65, opened_by="staff")
                self.assertEqual(again.difference, 5)
                self._decide(again)
                taken = self.entries.search(mine)
                self.assertAlmostEqual(sum(taken.mapped("amount")), 0)
            self._pay(invoice)
            self.assertAlmostEqual(
                sum(self.entries.search(mine).mapped("amount")), amount
            )
        invoice.line_ids.remove_move_reconcile()
        invoice.button_draft()
        self.assertAlmostEqual(sum(self.entries.search(mine).mapped("amount")), 0)

    def _pay(self, invoice):
        wizard = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoice.ids
        )
        wizard.create({"payment_date": date(2026, 2, 20)})._create_payments()
