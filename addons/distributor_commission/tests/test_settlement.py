# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import mute_logger

from .common import CommissionCommon

FEBRUARY = date(2026, 2, 1)
MARCH = date(2026, 3, 1)
STEPS = (
    "action_review",
    "action_approve",
    "action_send_back",
    "action_confirm",
    "action_bill",
    "action_pay_out",
    "action_close",
    "action_cancel",
)


@tagged("post_install", "-at_install")
@freeze_time("2026-05-10")
class TestSettlement(CommissionCommon):
    def test_a_month(self):
        invoice = self._sell((self.product, 10, 100))
        self._sell((self.product, 1, 100), day=MARCH)
        settlements = self._settle(date(2026, 2, 17))
        totals = {s.beneficiary_id.code: s.amount_total for s in settlements}
        self.assertEqual(totals, {"T-C": 50.0, "T-R": 30.0, "T-M": 20.0})
        entries = settlements.line_ids.entry_id
        self.assertEqual(entries, self._get_entries(invoice))
        first = self._of(settlements, self.country)
        self.assertEqual(first.name, "COM/2026/02/T-C")
        self.assertEqual(first.date_end, date(2026, 2, 28))
        self.assertEqual((first.entry_count, first.amount_lines), (1, 50.0))
        self.assertEqual((first.state, first.outcome), ("draft", "bill"))
        self.assertEqual(first.line_ids.entry_id.settlement_id, first)

    def test_twice_is_a_no_op(self):
        self._sell((self.product, 10, 100))
        settlements = self._settle()
        lines = settlements.line_ids
        self.assertEqual(self._settle(), settlements)
        self.assertEqual(settlements.line_ids, lines)
        # a late invoice of a settled month goes into the next one
        late = self._sell((self.product, 1, 100))
        self.assertEqual(self._settle(), settlements)
        self.assertEqual(self._settle(MARCH).line_ids.entry_id, self._get_entries(late))

    def test_small_batches_settle_all(self):
        self._sell((self.product, 10, 100))
        settlements = self.settlements._settle(self.company, FEBRUARY, limit=1)
        self.assertEqual(len(settlements), 3)

    def test_killed_half_way(self):
        """What was committed stays, the next run does the rest, nothing twice."""
        self._sell((self.product, 10, 100))
        first = self.settlements._settle_batch(self.plan, FEBRUARY, 1)
        self.assertEqual(len(first), 1)
        self.env.invalidate_all()
        settlements = self._settle()
        self.assertIn(first, settlements)
        entries = settlements.line_ids.entry_id
        self.assertEqual(len(settlements.line_ids), 3)
        self.assertEqual(entries, self._get_entries())

    def test_keys_in_the_database(self):
        self._sell((self.product, 10, 100))
        settlement = self._settle()[0]
        line = settlement.line_ids
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.cr.savepoint(),
        ):
            line.sudo().create(
                {"settlement_id": settlement.id, "entry_id": line.entry_id.id}
            )
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.cr.savepoint(),
        ):
            settlement.sudo().copy()
            self.env.flush_all()

    def test_month_that_is_not_over(self):
        self._sell((self.product, 10, 100), day=date(2026, 5, 2))
        with self.assertRaisesRegex(UserError, "not over"):
            self._settle(date(2026, 5, 1))

    def test_month_end_where_the_company_is(self):
        partner = self.company.partner_id
        self._sell((self.product, 10, 100), day=date(2026, 3, 31))
        # 31 March 20:00 in London is 1 April in Shanghai
        with freeze_time("2026-03-31 20:00:00"):
            partner.tz = "America/New_York"
            with self.assertRaisesRegex(UserError, "not over"):
                self._settle(MARCH)
            partner.tz = "Asia/Shanghai"
            self.assertEqual(len(self._settle(MARCH)), 3)

    def test_bill(self):
        self._sell((self.product, 10, 100))
        settlement = self._of(self._settle(), self.country)
        with self.assertRaises(UserError):
            settlement.action_bill()
        self._release(settlement)
        self.assertEqual(settlement.reviewed_uid, self.finance)
        settlement.with_user(self.finance).action_bill()
        bill = settlement.bill_id
        self.assertEqual(settlement.state, "billed")
        self.assertEqual(bill.move_type, "in_invoice")
        self.assertEqual(bill.state, "draft")
        self.assertEqual(bill.partner_id, self.country.partner_id)
        self.assertEqual((bill.amount_untaxed, bill.amount_total), (50.0, 50.0))
        self.assertEqual(bill.ref, "COM/2026/02/T-C")
        self.assertIn("February 2026", bill.invoice_line_ids.name)
        self.assertEqual(bill.invoice_line_ids.account_id.account_type, "expense")
        bill.action_post()
        with self.assertRaises(UserError):
            settlement.action_bill()
        with self.assertRaisesRegex(UserError, "posted"):
            settlement.action_cancel()
        with self.assertRaisesRegex(UserError, "settlement"):
            bill.with_context(force_delete=True).unlink()

    def test_expense_account_of_the_plan(self):
        account = self.company_data["default_account_expense"].copy({"name": "T-Com"})
        self.plan.account_id = account
        self._sell((self.product, 10, 100))
        settlement = self._release(self._settle()[0])
        settlement.action_bill()
        self.assertEqual(settlement.bill_id.invoice_line_ids.account_id, account)

    def test_cancel_frees_the_entries(self):
        self._sell((self.product, 10, 100))
        settlements = self._settle()
        first = self._of(settlements, self.country)
        self._release(first)
        first.action_bill()
        bill = first.bill_id
        first.action_cancel()
        self.assertEqual((first.state, bill.state), ("cancel", "cancel"))
        again = self._settle() - (settlements - first)
        self.assertEqual(again.amount_total, 50.0)
        self.assertEqual(again.line_ids.entry_id.beneficiary_id, self.country)

    def test_zero_is_not_billed(self):
        invoice = self._sell((self.product, 10, 100))
        self._refund(invoice)
        settlements = self._settle()
        self.assertEqual(set(settlements.mapped("outcome")), {"none"})
        self._release(settlements)
        self.assertEqual(set(settlements.mapped("state")), {"closed"})
        with self.assertRaisesRegex(UserError, "nothing to bill"):
            settlements.action_bill()

    def test_difference_blocks_that_wallet_only(self):
        self._sell((self.product, 10, 100))
        difference = {
            "distributor": "T-C",
            "wallet": self._get_wallet(self.country).id,
            "currency": "USD",
            "balance": 10.0,
            "entries": 10.0,
            "ledger": 9.99,
            "held": 0.0,
            "holds": 0.0,
        }
        with patch.object(
            type(self.env["distributor.wallet"]),
            "_get_differences",
            lambda *args, **kw: [difference],
        ):
            others = self._settle()
            self.assertEqual(len(others), 2)
            self.assertNotIn(self.country, others.beneficiary_id)
            with Form(self.env["distributor.commission.settle"]) as form:
                form.date = FEBRUARY
                form.plan_id = self.plan
                self.assertEqual(form.held_count, 1)
                self.assertEqual(form.amount_held, 50.0)
            [held] = form.record.line_ids
            self.assertRegex(held.reason, r"T-C \(10.00 / 9.99")
            self._release(others)
            others.action_bill()
        mine = self._settle() - others
        self.assertEqual(mine.beneficiary_id, self.country)
        self._release(mine)
        with (
            patch.object(
                type(self.env["distributor.wallet"]),
                "_get_differences",
                lambda *args, **kw: [difference],
            ),
            self.assertRaisesRegex(UserError, "books differ"),
        ):
            mine.action_bill()

    def _get_wallet(self, distributor):
        return self.env["distributor.wallet"]._get_or_create(
            distributor, self.company.currency_id
        )

    def test_real_difference_blocks(self):
        """A cent moved in the books alone is seen, without any mock."""
        self._sell((self.product, 10, 100))
        self._top_up(10, wallet=self._get_wallet(self.country))
        self.env.flush_all()
        self.cr.execute(
            """
            UPDATE account_move_line
               SET amount_currency = amount_currency - 0.01, balance = balance - 0.01
             WHERE account_id = %s AND partner_id = %s
            """,
            [self.wallet.account_id.id, self.country.partner_id.id],
        )
        self.env.invalidate_all()
        settled = self._settle().beneficiary_id
        self.assertEqual(settled, self.master | self.regional)

    def test_wizard(self):
        self._sell((self.product, 10, 100))
        wizard = self.env["distributor.commission.settle"].with_user(self.finance)
        with Form(wizard) as form:
            self.assertEqual(form.date, date(2026, 4, 1))
            form.date = FEBRUARY
            form.plan_id = self.plan
            self.assertFalse(form.blocked)
            self.assertEqual(form.amount_to_pay, 100.0)
            self.assertEqual(form.entry_count, 3)
        self.assertEqual(len(form.record.line_ids), 3)
        action = form.record.action_settle()
        found = self.settlements.search(action["domain"])
        self.assertEqual(sum(found.mapped("amount_total")), 100.0)

    def test_only_finance_and_managers(self):
        self._sell((self.product, 10, 100))
        settlement = self._settle()[0]
        user = new_test_user(
            self.env,
            "t-commission-user",
            "distributor.distributor_group_user,account.group_account_manager",
            company_id=self.company.id,
            company_ids=[self.company.id],
        )
        for name in STEPS:
            with self.assertRaises(AccessError):
                getattr(settlement.with_user(user), name)()
        for vals in ({"state": "approved"}, {"amount_total": 1.0}):
            for someone in (user, self.finance):
                with self.assertRaises(AccessError):
                    settlement.with_user(someone).write(vals)

    def test_as_many_queries_for_many_distributors(self):
        counts = []
        for count in (2, 30):
            plan = self._create_plan(name=f"T-{count}").sudo()
            people = [
                self._create_distributor(f"T-Q{count}-{number}", "store")
                for number in range(count)
            ]
            shares = [(one, 10.0) for one in people]
            self._create_entries(plan, date(2026, 2, 3), shares)
            self.env.flush_all()
            before = self.cr.sql_log_count
            self.settlements._settle_plan(plan, FEBRUARY)
            counts.append(self.cr.sql_log_count - before)
            made = self.settlements.search([("plan_id", "=", plan.id)])
            self.assertEqual(len(made), count)
        self.assertLessEqual(counts[1], counts[0])
