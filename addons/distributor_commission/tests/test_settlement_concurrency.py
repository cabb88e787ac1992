# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date
from pathlib import Path

import psycopg2

from odoo import api
from odoo.tests import tagged
from odoo.tools import mute_logger

from .processes import CommissionProcessCase

JOBS = Path(__file__).with_name("settle_jobs.py")
MONTH = date(2026, 2, 1)
STEPS = 25  # more than settling a plan has
PROCESSES = 4
DISTRIBUTORS = 5
DOCUMENTS = 3


@tagged("post_install", "-at_install")
class TestSettlementConcurrency(CommissionProcessCase):
    """Processes settle committed entries: one settlement each, every entry in one."""

    def _commit_plans(self, count):
        return self._in_new_cursor(self._prepare_plans, count)

    def _prepare_plans(self, env, count):
        plans, distributors = self._prepare_company(env, count, DISTRIBUTORS)
        for plan in plans:
            for number in range(DOCUMENTS):
                self._create_entries(
                    plan,
                    MONTH.replace(day=5 + number),
                    [(one, 10 * number + 1) for one in distributors],
                )
        return plans.ids

    def _settle_rest(self, env, plan_id):
        plan = env["distributor.commission.plan"].browse(plan_id)
        env["distributor.commission.settlement"]._settle_plan(plan, MONTH)

    def _check(self, plan_id):
        """Each distributor has one settlement, which holds all it earned."""
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            plan = env["distributor.commission.plan"].browse(plan_id)
            settlements = env["distributor.commission.settlement"].search(
                [("plan_id", "=", plan_id)]
            )
            self.assertEqual(len(settlements), DISTRIBUTORS, plan.name)
            self.assertEqual(len(settlements.beneficiary_id), DISTRIBUTORS)
            entries = env["distributor.commission.entry"].search(
                [("plan_id", "=", plan_id)]
            )
            self.assertEqual(len(entries), DISTRIBUTORS * DOCUMENTS)
            self.assertEqual(settlements.line_ids.entry_id, entries)
            self.assertEqual(len(settlements.line_ids), len(entries))
            for settlement in settlements:
                self.assertEqual(
                    settlement.amount_total,
                    sum(settlement.line_ids.entry_id.mapped("amount")),
                )
                self.assertEqual(
                    settlement.line_ids.entry_id.beneficiary_id,
                    settlement.beneficiary_id,
                )
            self.assertFalse(any(entries.source_id.mapped("open")))

    def test_killed_before_each_step(self):
        plan_ids = self._commit_plans(STEPS)
        killed, worked = self._kill_at_each_step(JOBS, "settle", plan_ids)
        for step in ("before _forget_settled", "before _close_documents"):
            self.assertIn(step, killed)
        for step in ("before commit", "after commit"):
            self.assertIn(step, killed)
        for plan_id in worked:
            self._in_new_cursor(self._settle_rest, plan_id)
            self._check(plan_id)

    def test_several_at_once(self):
        plan_ids = self._commit_plans(6)
        self._work_at_once(JOBS, "settle", [plan_ids] * PROCESSES)
        for plan_id in plan_ids:
            self._check(plan_id)

    def test_entry_booked_while_its_document_is_closed(self):
        """Whoever comes second fails, so that no entry is left in a closed document."""
        [plan_id] = self._commit_plans(1)
        with self.registry.cursor() as settling, self.registry.cursor() as booking:
            env = api.Environment(settling, api.SUPERUSER_ID, {})
            plan = env["distributor.commission.plan"].browse(plan_id)
            env["distributor.commission.settlement"]._settle_batch(plan, MONTH)
            other = api.Environment(booking, api.SUPERUSER_ID, {})
            entry = other["distributor.commission.entry"].search(
                [("plan_id", "=", plan_id)], limit=1
            )
            late = entry.create({**entry.copy_data()[0], "kind": "reversal"})
            other["distributor.commission.booking"]._reopen({late.source_id.id})
            booking.commit()  # pylint: disable=invalid-commit; another process does
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaises(psycopg2.errors.SerializationFailure),
            ):
                env["distributor.commission.settlement"]._close_documents(plan, MONTH)
            settling.rollback()
            env.invalidate_all()
            env["distributor.commission.settlement"]._settle_plan(plan, MONTH)
            settled = env["distributor.commission.settlement"].search(
                [("plan_id", "=", plan_id)]
            )
            self.assertIn(late.id, settled.line_ids.entry_id.ids)

    def _commit_waiting(self):
        """Make a document that a payment released, and that may be held again."""
        return self._in_new_cursor(self._prepare_waiting)

    def _prepare_waiting(self, env):
        [plan], people = self._prepare_company(env, 1, 2)
        version = env["distributor.commission.version"].create(
            {"plan_id": plan.id, "date_start": MONTH, "wait_payment": True}
        )
        shares = [(one, 10) for one in people]
        source = self._create_entries(plan, MONTH, shares)
        source.version_id = version
        return plan.id, source.id

    def _bounce(self, env, source_id):
        """Do what a payment does that bounces."""
        row = {"id": source_id, "waiting": None, "event": "invoiced"}
        paid = {"settled": False, "day": MONTH.replace(month=3)}
        env["distributor.commission.booking"]._sync_condition(row, paid)

    def _settle_one_batch(self, env, plan_id):
        plan = env["distributor.commission.plan"].browse(plan_id)
        return env["distributor.commission.settlement"]._settle_batch(plan, MONTH)

    def _race(self, first, second):
        """Let a transaction commit what another one, begun before, does not see.

        The second fails, and is done again as a request is.
        """
        with self.registry.cursor() as early, self.registry.cursor() as late:
            envs = [api.Environment(cr, api.SUPERUSER_ID, {}) for cr in (early, late)]
            for env in envs:
                env["distributor.commission.source"].search_count([], limit=1)
            first(envs[0])
            early.commit()  # pylint: disable=invalid-commit; another process does
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaises(psycopg2.errors.SerializationFailure),
            ):
                second(envs[1])
            late.rollback()
            envs[1].invalidate_all()
            second(envs[1])
            late.commit()  # pylint: disable=invalid-commit; as a request does

    def test_payment_bounces_while_it_is_settled(self):
        plan_id, source_id = self._commit_waiting()
        self._race(
            lambda env: self._settle_one_batch(env, plan_id),
            lambda env: self._bounce(env, source_id),
        )
        self._in_new_cursor(self._check_taken_back, source_id)

    def _check_taken_back(self, env, source_id):
        source = env["distributor.commission.source"].browse(source_id)
        self.assertFalse(source.waiting)
        taken = source.entry_ids.filtered(lambda entry: entry.kind == "payment")
        self.assertEqual(taken.mapped("amount"), [-10, -10])
        self.assertEqual(len((source.entry_ids - taken).settlement_id), 2)

    def test_settled_while_a_payment_bounces(self):
        plan_id, source_id = self._commit_waiting()
        self._race(
            lambda env: self._bounce(env, source_id),
            lambda env: self._settle_one_batch(env, plan_id),
        )
        self._in_new_cursor(self._check_waits, source_id)

    def _check_waits(self, env, source_id):
        source = env["distributor.commission.source"].browse(source_id)
        self.assertEqual(source.waiting, "payment")
        self.assertFalse(source.entry_ids.settlement_id)
        self.assertEqual(len(source.entry_ids), 2)
