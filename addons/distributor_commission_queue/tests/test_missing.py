# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import FIRST, LAST, RunCommon


@tagged("post_install", "-at_install")
class TestMissing(RunCommon):
    """Which documents a run finds."""

    def _find(self, first=FIRST, last=LAST):
        missing = self.runs._find_missing(self.company, first, last)
        return (
            [move for move, _orders in missing.invoices],
            [move for move, _orders in missing.refunds],
        )

    def test_booked_documents_are_not_missing(self):
        self._refund(self._sell((self.product, 1, 100)))
        self.assertEqual(self._find(), ([], []))

    def test_only_posted_of_the_period(self):
        before, within, after = (
            self._sell_unbooked(100, day=day)
            for day in (date(2026, 1, 31), FIRST, date(2026, 3, 1))
        )
        drafted = self._sell_unbooked(100)
        drafted.button_draft()
        self.assertEqual(self._find()[0], within.ids)
        self.assertEqual(
            self._find(date(2026, 1, 1), date(2026, 3, 31))[0],
            (before + within + after).ids,
        )

    def test_only_where_a_version_applies(self):
        self.plan.active = False
        later = self._create_plan(name="T-Later")
        self._create_version(later, [(1, 1.0)], date(2026, 2, 10))
        self._sell_unbooked(100, day=date(2026, 2, 9))
        within = self._sell_unbooked(100, day=date(2026, 2, 10))
        self.assertEqual(self._find()[0], within.ids)

    def test_a_second_plan_is_missing_by_itself(self):
        invoice = self._sell((self.product, 1, 100))
        second = self._create_plan(name="T-Second")
        self._create_version(second, [(1, 1.0)])
        self.assertEqual(self._find(), (invoice.ids, []))
        self.env["distributor.commission.booking"]._book_batch(invoice.ids)
        self.assertEqual(self._find(), ([], []))
        self._assert_amounts(self._get_entries(), C=6, R=3, M=2)

    def test_credit_note_comes_with_its_invoice(self):
        """Also one of a later month, and one that was posted and booked before."""
        invoice, other = self._sell_unbooked(100, 200)
        with self._unbooked():
            later = self._refund(invoice, date(2026, 3, 15))
        empty = self._refund(other)
        self.assertFalse(self._get_entries())
        self.assertEqual(self._find(), ((invoice + other).ids, (empty + later).ids))

    def test_credit_note_of_a_booked_invoice(self):
        invoice = self._sell((self.product, 1, 100))
        with self._unbooked():
            refund = self._refund(invoice)
            self._refund(self._sell((self.product, 1, 100)), date(2026, 3, 1))
        self.env["distributor.commission.booking"]._book_posted(
            self.env["account.move"].search([("move_type", "=", "out_invoice")])
            & self.env["account.move"].search([("company_id", "=", self.company.id)])
        )
        self.assertEqual(self._find(), ([], refund.ids))

    def test_number_comes_first(self):
        invoices = self._sell_unbooked(100, 200)
        with self._unbooked():
            self._refund(invoices[0])
        run = self._create_run()
        self.assertEqual(
            (run.invoice_count, run.refund_count, run.document_count), (2, 1, 3)
        )
        self.assertFalse(run.part_ids)
        run.date_start = date(2026, 2, 10)
        self.assertEqual((run.invoice_count, run.refund_count), (0, 0))

    def test_nothing_to_do(self):
        with self.assertRaisesRegex(UserError, "no commission is missing"):
            self._create_run().action_start()

    def test_queries_do_not_grow(self):
        self._sell_unbooked(100)
        self._find()
        few = self._count_queries(self._find)
        self._sell_unbooked(*[100] * 5)
        self.assertEqual(self._count_queries(self._find), few)

    def _count_queries(self, function):
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        function()
        return self.env.cr.sql_log_count - before
