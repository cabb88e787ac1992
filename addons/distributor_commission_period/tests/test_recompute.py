# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import FEBRUARY, PeriodCommon

TODAY = date(2026, 3, 10)


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 12:00:00")
class TestRecompute(PeriodCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.env["product.category"].create({"name": "T-Other"})

    def _start(self, **kw):
        """5 % to the upline, 2 % more on goods of another category."""
        narrow = {"categ_id": self.other.id}
        return self._clone_version(rules=[(1, 5.0), (1, 7.0, narrow), (2, 1.0)], **kw)

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
        self.assertEqual(run.state, "ready")
        return run

    def _write(self, run, reason="T-Mistake"):
        self.env["distributor.commission.recompute.confirm"].create(
            {"recompute_id": run.id, "reason": reason}
        ).action_write()
        self.assertEqual(run.state, "done")
        self.assertFalse(run.changed_count)
        written = self.entries.search([("plan_id", "=", run.plan_id.id)])
        self._check_computed_again(
            written.filtered(
                lambda e: e.kind != "accrual" and (e.key or "").startswith("again:")
            )
        )

    def _again(self, version, **kw):
        """Compute and write; nothing differs afterwards."""
        run = self._compute(version, **kw)
        self._write(run)
        self.assertFalse(self._compute(version, **kw).entry_ids)
        return run

    def test_nothing_differs(self):
        version = self._start()
        invoice = self._sell((self.product, 3, 33.33), (self.product, -1, 10))
        self._refund(invoice, quantities=[1])
        run = self._compute(version)
        self.assertFalse(run.entry_ids)
        self.assertFalse(run.line_ids)
        with self.assertRaisesRegex(UserError, "no difference"):
            self._write(run)

    def test_category_corrected(self):
        version = self._start()
        self._sell((self.product, 1, 1000))
        before = self._get_of(version)
        self.product.categ_id = self.other
        run = self._compute(version)
        self.assertEqual(self._get_of(version), before)
        line = run.line_ids
        self.assertEqual(line.beneficiary_id, self.country)
        self.assertEqual((line.old, line.new, line.difference), (50, 70, 20))
        self._write(run)
        added = self._get_of(version) - before
        self.assertEqual(sorted(added.mapped("amount")), [-50, 70])
        self.assertEqual(set(added.mapped("kind")), {"correction"})
        first = before.filtered(lambda e: e.beneficiary_id == self.country)
        self.assertEqual(added.origin_entry_id, first)
        self.assertEqual(set(added.mapped("date")), {TODAY})
        self.assertEqual(set(added.mapped("reason")), {"T-Mistake"})
        self.assertTrue(all("T-Mistake" in e.explanation for e in added))
        self.assertFalse(self._compute(version).entry_ids)

    def test_refunds_take_their_part(self):
        """A sale that was taken back in part is corrected in part, and then rests."""
        version = self._start()
        invoice = self._sell((self.product, 10, 100))
        self._refund(invoice, quantities=[4])
        self.product.categ_id = self.other
        self._again(version)
        self._assert_amounts(self._get_of(version), C=42, R=6)
        self._refund(invoice, date(2026, 3, 5), quantities=[3])
        self._assert_amounts(self._get_of(version), C=21, R=3)
        self.assertFalse(self._compute(version).entry_ids)
        self._refund(invoice, date(2026, 3, 6), quantities=[3])
        self._assert_amounts(self._get_of(version), C=0, R=0)

    def test_full_refund_leaves_nothing(self):
        version = self._start()
        self._refund(self._sell((self.product, 10, 100)))
        self.product.categ_id = self.other
        self._again(version)
        self._assert_amounts(self._get_of(version), C=0, R=0)

    def test_chain_corrected(self):
        """Who stands above the buyer now earns, and credit notes take it back."""
        version = self._start()
        invoice = self._sell((self.product, 10, 100))
        self._refund(invoice, quantities=[5])
        order = invoice.line_ids.sale_line_ids.order_id
        self.env.cr.execute(
            "UPDATE distributor_chain SET distributor_id = %s"
            " WHERE order_id = %s AND generation = 1",
            [self.master.id, order.id],
        )
        self.env.invalidate_all()
        self._again(version)
        self._assert_amounts(self._get_of(version), C=0, R=5, M=25)
        self._refund(invoice, date(2026, 3, 9), quantities=[5])
        self._assert_amounts(self._get_of(version), C=0, R=0, M=0)

    def test_missing_invoice(self):
        """A version that was approved too late counts from its day on."""
        plan = self._create_plan(name="T-Late")
        invoice = self._sell((self.product, 10, 100))
        self._refund(invoice, quantities=[2])
        version = self._create_version(plan, [(1, 5.0)], FEBRUARY)
        run = self._compute(version)
        self.assertEqual(run.missing_count, 1)
        self.assertEqual(run.line_ids.difference, 40)
        sources = self.env["distributor.commission.source"]
        self.assertFalse(sources.search([("plan_id", "=", plan.id)]))
        self._write(run)
        self.assertFalse(self._compute(version).entry_ids)
        entries = self._get_of(version)
        self.assertEqual(entries.mapped("amount"), [50, -10])
        self.assertEqual(set(entries.mapped("date")), {TODAY})
        self.assertEqual(entries[1].origin_entry_id, entries[0])
        self.assertEqual(entries.source_id.date, FEBRUARY)
        self.assertTrue(entries.source_id.open)
        self._refund(invoice, date(2026, 3, 9), quantities=[8])
        self.assertEqual(self._sum(self._get_of(version)), 0)

    def test_version_is_kept_unless_chosen(self):
        version = self._start()
        self._sell((self.product, 1, 1000), day=date(2026, 2, 10))
        later = self._create_version(version.plan_id, [(1, 6.0)], date(2026, 2, 5))
        self.assertFalse(self._compute(version).entry_ids)
        self._again(version, versions="now")
        self._assert_amounts(self._get_of(version), C=60, R=0)
        self.assertIn(later, self._get_of(version).version_id)

    def test_only_buyers_and_orders(self):
        version = self._start()
        invoice = self._sell((self.product, 1, 1000))
        self._sell((self.product, 1, 500), distributor=self.country)
        self.product.categ_id = self.other
        order = invoice.line_ids.sale_line_ids.order_id
        run = self._compute(version, order_ids=order.ids)
        self.assertEqual(run.line_ids.beneficiary_id, self.country)
        run = self._compute(version, buyer_ids=self.country.ids)
        self.assertEqual(run.line_ids.beneficiary_id, self.regional)
        self.assertEqual(len(self._compute(version).line_ids), 2)

    def test_paid_in_proportion(self):
        """The promise changes; what is paid is corrected, the rest follows."""
        version = self._start(event="paid")
        invoice = self._sell((self.product, 1, 1000))
        self._pay(invoice, 400)
        self._assert_amounts(self._get_of(version), C=20, R=4)
        self.product.categ_id = self.other
        self._again(version)
        self._assert_amounts(self._get_of(version), C=28, R=4)
        self._pay(invoice, 600)
        self._assert_amounts(self._get_of(version), C=70, R=10)
        self.assertFalse(self._compute(version).promise_count)

    def test_unpaid_changes_the_promise(self):
        version = self._start(event="paid")
        invoice = self._sell((self.product, 1, 1000))
        self.product.categ_id = self.other
        run = self._compute(version)
        self.assertEqual((run.promise_count, len(run.entry_ids)), (1, 0))
        self._write(run)
        self._pay(invoice, 1000)
        self._assert_amounts(self._get_of(version), C=70, R=10)

    def test_confirmed_order(self):
        version = self._start(event="confirmed")
        with freeze_time("2026-02-10 12:00:00"):
            self._confirm((self.product, 1, 1000))
        self.product.categ_id = self.other
        self._again(version)
        self._assert_amounts(self._get_of(version), C=70, R=10)

    def test_tiers_stay_as_they_were(self):
        version = self._clone_version(
            rules=[(1, 0, {"tiers": {0: 1, 1000: 2}, "max_period": 30})]
        )
        for price in (600, 600, 600):
            self._sell((self.product, 1, price))
        self.assertFalse(self._compute(version).entry_ids)
        self._close(version)
        self.assertFalse(self._compute(version).entry_ids)

    def test_changed_since(self):
        """What a manager has not seen is not written."""
        version = self._start()
        invoice = self._sell((self.product, 10, 100))
        self._sell((self.product, 1, 50))
        self.product.categ_id = self.other
        run = self._compute(version)
        self._refund(invoice, quantities=[5])
        before = self._sum(self._get_of(version))
        run.sudo()._start_writing("T-Late")
        self.assertEqual((run.state, run.changed_count), ("done", 1))
        self.assertEqual(self._sum(self._get_of(version)) - before, 1)

    def test_reason_is_mandatory(self):
        version = self._start()
        self._sell((self.product, 1, 1000))
        self.product.categ_id = self.other
        run = self._compute(version)
        with self.assertRaisesRegex(UserError, "Say why"):
            run.sudo()._start_writing("  ")
        self._write(run)
        with self.assertRaisesRegex(UserError, "written already"):
            run.sudo()._start_writing("T-Twice")
        with self.assertRaises(UserError):
            run.unlink()

    def test_settled_period(self):
        """What is settled stays; the correction is in the next settlement."""
        version = self._start()
        self._sell((self.product, 1, 1000))
        settled = self._settle(FEBRUARY)
        self.product.categ_id = self.other
        self._again(version)
        added = self._get_of(version).filtered(lambda e: e.kind == "correction")
        self.assertFalse(added.settlement_id)
        with freeze_time("2026-04-16 12:00:00"):
            march = self._settle(date(2026, 3, 1))
        self.assertLessEqual(added.settlement_id, march)
        self.assertFalse(added.settlement_id & settled)

    def test_in_the_background(self):
        version = self._start()
        self._sell((self.product, 1, 1000))
        self.product.categ_id = self.other
        runs = self.env["distributor.commission.recompute"]
        self.patch(type(runs), "_get_at_once", lambda self: 0)
        run = runs.create(
            {
                "plan_id": version.plan_id.id,
                "date_start": FEBRUARY,
                "date_end": date(2026, 2, 28),
            }
        )
        run.action_compute()
        self.assertEqual((run.state, run.progress), ("computing", 0))
        while run.sudo()._do_batch():
            self.assertEqual(run.progress, 100)
        self.assertEqual((run.state, run.line_ids.difference), ("ready", 20))

    def test_access(self):
        version = self._start()
        self._sell((self.product, 1, 1000))
        self.product.categ_id = self.other
        run = self._compute(version)
        manager = self._create_manager("t-period-manager")
        for group in ("user", "finance"):
            someone = new_test_user(
                self.env,
                f"t-period-{group}",
                f"distributor.distributor_group_{group}",
                company_id=self.company.id,
                company_ids=[self.company.id],
            )
            for name in ("action_compute", "action_write", "action_view_drafts"):
                with self.assertRaises(AccessError):
                    getattr(run.with_user(someone), name)()
            with self.assertRaises(AccessError):
                self._open(run.action_write(), someone, reason="T").action_write()
        mine = run.with_user(manager)
        with self.assertRaises(AccessError):
            mine.write({"state": "done"})
        with self.assertRaises(UserError):
            mine.write({"date_start": date(2026, 1, 1)})
        wizard = self._open(mine.action_write(), manager, reason="T-Reason")
        wizard.action_write()
        self.assertEqual(run.state, "done")
        self.assertEqual(self._get_of(version)[-1].user_id, manager)
