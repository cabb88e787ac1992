# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from odoo.addons.distributor_document.tests.common import DocumentFactory

from .common import CommissionCommon

FEBRUARY, MARCH, APRIL = (date(2026, month, 1) for month in (2, 3, 4))


@tagged("post_install", "-at_install")
@freeze_time("2026-05-10 04:00:00")
class TestSettlementHold(DocumentFactory, CommissionCommon):
    """Who is held waits; who is below the minimum is carried."""

    def _hold(self, **kw):
        return self.env["distributor.commission.hold"].create(
            {
                "beneficiary_id": self.country.id,
                "reason": "T-Papers",
                "date_start": date(2026, 5, 1),
                **kw,
            }
        )

    def test_held_entries_wait(self):
        self._sell((self.product, 10, 100))
        hold = self._hold()
        self.assertEqual(self.country.commission_hold_count, 1)
        with Form(
            self.env["distributor.commission.settle"].with_user(self.finance)
        ) as form:
            form.date = FEBRUARY
            form.plan_id = self.plan
            self.assertEqual((form.held_count, form.amount_held), (1, 50.0))
            self.assertEqual((form.amount_to_pay, form.entry_count), (50.0, 2))
        [held] = form.record.line_ids.filtered("reason")
        self.assertEqual(held.beneficiary_id, self.country)
        self.assertIn("T-Papers", held.reason)
        self.assertNotIn(self.country, self._settle().beneficiary_id)
        hold.with_user(self.finance).action_release()
        self.assertEqual(hold.released_uid, self.finance)
        self.assertFalse(self.country.commission_hold_count)
        march = self._settle(MARCH)
        self.assertEqual((march.beneficiary_id, march.amount_total), (self.country, 50))

    def test_when_and_whom_a_hold_concerns(self):
        other = self._create_plan()
        self._hold(date_end=date(2026, 5, 9))
        self._hold(date_start=date(2026, 5, 11))
        self._hold(plan_id=other.id)
        reasons = self.settlements._get_hold_reasons(self.plan)
        self.assertNotIn(self.country, reasons)
        self.assertIn(self.country, self.settlements._get_hold_reasons(other))
        current = self.env["distributor.commission.hold"].search(
            [("is_current", "=", True), ("beneficiary_id", "=", self.country.id)]
        )
        self.assertEqual(current.plan_id, other)

    def test_suspended(self):
        self._sell((self.product, 10, 100))
        self.country.sudo()._suspend("T-Behaviour")
        self.assertNotIn(self.country, self._settle().beneficiary_id)
        reasons = self.settlements._get_hold_reasons(self.plan)
        self.assertIn("T-Behaviour", reasons[self.country][0])

    def _require(self, **kw):
        """Let the level of T-C ask for a paper."""
        kind = self._create_type("t-permit", has_expiry=True, **kw)
        self.country.level_id.sudo().document_type_ids = kind
        return kind

    def _get_earned(self, distributor):
        entry = self._get_entries().filtered(
            lambda entry: entry.beneficiary_id == distributor
        )
        entry.invalidate_recordset()
        return entry

    def test_missing_and_expired_documents(self):
        kind = self._require(grace_days=5)
        self._sell((self.product, 10, 100))
        entry = self._get_earned(self.country)
        self.assertIn("T-Type t-permit (missing)", entry.waiting_text)
        self.assertFalse(entry.expected_date)
        with freeze_time("2026-04-01"):
            self._create_document(
                self.country, kind, "verified", date_expiry=date(2026, 5, 4)
            )
        entry = self._get_earned(self.country)
        self.assertIn("expired on 05/04/2026", entry.waiting_text)
        [reason] = self.settlements._get_hold_reasons(self.plan)[self.country]
        self.assertIn("Required documents: T-Type t-permit (expired", reason)
        self.assertNotIn(self.country, self._settle().beneficiary_id)
        # within the days of grace it still counts
        kind.grace_days = 6
        self.assertFalse(self._get_earned(self.country).is_held)
        kind.grace_days = 5
        new = self._create_document(
            self.country, kind, "submitted", date_expiry=date(2027, 1, 1)
        )
        entry = self._get_earned(self.country)
        self.assertIn("handed in", entry.waiting_text)
        new.sudo()._verify()
        self.assertEqual(
            self._get_earned(self.country).waiting_text, "the next settlement"
        )
        self.assertIn(self.country, self._settle(MARCH).beneficiary_id)

    def test_documents_do_not_hold(self):
        """A plan that does not ask, and whoever leaves, wait for no papers."""
        self._require()
        self.assertIn(self.country, self.settlements._get_hold_reasons(self.plan))
        self._terminate(self.country)
        self.assertNotIn(self.country, self.settlements._get_hold_reasons(self.plan))
        self.country.sudo().state = "active"
        self.plan.hold_documents = False
        self.assertNotIn(self.country, self.settlements._get_hold_reasons(self.plan))
        self.assertFalse(self.settlements._find_obstacles(self.country))

    def test_wallet_and_books_differ(self):
        self._sell((self.product, 10, 100))
        wallet = self.env["distributor.wallet"]._get_or_create(
            self.country, self.company.currency_id
        )
        self.assertFalse(self._get_earned(self.country).is_held)
        self.env.flush_all()
        # only what goes around the database's own check can make them differ
        self.env.cr.execute(
            "UPDATE distributor_wallet SET balance = balance + 1 WHERE id = %s",
            [wallet.id],
        )
        self.env.invalidate_all()
        entry = self._get_earned(self.country)
        self.assertTrue(entry.is_held)
        self.assertIn("Money, Proof", entry.waiting_text)
        [obstacle] = self.settlements._find_obstacles(self.country)[self.country.id]
        reasons = self.settlements._get_hold_reasons(self.plan)
        self.assertEqual(reasons[self.country], [obstacle.reason])
        [(said, _by_documents)] = self.country._get_portal_obstacles()
        self.assertIn("your deposit", said)

    def test_who_is_deleted_since(self):
        """What a chain remembers stays, whoever is deleted."""
        self._sell((self.product, 10, 100))
        entry = self._get_earned(self.country)
        self.assertIn(self.dealer.code, entry._get_portal_explanation())
        chain = [[link[0], link[1] or 0, *link[2:]] for link in entry.source_id.chain]
        chain[0][1] = max(self.dealer.search([]).ids) + 1000
        entry.source_id.sudo().chain = chain
        self.assertTrue(entry._get_portal_explanation())
        self.assertTrue(entry._get_portal_rows())
        self.assertTrue(entry.explanation_chain)

    def test_entries_say_that_they_are_held(self):
        self._sell((self.product, 10, 100))
        entry = self._get_earned(self.country)
        self.assertEqual(entry.waiting_text, "the next settlement")
        self.assertTrue(entry.expected_date)
        hold = self._hold()
        entry = self._get_earned(self.country)
        self.assertEqual(entry.waiting_text, "the release of a hold")
        self.assertFalse(entry.expected_date)
        hold.date_end = date(2026, 7, 3)
        entry = self._get_earned(self.country)
        self.assertIn("07/03/2026", entry.waiting_text)
        self.assertEqual(entry.expected_date, date(2026, 8, 17))
        # a plan of its own settles the others
        hold.plan_id = self._create_plan(name="T-Other")
        self.assertFalse(self._get_earned(self.country).is_held)
        self.country.sudo()._suspend("T-Secret")
        entry = self._get_earned(self.country)
        self.assertEqual(entry.waiting_text, "the end of the suspension")
        self.assertEqual(
            self._get_earned(self.regional).waiting_text, "the next settlement"
        )

    def test_what_many_entries_wait_for_takes_as_many_queries(self):
        self._require()
        self._hold(beneficiary_id=self.regional.id)
        for _time in range(3):
            self._sell((self.product, 1, 100))
        entries = self._get_entries()
        counts = []
        for some in (entries, entries[:3], entries):  # once to warm up
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some.mapped("waiting_text")
            some.mapped("expected_date")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts[1:])

    def test_hold_is_kept(self):
        hold = self._hold().with_user(self.finance)
        with self.assertRaises(AccessError):
            hold.unlink()
        with self.assertRaisesRegex(UserError, "Release"):
            hold.sudo().unlink()
        # who did it is not for anybody to write
        hold.write({"user_id": self.env.uid, "released_uid": self.env.uid})
        forged = hold.create(
            {
                "beneficiary_id": self.country.id,
                "reason": "T-2",
                "released_uid": self.env.uid,
                "user_id": self.env.uid,
            }
        )
        self.assertEqual(forged.user_id, self.finance)
        self.assertFalse((hold | forged).released_uid)

    def test_below_the_minimum(self):
        self.plan.minimum_amount = 60.0
        self._sell((self.product, 10, 100))
        february = self._of(self._settle(), self.country)
        self.assertEqual(
            (february.amount_total, february.outcome, february.amount_minimum),
            (50.0, "carry", 60.0),
        )
        self._release(february)
        self.assertEqual(february.state, "closed")
        self._sell((self.product, 2, 100), day=date(2026, 3, 3))
        march = self._of(self._settle(MARCH), self.country)
        self.assertEqual(
            (march.amount_lines, march.amount_carried, march.amount_total),
            (10.0, 50.0, 60.0),
        )
        self.assertEqual((march.outcome, february.carried_to_id), ("bill", march))
        self._release(march)
        march.action_bill()
        self.assertEqual(march.bill_id.amount_total, 60.0)
        self.assertIn(february.name, march.bill_id.invoice_line_ids[1].name)
        with self.assertRaisesRegex(UserError, "cancel that one first"):
            february.action_cancel()
        march.action_cancel()
        self.assertFalse(february.carried_to_id)

    def test_two_plans_settle_apart(self):
        second = self._create_plan(name="T-Second", minimum_amount=1000.0)
        self._create_version(second, [(1, 1.0)])
        self._sell((self.product, 10, 100))
        mine = self._of(self._settle(), self.country)
        by_plan = {s.plan_id: s for s in mine}
        self.assertEqual(by_plan[self.plan].amount_total, 50.0)
        self.assertEqual(by_plan[second].amount_total, 10.0)
        self.assertEqual(by_plan[second].outcome, "carry")
        self.assertEqual(by_plan[second].name, f"{by_plan[self.plan].name}/2")

    def test_who_leaves_is_paid_what_is_left(self):
        self.plan.minimum_amount = 60.0
        self._sell((self.product, 10, 100))
        february = self._of(self._settle(), self.country)
        self.assertEqual(february.outcome, "carry")
        [item] = [
            item
            for item in self.country._get_exit_items()
            if item["key"] == "commission"
        ]
        self.assertFalse(item["done"])
        self.assertFalse(self._of(self._settle(MARCH), self.country))
        self._terminate(self.country)
        april = self._of(self._settle(APRIL), self.country)
        self.assertEqual(
            (april.entry_count, april.amount_lines, april.amount_carried),
            (0, 0.0, 50.0),
        )
        self.assertEqual((april.outcome, april.amount_minimum), ("bill", 0.0))
        self.assertEqual(february.carried_to_id, april)
        self._release(april)
        april.action_bill()
        self.assertEqual(april.bill_id.amount_total, 50.0)
