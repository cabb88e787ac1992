# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date
from decimal import Decimal
from fractions import Fraction

from freezegun import freeze_time
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from odoo.tests import tagged

from odoo.addons.distributor_commission.tests.event_common import EventCommon
from odoo.addons.distributor_commission.tests.world_common import WorldCommon
from odoo.addons.distributor_commission.tests.worlds import worlds

from .common import NOW, DisputeFactory

FEB, MARCH = date(2026, 2, 10), date(2026, 3, 16)

event = st.one_of(
    st.tuples(st.just("pay"), st.integers(1, 100)),
    st.tuples(st.just("pay"), st.integers(1, 100)),
    st.tuples(st.just("bounce"), st.integers(0, 9)),
    st.tuples(st.just("refund"), st.integers(1, 6)),
    st.tuples(st.just("unrefund"), st.integers(0, 9)),
    st.tuples(st.just("decide"), st.integers(-900, 900).filter(bool)),
)


def half_up(number):
    """Round a fraction to an integer, halves away from zero."""
    whole = int(abs(number) + Fraction(1, 2))
    return whole if number >= 0 else -whole


class Paper:
    """One line of 10 pieces for 1,000.00 of which 5 % are earned, in cents.

    What is decided stays for what of the sale was paid when it was disputed.
    """

    def __init__(self):
        self.payments, self.credits, self.decisions = {}, {}, []

    def get_due(self):
        return 100_000 - sum(self.credits.values())

    def get_paid(self):
        return min(sum(self.payments.values()), self.get_due())

    def get_rules(self):
        return half_up(Fraction(5 * self.get_paid(), 100))

    def get_decided(self):
        paid, total = self.get_paid(), 0
        for amount, then in self.decisions:
            part = min(Fraction(paid, then), Fraction(1)) if then else 1
            total += half_up(amount * part)
        return total


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestFollowed(DisputeFactory, EventCommon):
    """A decision follows a sale that earns in proportion, whatever happens to it."""

    VERSION = {"event": "paid"}
    RULES = [(1, 5.0)]

    def _get_mine(self, invoice):
        order = invoice.line_ids.sale_line_ids.order_id
        return self._get_entries(order=order)

    def _sum_cents(self, entries):
        return round(sum(entries.mapped("amount")) * 100)

    def _start(self, paid=None):
        invoice = self._sell((self.product, 10, 100))
        payment = self._pay(invoice, paid, FEB)
        return invoice, payment, self._get_mine(invoice)[0]

    def _accept(self, entry, more, **kw):
        expected = self.env["distributor.commission.dispute"]._get_standing_amount(
            entry
        )
        dispute = self._create_dispute(entry, expected + more, opened_by="staff")
        self._decide(dispute, **kw)
        return dispute

    def _assert_explained(self, entries):
        for entry in entries:
            self.assertTrue(entry.explanation)
            self.assertTrue(entry._get_portal_explanation())
            again = entry._recompute_amount()
            self.assertEqual(again, Decimal(str(round(entry.amount, 2))), entry.key)

    def test_credit_note_then_another(self):
        invoice, _payment, entry = self._start()
        self._accept(entry, 10)
        refund = self._refund(invoice, quantities=[4], day=MARCH)
        own = self._get_mine(invoice)
        self.assertEqual(self._sum_cents(own), 3600)
        taken = own[-1]
        self.assertEqual((taken.kind, taken.amount), ("payment", -4))
        self.assertIn("40 %", taken.explanation)
        self.assertIn("600.00 of 1000.00", taken.explanation_figures)
        self.assertIn("40 %", taken._get_portal_explanation())
        refund.button_draft()
        self.assertEqual(self._sum_cents(self._get_mine(invoice)), 6000)
        refund.action_post()
        self._refund(invoice, quantities=[6], day=MARCH)
        own = self._get_mine(invoice)
        self.assertEqual(self._sum_cents(own), 0)
        self._assert_explained(own)

    def test_bounced_and_paid_again(self):
        invoice, payment, entry = self._start()
        self._accept(entry, 10)
        for _time in range(2):
            self._bounce(payment)
            self.assertEqual(self._sum_cents(self._get_mine(invoice)), 0)
            self._pay(invoice, 500, MARCH)
            self.assertEqual(self._sum_cents(self._get_mine(invoice)), 3000)
            payment = self._pay(invoice, 500, MARCH)
            self.assertEqual(self._sum_cents(self._get_mine(invoice)), 6000)
            invoice.line_ids.remove_move_reconcile()
            self.assertEqual(self._sum_cents(self._get_mine(invoice)), 0)
            payment = self._pay(invoice, day=MARCH)
            self.assertEqual(self._sum_cents(self._get_mine(invoice)), 6000)
        invoice.button_draft()
        own = self._get_mine(invoice)
        self.assertEqual(self._sum_cents(own), 0)
        self._assert_explained(own)

    def test_of_a_part(self):
        """What is paid after the disputed part earns by the rules alone."""
        invoice, payment, entry = self._start(300)
        self._accept(entry, 6)
        self.assertEqual(self._sum_cents(self._get_mine(invoice)), 2100)
        self._pay(invoice, 700, MARCH)
        self.assertEqual(self._sum_cents(self._get_mine(invoice)), 5600)
        self._bounce(payment)
        self.assertEqual(self._sum_cents(self._get_mine(invoice)), 4100)
        self._refund(invoice, quantities=[10], day=MARCH)
        self.assertEqual(self._sum_cents(self._get_mine(invoice)), 0)

    def test_decided_while_it_is_bounced(self):
        invoice, payment, entry = self._start()
        dispute = self._create_dispute(entry, 60, opened_by="staff")
        self._refund(invoice, quantities=[4], day=MARCH)
        action = dispute.sudo(False).with_user(self.finance).action_decide()
        wizard = self._open(action, self.finance, note="T-Right")
        self.assertEqual(
            (wizard.amount, wizard.credited, wizard.amount_paid), (10, -4, 6)
        )
        self._bounce(payment)
        self._decide(dispute)
        self.assertEqual(dispute.amount_decided, 0)
        self.assertEqual(self._sum_cents(self._get_mine(invoice)), 0)
        self._pay(invoice, day=MARCH)
        own = self._get_mine(invoice)
        self.assertEqual(self._sum_cents(own), 3600)
        self._assert_explained(own)

    def test_queries_do_not_grow(self):
        invoice, _payment, entry = self._start()
        self._accept(entry, 10)
        counts = []
        for _time in range(2):
            self._refund(invoice, quantities=[2], day=MARCH)
            self._refund(invoice, quantities=[2], day=MARCH)
            own = self._get_mine(invoice).filtered(lambda e: e.kind == "payment")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            own.mapped("decided_part")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])

    @given(events=st.lists(event, min_size=3, max_size=6))
    @settings(
        max_examples=6,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    def test_whatever_comes_first(self, events):
        with self.cr.savepoint() as savepoint:
            self._happen(events)
            savepoint.rollback()
        self.env.invalidate_all()

    def _happen(self, events):
        paper, refunds, payments = Paper(), [], {}
        invoice = self._sell((self.product, 10, 100))
        first = self._pay(invoice, 400, FEB)
        payments[1], paper.payments[1] = first, 40_000
        for number, (what, value) in enumerate(events, 2):
            getattr(self, f"_let_{what}")(
                paper, invoice, payments, refunds, number, value
            )
            own = self._get_mine(invoice)
            rules = own.filtered("earner")
            self.assertEqual(self._sum_cents(rules), paper.get_rules(), what)
            self.assertEqual(
                self._sum_cents(own - rules), paper.get_decided(), (what, value)
            )
        self._assert_explained(self._get_mine(invoice))

    def _let_pay(self, paper, invoice, payments, _refunds, number, value):
        left = paper.get_due() - sum(paper.payments.values())
        cents = left * value // 100
        if cents > 0:
            payments[number] = self._pay(invoice, cents / 100, MARCH)
            paper.payments[number] = cents

    def _let_bounce(self, paper, invoice, payments, _refunds, _number, value):
        if payments:
            key = sorted(payments)[value % len(payments)]
            self._bounce(payments.pop(key))
            del paper.payments[key]

    def _let_refund(self, paper, invoice, _payments, refunds, number, value):
        cents = value * 10_000
        if paper.get_due() - cents >= 0:
            refund = self._refund(invoice, MARCH, quantities=[value])
            refunds.append((number, refund))
            paper.credits[number] = cents

    def _let_unrefund(self, paper, _invoice, _payments, refunds, _number, value):
        if refunds:
            number, refund = refunds.pop(value % len(refunds))
            refund.button_draft()
            del paper.credits[number]

    def _let_decide(self, paper, invoice, _payments, _refunds, _number, value):
        entry = self._get_mine(invoice).filtered("earner")[-1]
        then = paper.get_paid()
        self._accept(entry, value / 100, allow_negative=True)
        paper.decisions.append((value, then))


@tagged("post_install", "-at_install")
class TestDecidedWorlds(DisputeFactory, WorldCommon):
    """Random worlds in which somebody decides about what payments earned."""

    @settings(
        max_examples=4,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],  # shrinking would repeat slow accounting
        suppress_health_check=list(HealthCheck),
    )
    @given(worlds(), st.lists(st.integers(-900, 900).filter(bool), min_size=4))
    def test_random_worlds_as_on_paper(self, world, amounts):
        savepoint = self.env.cr.savepoint()
        try:
            self._enter(world)
            for sale in world["sales"]:
                self._sell_in_world(world, sale)
                self._world_pay(self.sales[-1], self.invoices[-1], 0, 60, sale[2])
            for step, cents in zip(world["steps"], amounts, strict=False):
                self._decide_in_world(step[1], cents)
                self._assert_as_on_paper(cents)
                self._step_in_world(*step)
                self._assert_as_on_paper(step)
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()

    def _decide_in_world(self, number, cents):
        """Decide about the last entry of a sale that follows payments."""
        place = number % len(self.sales)
        sale, invoice = self.sales[place], self.invoices[place]
        [plan] = [plan for plan, books in self.books.items() if books.event == "paid"]
        entry = self.entries.search(
            [
                ("plan_id", "=", plan.id),
                ("move_id", "=", invoice.id),
                ("earner", "!=", False),
            ],
            order="id desc",
            limit=1,
        )
        if not entry:
            return
        standing = self.env["distributor.commission.dispute"]._get_standing_amount
        expected = standing(entry) + cents / 100
        dispute = self._create_dispute(entry, expected, opened_by="staff")
        self._decide(dispute, allow_negative=True)
        at = invoice.invoice_line_ids.sorted("id").ids.index(entry.move_line_id.id)
        self.books[plan].decide(sale, entry.beneficiary_id.id, at, cents)
