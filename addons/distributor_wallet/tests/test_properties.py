# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import os
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import WalletCommon
from .paper import CREDIT, DEPOSIT, REWARD, UNPAID, Paper, PaperOrder

CENTS = st.integers(min_value=1, max_value=50000)
UNITS = st.integers(min_value=1, max_value=5)
PICK = st.integers(0, 9)
EXAMPLES = int(os.environ.get("WALLET_EXAMPLES", "8"))
STEPS = int(os.environ.get("WALLET_STEPS", "14"))


class WalletMachine(RuleBasedStateMachine):
    """Any sequence of what people do with a wallet, beside the same on paper.

    A walk tops up and undoes it, grants rewards, sets the credit limit, freezes amounts
    and whole wallets and lifts it, confirms, changes and cancels orders, lets what they
    keep expire and keeps it again, invoices them in parts, resets invoices and credits
    them. What should be refused is tried too. After each step balances, holds, credit
    and what is owed are those on paper, and the proof finds no difference.
    """

    def __init__(self, test):
        super().__init__()
        self.test = test
        self.env = test.env
        self.savepoint = self.env.cr.savepoint()
        self.paper = Paper()
        self.orders, self.invoices = [], []  # (record, paper, …)
        self.payments, self.freezes = [], []

    def teardown(self):
        self.savepoint.rollback()
        self.savepoint.close(rollback=True)
        self.env.invalidate_all()

    def attempt(self, passes, action):
        if passes:
            return action()
        with self.test.assertRaises(UserError), self.env.cr.savepoint():
            action()
        self.env.invalidate_all()
        return None

    @initialize(cents=CENTS, reward=CENTS)
    def begin(self, cents, reward):
        self.top_up(cents)
        self.grant(reward)

    @rule(cents=CENTS)
    def top_up(self, cents):
        self.payments.append((self.test._top_up(cents / 100), cents))
        self.paper.balance[DEPOSIT] += cents

    @rule(cents=CENTS)
    def grant(self, cents):
        self.test._grant(cents / 100)
        self.paper.balance[REWARD] += cents

    @precondition(lambda self: self.payments)
    @rule(pick=PICK)
    def undo_top_up(self, pick):
        payment, cents = self.payments[pick % len(self.payments)]
        passes = self.paper.get_free(DEPOSIT) >= cents
        self.attempt(passes, payment.action_draft)
        if passes:
            self.payments.remove((payment, cents))
            self.paper.balance[DEPOSIT] -= cents

    @rule(cents=st.integers(0, 50000))
    def limit(self, cents):
        self.test.wallet.sudo().credit_limit = cents / 100
        self.paper.limit = cents

    @rule(cents=CENTS)
    def freeze(self, cents):
        passes = self.paper.get_usable(DEPOSIT) >= cents
        hold = self.attempt(
            passes,
            lambda: self.env["distributor.wallet.hold"]._place(
                self.test.wallet, cents / 100, kind="freeze", origin="T-Dispute"
            ),
        )
        if passes:
            self.freezes.append((hold, cents))
            self.paper.frozen.append(cents)

    @precondition(lambda self: self.freezes)
    @rule(pick=PICK)
    def unfreeze(self, pick):
        hold, cents = self.freezes.pop(pick % len(self.freezes))
        hold._release()
        self.paper.frozen.remove(cents)

    @rule(source=st.sampled_from((DEPOSIT, REWARD)))
    def stop(self, source):
        """Freeze the whole wallet, or lift it: what is kept for orders stays theirs."""
        self.paper.stopped ^= {source}
        state = "frozen" if source in self.paper.stopped else "open"
        wallet = self.test.reward if source == REWARD else self.test.wallet
        wallet.sudo().write({"state": state, "freeze_reason": "T-Suspicion"})

    @rule(units=UNITS, cents=st.integers(1, 20000))
    def order(self, units, cents):
        record = self.test._create_order(
            self.test.dealer, [(self.test.product, units, cents / 100)]
        )
        self.confirm(record, PaperOrder(0), units, cents)

    def confirm(self, record, order, units, cents):
        self.paper.orders.append(order)
        passes = self.paper.hold(order, units * cents)
        self.attempt(passes, record.action_confirm)
        if passes:
            self.orders.append([record, order, units, cents, 0])
        else:
            self.paper.orders.remove(order)

    @precondition(lambda self: self.orders)
    @rule(pick=PICK, more=UNITS)
    def change(self, pick, more):
        entry = self.orders[pick % len(self.orders)]
        record, order, _units, cents, invoiced = entry
        # a price list may set another price with another quantity
        values = {"product_uom_qty": invoiced + more, "price_unit": cents / 100}
        passes = self.paper.hold(order, (invoiced + more) * cents)
        self.attempt(passes, lambda: record.order_line.write(values))
        if passes:
            entry[2] = invoiced + more

    @precondition(lambda self: self.orders)
    @rule(pick=PICK)
    def expire(self, pick):
        record, order, *_rest = self.orders[pick % len(self.orders)]
        record.sudo().wallet_hold_ids.filtered(lambda h: h.state == "open")._expire()
        self.paper.expire(order)

    @precondition(lambda self: self.orders)
    @rule(pick=PICK)
    def hold_again(self, pick):
        record, order, *_rest = self.orders[pick % len(self.orders)]
        self.attempt(self.paper.hold(order, order.total), record.action_hold_again)

    @precondition(lambda self: self.orders)
    @rule(pick=PICK, again=st.booleans())
    def cancel(self, pick, again):
        record, order, units, cents, invoiced = self.orders.pop(pick % len(self.orders))
        record._action_cancel()
        self.paper.cancel(order)
        if again and not invoiced:
            record.action_draft()
            self.confirm(record, PaperOrder(0), units, cents)

    @precondition(lambda self: any(e[2] > e[4] for e in self.orders))
    @rule(pick=PICK, units=UNITS)
    def invoice(self, pick, units):
        ready = [entry for entry in self.orders if entry[2] > entry[4]]
        entry = ready[pick % len(ready)]
        units = min(units, entry[2] - entry[4])
        invoice = entry[0]._create_invoices()
        invoice.invoice_line_ids.quantity = units
        invoice.invoice_date = date(2026, 2, 1)
        invoice.action_post()
        entry[4] += units
        taken = self.paper.invoice(entry[1], units * entry[3])
        self.invoices.append((invoice, entry, units, taken))
        self.test.assertEqual(
            self.test._cents(invoice.amount_residual),
            taken[CREDIT] + taken[UNPAID],
            "unpaid",
        )

    @precondition(lambda self: self.invoices)
    @rule(pick=PICK)
    def reset(self, pick):
        index = pick % len(self.invoices)
        invoice, entry, units, taken = self.invoices[index]
        passes = self.paper.reset(entry[1], taken)

        def undo():
            invoice.button_draft()
            invoice.button_cancel()

        self.attempt(passes, undo)
        if passes:
            del self.invoices[index]
            entry[4] -= units

    @precondition(lambda self: self.invoices)
    @rule(pick=PICK)
    def credit(self, pick):
        """A credit note ends the order too, so that nobody ships it again."""
        invoice, entry, _units, taken = self.invoices.pop(pick % len(self.invoices))
        if entry[1].is_open:
            entry[0]._action_cancel()
            self.paper.cancel(entry[1])
            self.orders.remove(entry)
        note = invoice._reverse_moves([{"invoice_date": invoice.date}])
        note.action_post()
        self.paper.give_back(taken)

    @invariant()
    def agrees(self):
        for wallet, source in (
            (self.test.wallet, DEPOSIT),
            (self.test.reward, REWARD),
        ):
            self.test.assertEqual(
                (self.test._cents(wallet.balance), self.test._cents(wallet.held)),
                (self.paper.balance[source], self.paper.get_held(source)),
                source,
            )
        self.test.assertEqual(
            (
                self.test._cents(self.test.wallet.credit_held),
                self.test._cents(self.test.wallet._get_owed()),
            ),
            (self.paper.get_held(CREDIT), self.paper.owed),
            "credit",
        )
        self.test._assert_agree()


