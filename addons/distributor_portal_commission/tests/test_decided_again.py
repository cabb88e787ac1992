# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.distributor_commission_dispute.tests.common import DisputeFactory
from odoo.addons.distributor_commission_period.tests.common import (
    FEBRUARY,
    PeriodCommon,
)

from .decided_oracle import RATES, Oracle, event


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 12:00:00")
class TestDecidedAgain(DisputeFactory, PeriodCommon):
    """A mistake is paid once, whether a decision or a computation comes first."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        categories = cls.env["product.category"]
        cls.by_rate = {rate: categories.create({"name": f"T-{rate}"}) for rate in RATES}

    def _start(self, rate=5, **kw):
        rules = [(1, rate, {"categ_id": own.id}) for rate, own in self.by_rate.items()]
        self.product.categ_id = self.by_rate[rate]
        version = self._clone_version(rules=rules, **kw)
        invoice = self._sell((self.product, 10, 100), day=FEBRUARY)
        return version, invoice

    def _compute(self, version, **kw):
        run = self.env["distributor.commission.recompute"].create(
            {
                "plan_id": version.plan_id.id,
                "date_start": FEBRUARY,
                "date_end": date(2026, 2, 28),
                **kw,
            }
        )
        run.action_compute()
        return run

    def _again(self, version, rate=None, **kw):
        """Compute with another rate and write; nothing differs afterwards."""
        if rate:
            self.product.categ_id = self.by_rate[rate]
        run = self._compute(version, **kw)
        if run.entry_ids:
            run.sudo()._start_writing("T-Mistake")
            self.assertEqual((run.state, run.changed_count), ("done", 0))
            self.assertFalse(self._compute(version, **kw).entry_ids)
        return run

    def _open_at(self, version, expected):
        return self._create_dispute(self._get_of(version)[0], expected)

    def _accept(self, version, expected, **kw):
        self._decide(self._open_at(version, expected), **kw)

    def _assert_earned(self, version, amount):
        self.assertEqual(self._sum(self._get_of(version)), amount)

    def _open_dialog(self, dispute):
        action = dispute.sudo(False).with_user(self.finance).action_decide()
        return self._open(action, self.finance, note="T-Right")

    def test_decided_then_computed_again(self):
        version, _invoice = self._start()
        dispute = self._open_at(version, 70)
        self._decide(dispute)
        run = self._again(version, 7)
        self.assertEqual(run.line_ids.mapped("difference"), [0])
        self.assertEqual((run.line_ids.old, run.line_ids.new), (70, 70))
        self._assert_earned(version, 70)
        offset = run.entry_ids.filtered(lambda e: e.kind == "dispute")
        self.assertEqual((offset.old, offset.new, offset.amount), (20, 0, -20))
        self.assertIn(dispute.name, offset.what)
        entry = self._get_of(version).filtered(lambda e: e.key == f"again:{offset.id}")
        self.assertEqual(entry.origin_entry_id, dispute.entry_id)
        self.assertIn("A decision", entry.explanation)
        self.assertIn("was decided", entry._get_portal_explanation())
        # the rules go back: the decision is what it was
        self._again(version, 5)
        self._assert_earned(version, 70)

    def test_computed_again_then_decided(self):
        version, _invoice = self._start()
        dispute = self._open_at(version, 70)
        self._again(version, 7)
        self.assertEqual((dispute.written_since, dispute.missing), (20, 0))
        wizard = self._open_dialog(dispute)
        self.assertTrue(wizard.is_overtaken)
        self.assertEqual(wizard.amount, 0)
        wizard.action_confirm()
        self.assertEqual((dispute.state, dispute.amount_decided), ("accepted", 0))
        self.assertFalse(dispute.adjustment_id)
        self._assert_earned(version, 70)

    def test_a_part_of_it(self):
        version, _invoice = self._start()
        self._decide(self._open_at(version, 70), "partial", amount=5)
        self._again(version, 7)
        self._assert_earned(version, 70)
        dispute = self._open_at(version, 100)
        self.assertEqual((dispute.entry_amount, dispute.difference), (70, 30))
        self._again(version, 9)
        self.assertEqual((dispute.written_since, dispute.missing), (20, 10))
        with self.assertRaisesRegex(UserError, "less than the"):
            self._decide(dispute, "partial", amount=10)
        with self.assertRaisesRegex(UserError, "meanwhile"):
            self._decide(dispute, amount=30)
        self._decide(dispute, amount=10)
        self._assert_earned(version, 100)
        self._again(version)
        self._assert_earned(version, 100)

    def test_what_was_granted_stays(self):
        """Rules that say nothing new, or less, take no decision back."""
        version, _invoice = self._start()
        self._accept(version, 60)
        self.assertFalse(self._compute(version).entry_ids)
        self._again(version, 3)
        self._assert_earned(version, 40)
        self._again(version, 5)
        self._assert_earned(version, 60)

    def test_taken_twice(self):
        """What a decision took away is not taken away again."""
        version, _invoice = self._start()
        self._accept(version, 30, allow_negative=True)
        self._again(version, 3)
        self._assert_earned(version, 30)

    def test_several_disputes(self):
        version, _invoice = self._start()
        self._accept(version, 60)
        second = self._open_at(version, 65)
        self.assertEqual((second.entry_amount, second.difference), (60, 5))
        self._decide(second)
        self._assert_earned(version, 65)
        granted = self._get_of(version).filtered(lambda e: e.kind == "dispute")
        about_the_first = self._create_dispute(granted[0], 25)
        self.assertEqual(about_the_first.entry_amount, 15)
        self._decide(about_the_first)
        self._assert_earned(version, 75)
        self._again(version, 7)
        self._assert_earned(version, 75)
        self._again(version, 9)
        self._assert_earned(version, 90)

    def test_a_full_refund_leaves_nothing(self):
        version, invoice = self._start()
        self._accept(version, 60)
        self._refund(invoice)
        self._assert_earned(version, 0)
        self.assertFalse(self._compute(version).entry_ids)
        self._again(version, 7)
        self._assert_earned(version, 0)

    def test_decided_after_a_refund(self):
        version, invoice = self._start()
        refund = self._refund(invoice, quantities=[4])
        dispute = self._open_at(version, 60)
        wizard = self._open_dialog(dispute)
        self.assertEqual(
            (wizard.amount, wizard.credited, wizard.amount_paid), (10, -4, 6)
        )
        wizard.action_confirm()
        self.assertEqual(
            (dispute.adjustment_id.amount, dispute.amount_decided), (10, 6)
        )
        self._assert_earned(version, 36)
        self.assertFalse(self._compute(version).entry_ids)
        part = self._get_of(version)[-1]
        self.assertEqual(
            (part.kind, part.move_id, part.amount), ("reversal", refund, -4)
        )
        self.assertIn("decided", part.explanation)
        # the credit note goes, and comes again
        refund.button_draft()
        self._assert_earned(version, 60)
        refund.action_post()
        self._assert_earned(version, 36)
        self._refund(invoice, date(2026, 3, 1), quantities=[6])
        self._assert_earned(version, 0)
        self.assertFalse(self._compute(version).entry_ids)

    def test_about_a_credit_note(self):
        version, invoice = self._start()
        self._refund(invoice, quantities=[4])
        taken = self._get_of(version)[-1]
        dispute = self._create_dispute(taken, -15)
        self._decide(dispute)
        self._assert_earned(version, 35)
        self.assertFalse(self._compute(version).entry_ids)

    def test_cancelled_since(self):
        version, invoice = self._start()
        dispute = self._open_at(version, 60)
        invoice.button_draft()
        self.assertEqual(dispute.missing, 0)
        with self.assertRaisesRegex(UserError, "Nothing is missing"):
            self._decide(dispute, "partial", amount=5)
        self._decide(dispute)
        self._assert_earned(version, 0)

    def _hide(self, sources):
        """Let a document be unknown under these plans, of which others know it."""
        self.env.cr.execute(
            "UPDATE distributor_commission_source SET document = 'T-' || id,"
            " order_id = NULL WHERE id = ANY(%s)",
            [sources.ids],
        )
        self.env.invalidate_all()

    def test_missing_then_booked(self):
        """What was granted as missing is not earned a second time."""
        version, invoice = self._start()
        self._hide(
            self._get_entries(invoice).source_id - self._get_of(version).source_id
        )
        dispute = self._create_dispute(
            distributor=self.master, expected=8, document=invoice.name
        )
        self._decide(dispute, plan=version.plan_id)
        self._create_version(version.plan_id, [(1, 5.0), (3, 1.0)], date(2026, 1, 20))
        run = self._again(version, versions="now")
        self.assertEqual(run.line_ids.filtered("difference").difference, 2)
        own = self._get_of(version).filtered(lambda e: e.beneficiary_id == self.master)
        self.assertEqual(own.mapped("amount"), [8, 10, -8])

    def test_booked_then_missing(self):
        """An invoice that was never booked is booked before the decision, or after."""
        for first in ("decision", "computation"):
            with self.subTest(first):
                plan = self._create_plan(name=f"T-Late {first}")
                invoice = self._sell((self.product, 10, 100), day=FEBRUARY)
                only = {"order_ids": invoice.line_ids.sale_line_ids.order_id.ids}
                self._hide(self._get_entries(invoice).source_id)
                dispute = self._create_dispute(
                    distributor=self.country, expected=60, document=invoice.name
                )
                self.assertFalse(dispute.source_id)
                if first == "decision":
                    self._decide(dispute, plan=plan)
                version = self._create_version(plan, [(1, 5.0)], FEBRUARY)
                self._again(version, **only)
                if first != "decision":
                    self.assertEqual((dispute.written_since, dispute.missing), (50, 10))
                    self._decide(dispute, plan=plan)
                own = self._get_of(version)
                self.assertEqual(set(own.beneficiary_id), set(self.country))
                self._assert_earned(version, 60)
                self.assertFalse(self._compute(version, **only).entry_ids)

    @given(events=st.lists(event, min_size=2, max_size=6))
    @settings(
        max_examples=8,
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
        version, invoice = self._start()
        oracle, dispute = Oracle(5000), None
        for what, value in [*events, ("accept", 0)]:
            if what == "rate":
                self._again(version, value)
                oracle.rules = value * 1000
            elif what == "open" and not dispute:
                ours, wanted = oracle.get_total(), value
                dispute = self._open_at(version, (ours + wanted) / 100)
                self.assertAlmostEqual(dispute.entry_amount, ours / 100)
            elif what == "accept" and dispute:
                self._decide(dispute, allow_negative=True)
                oracle.accept(ours, wanted)
                dispute = None
            elif what == "refund" and oracle.credited + value <= 10:
                self._refund(invoice, date(2026, 3, 1), quantities=[value])
                oracle.credited += value
            net = int(self._sum(self._get_of(version)) * 100)
            self.assertEqual(net, oracle.get_net(), (what, value))
        self.assertFalse(self._compute(version).entry_ids)
