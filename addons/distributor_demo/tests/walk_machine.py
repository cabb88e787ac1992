# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from odoo.exceptions import UserError

from .walk_paper import Paper

MONEY = st.integers(min_value=1000, max_value=900_000)
CENTS = st.integers(min_value=1, max_value=120_000)
PICK = st.integers(0, 9)


class EverythingMachine(RuleBasedStateMachine):
    """Any sequence of what all wallet modules do, beside the same on paper.

    A walk tops up under a running programme and undoes it; asks for refunds, approves,
    refuses, takes back, pays them and undoes the payment; adjusts in both directions;
    freezes amounts and the whole wallet and lifts it; opens cases on the bond, decides
    and dismisses them; confirms orders that rewards and deposit pay, invoices, credits
    and cancels them. What should be refused is tried too. After each step the deposit
    and the bond are those on paper, what is left of rewards less what is owed of them
    is what the money that stayed has earned less what was used, and the proof of
    wallets, rewards and ledger finds no difference.
    """

    def __init__(self, test):
        super().__init__()
        self.test, self.env = test, test.env
        self.savepoint = self.env.cr.savepoint()
        self.paper = Paper(100_000, 5_000)
        self.top_ups, self.orders, self.invoices = [], [], []
        self.refunds = {}  # refund: parts of the receipts it was paid from
        self.cases, self.freezes = [], []

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

    def pick(self, number, *states):
        found = [r for r in self.refunds if r.state in states]
        return found[number % len(found)] if found else None

    @initialize(money=MONEY)
    def begin(self, money):
        self.test._create_program()
        self.top_up(money)

    @rule(money=MONEY)
    def top_up(self, money):
        payment = self.test._top_up(money / 100)
        self.top_ups.append((payment, self.paper.receive(money)))

    @rule(number=PICK)
    def undo_top_up(self, number):
        whole = [entry for entry in self.top_ups if entry[1][0] == entry[1][1]]
        if not whole:
            return
        payment, receipt = entry = whole[number % len(whole)]
        passes = receipt[0] <= self.paper.free
        self.attempt(passes, payment.action_draft)
        if passes:
            self.top_ups.remove(entry)
            self.paper.undo_receipt(receipt)

    @precondition(lambda self: len(self.refunds) < 9)
    @rule(cents=CENTS)
    def ask(self, cents):
        passes = cents <= self.paper.usable
        refund = self.attempt(passes, lambda: self.test._refund(cents / 100))
        if passes:
            self.refunds[refund] = []
            self.paper.kept[refund] = cents

    @rule(number=PICK)
    def approve(self, number):
        if refund := self.pick(number, "submitted"):
            self.test._approve(refund)

    @rule(number=PICK, refuses=st.booleans())
    def end(self, number, refuses):
        if refund := self.pick(number, "submitted", "half", "approved"):
            if refuses:
                self.test._refuse(refund, self.test.first)
            else:
                refund.action_cancel()
            del self.paper.kept[refund]

    @rule(number=PICK)
    def pay(self, number):
        if refund := self.pick(number, "approved"):
            passes = not self.paper.stopped
            self.attempt(passes, lambda: self.test._pay(refund))
            if passes:
                cents = self.paper.kept.pop(refund)
                self.refunds[refund] = self.paper.pay_out(cents)

    @rule(number=PICK)
    def undo_pay(self, number):
        if refund := self.pick(number, "done"):
            refund.payment_id.action_draft()
            cents = self.test._cents(refund.amount)
            self.paper.undo_payout(cents, self.refunds[refund])
            self.paper.kept[refund] = cents

    @rule(cents=CENTS, gives=st.booleans())
    def adjust(self, cents, gives):
        adjustment = self.test._create_request(
            "adjustment",
            amount=(cents if gives else -cents) / 100,
            account_id=self.test.company_data["default_account_expense"].id,
        )
        passes = gives or cents <= self.paper.usable
        self.attempt(passes, adjustment.action_submit)
        if passes:
            self.test._approve(adjustment, self.test.first)
            if gives:  # money of its own, though no programme counts it
                self.paper.receive(cents, counts=False)
            else:
                self.paper.balance -= cents

    @rule(cents=CENTS)
    def freeze(self, cents):
        freeze = self.test._create_request("freeze", amount=cents / 100)
        passes = cents <= self.paper.usable
        self.attempt(passes, freeze.action_freeze)
        if passes:
            self.freezes.append(freeze)
            self.paper.kept[freeze] = cents

    @rule()
    def stop(self):
        freeze = self.test._create_request("freeze", scope="wallet")
        if not self.paper.stopped:
            freeze.action_freeze()
            self.freezes.append(freeze)
            self.paper.stopped = True

    @precondition(lambda self: self.freezes)
    @rule(number=PICK)
    def lift(self, number):
        freeze = self.freezes.pop(number % len(self.freezes))
        freeze._lift("T-Reason")
        if freeze.scope == "wallet":
            self.paper.stopped = False
        else:
            del self.paper.kept[freeze]

    @rule(cents=CENTS)
    def open_case(self, cents):
        case = self.test._create_request(
            "case",
            self.test.bond,
            amount=cents / 100,
            account_id=self.test.company_data["default_account_revenue"].id,
            notice_date=date(2026, 2, 1),
            appeal_days=10,
            attachment_ids=self.test._create_file().ids,
        )
        paper = self.paper
        passes = cents <= paper.bond - sum(paper.bond_kept.values())
        self.attempt(passes, case.action_submit)
        if passes:
            self.cases.append(case)
            paper.bond_kept[case] = cents

    @rule(cents=CENTS)
    def add_bond(self, cents):
        self.test._top_up(cents / 100, self.test.bond)
        self.paper.bond += cents

    @precondition(lambda self: self.cases)
    @rule(number=PICK, decides=st.booleans())
    def close_case(self, number, decides):
        case = self.cases.pop(number % len(self.cases))
        cents = self.paper.bond_kept.pop(case)
        if decides:
            self.test._approve(case, self.test.first)
            self.paper.bond -= cents
        else:
            self.test._refuse(case, self.test.first)

    @rule(cents=CENTS)
    def order(self, cents):
        """Rewards pay first; how many are left is proven by the invariant below."""
        lines = (self.test.product, 1, cents / 100)
        reward = min(cents, self.test._cents(self.test.rewards.available))
        passes = cents - reward <= self.paper.usable
        order = self.attempt(passes, lambda: self.test._confirm(lines))
        if passes:
            self.orders.append((order, reward))
            self.paper.kept[order] = cents - reward

    @precondition(lambda self: self.orders)
    @rule(number=PICK, cancels=st.booleans())
    def finish_order(self, number, cancels):
        order, reward = self.orders.pop(number % len(self.orders))
        deposit = self.paper.kept.pop(order)
        if cancels:
            order._action_cancel()
            return
        self.invoices.append((self.test._invoice(order), reward, deposit))
        self.paper.balance -= deposit
        self.paper.used += reward

    @precondition(lambda self: self.invoices)
    @rule(number=PICK)
    def credit(self, number):
        invoice, reward, deposit = self.invoices.pop(number % len(self.invoices))
        invoice._reverse_moves([{"invoice_date": invoice.date}]).action_post()
        self.paper.balance += deposit
        self.paper.used -= reward

    @invariant()
    def agrees(self):
        test, paper = self.test, self.paper
        self.env.flush_all()
        self.env.invalidate_all()
        test._assert_amounts(test.wallet, paper.balance, paper.held)
        test._assert_amounts(test.bond, paper.bond, sum(paper.bond_kept.values()))
        test.assertEqual(
            test._cents(test.rewards.balance) - test._cents(test.rewards.reward_owed),
            paper.earned - paper.used,
            "rewards",
        )
        test._assert_agree()