class PropertiesCommon(WalletCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        purpose = cls.company._get_wallet_purpose("reward")
        purpose.max_share = 20
        cls.reward = cls.env["distributor.wallet"]._get_or_create(
            cls.dealer, cls.company.currency_id, purpose
        )

    def _cents(self, amount):
        return int((Decimal(str(amount)) * 100).to_integral_value())

    def _grant(self, amount):
        """Grant a reward as programmes do, by a journal entry."""
        expense = self.company_data["default_account_expense"]
        lines = (
            {
                "account_id": self.reward.account_id.id,
                "partner_id": self.dealer.partner_id.id,
                "credit": amount,
            },
            {"account_id": expense.id, "debit": amount},
        )
        self.env["account.move"].create(
            {
                "journal_id": self.company_data["default_journal_misc"].id,
                "date": date(2026, 1, 20),
                "distributor_wallet_kind": "reward",
                "line_ids": [Command.create(line) for line in lines],
            }
        ).action_post()


@tagged("post_install", "-at_install")
class TestProperties(PropertiesCommon):
    def test_any_sequence_agrees_with_paper(self):
        run_state_machine_as_test(
            lambda: WalletMachine(self),
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=STEPS,
                deadline=None,
                derandomize=True,
                database=None,
                phases=[Phase.generate],  # shrinking would repeat slow accounting
                suppress_health_check=list(HealthCheck),
            ),
        )
