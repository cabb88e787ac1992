# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import json
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.tools import SQL

from odoo.addons.distributor_commission.engine import get_kept, get_paid

from .distributor_commission_close_sql import CLAIM, DONE, WRITE
from .period_days import find_starts, get_last_day

NOTHING = {"entries": 0, "amount": "0", "volume": "0", "decided": None}
# periods that ended longer ago are closed, or closed again, by hand
REACH = relativedelta(days=100)
# a closed period is looked at again once a day
PAUSE = "20 hours"

LOCK = """
    INSERT INTO distributor_commission_close (
           plan_id, company_id, period, date_start, date_end, turns,
           create_uid, create_date, write_uid, write_date)
    VALUES (%(plan)s, %(company)s, %(period)s, %(start)s, %(last)s, 1,
            %(uid)s, NOW() AT TIME ZONE 'UTC', %(uid)s, NOW() AT TIME ZONE 'UTC')
        ON CONFLICT (plan_id, period, date_start)
        DO UPDATE SET turns = distributor_commission_close.turns + 1
 RETURNING id
"""
CHECKED = """
    UPDATE distributor_commission_close
       SET closed_date = COALESCE(closed_date, NOW() AT TIME ZONE 'UTC'),
           checked_date = NOW() AT TIME ZONE 'UTC'
     WHERE id = %(close)s
"""
RECENT = """
    SELECT plan_id, period, date_start
      FROM distributor_commission_close
     WHERE checked_date > NOW() AT TIME ZONE 'UTC' - %(pause)s::interval
"""


class DistributorCommissionCloseRun(models.AbstractModel):
    """Closes periods in small batches; what is written already is left alone.

    Each batch takes a turn at the row of its period, so that two at once follow each
    other: the second one starts again with what the first one wrote. Who took part has
    a document with a unique key, and each entry has one as well.
    """

    _name = "distributor.commission.close.run"
    _description = "Closing Commission Periods"
    _inherit = ["distributor.commission.due", "distributor.commission.close.payment"]

    @api.model
    def _close(self, plan, period, first, limit=None):
        """Close a period of a plan, or bring a closed one up to date.

        :param first: first day of a period that is over where the company is
        :return: distributor.commission.close record
        """
        while True:
            close, count = self._close_batch(plan, period, first, limit)
            if not limit or count < limit:
                return close

    @api.model
    def _close_batch(self, plan, period, first, limit=None):
        """Write the next entries of a period.

        :param limit: number of distributors and parts to bring up to date; None: all
        :return: distributor.commission.close record, and how many were
        """
        close = self._lock_close(plan, period, first)
        close._check_over()
        done = self._get_done(close)
        dues = self._get_bonus_dues(close, done) + self._get_tier_dues(close, done)
        pending = [due for due in dues if self._is_pending(due, done)][:limit]
        if pending:
            self._claim_dues(close, [due for due in pending if due.key not in done])
            self._write_dues(close, pending, done)
        self._follow_payment_of(close)
        if not limit or len(pending) < limit:
            self.env.cr.execute(SQL(CHECKED, close=close.id))
        self._forget_close()
        return close, len(pending)

    def _lock_close(self, plan, period, first):
        """Take a turn at the row of a period, which is made if there is none."""
        closes = self.env["distributor.commission.close"]
        closes.flush_model()
        [(close,)] = self.env.execute_query(
            SQL(
                LOCK,
                plan=plan.id,
                company=plan.company_id.id,
                period=period,
                start=first,
                last=get_last_day(first, period),
                uid=self.env.uid,
            )
        )
        closes.invalidate_model(flush=False)
        # sudo: the close computes from plans, whoever may start it; who may is checked
        # by its buttons
        return closes.sudo().browse(close)

    def _get_done(self, close):
        """Return {key: row} of who took part before, and what was written."""
        rows = self.env.execute_query_dict(SQL(DONE, close=close.id))
        return {row["key"]: row for row in rows}

    def _is_pending(self, due, done):
        if due.key not in done:
            return due.volume or due.amount
        before = done[due.key]
        return due.amount != Decimal(before["amount"])

    def _claim_dues(self, close, dues):
        """Note who takes part in the close, with the level it has."""
        if not dues:
            return
        levels = self._get_levels({due.beneficiary for due in dues})
        names = {due.part: "" for due in dues}
        speaker = self._speak(close.company_id.partner_id.lang)
        for part in names:
            names[part] = speaker._describe_document(close, part.with_env(speaker.env))
        self.env.cr.execute(
            SQL(
                CLAIM,
                close=close.id,
                plan=close.plan_id.id,
                last=close.date_end,
                keys=[due.key for due in dues],
                versions=[due.part.version_id.id for due in dues],
                documents=[names[due.part] for due in dues],
                chains=[
                    json.dumps([[0, due.beneficiary, level, int(bool(earns)), 0]])
                    for due in dues
                    for level, earns in [levels[due.beneficiary]]
                ],
                uid=self.env.uid,
            )
        )

    def _write_dues(self, close, dues, done):
        """Write what is missing to the amounts that are due."""
        rows = [
            row
            for due in dues
            for row in self._prepare_rows(close, due, done.get(due.key, NOTHING))
            if row[9]
        ]
        if not rows:
            return
        names = ("sources", "beneficiaries", "kinds", "days", "rules", "rates")
        names += ("rate_kinds", "volumes", "basis_kinds", "amounts", "entry_keys")
        names += ("reasons",)
        columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
        self.env["distributor.commission.source"].flush_model()
        self.env.cr.execute(SQL(WRITE, uid=self.env.uid, **columns))

    def _prepare_rows(self, close, due, before):
        """Return what is missing, less what decisions about disputes paid of it."""
        row = self._prepare_due(close, due, before)
        if not before["decided"]:
            return [row]
        history = [(what, Decimal(amount)) for what, amount in before["decided"]]
        offset = get_kept(history, row[9]) - get_paid(history)
        # sudo: in the language of who gets it
        who = self.env["distributor.distributor"].sudo().browse(due.beneficiary)
        speaker = self._speak(who.partner_id.lang)
        reason = speaker.env._("A decision about a dispute had paid this already.")
        key, day, again = row[0], row[3], f"again:{row[10]}"
        nothing = (None,) * 5
        return [
            row,
            (key, row[1], "dispute", day, *nothing, offset, again, reason),
        ]

    def _prepare_due(self, close, due, before):
        is_bonus = due.part._name == "distributor.commission.bonus"
        # sudo: in the language of who gets it
        who = self.env["distributor.distributor"].sudo().browse(due.beneficiary)
        return (
            due.key,
            due.beneficiary,
            "bonus" if is_bonus else "tier",
            close._get_entry_date(first=not before["entries"]),
            None if is_bonus else due.part.id,
            self._get_rate(due),
            "percent" if is_bonus else due.part.rate_kind,
            due.volume - Decimal(before["volume"]),
            "net" if is_bonus else due.part._to_engine_rule().basis,
            due.amount - Decimal(before["amount"]),
            f"{due.key}:{before['entries']}",
            self._speak(who.partner_id.lang)._describe_due(close, due, before),
        )

    def _speak(self, lang):
        """Return self in a language."""
        return self.with_context(lang=lang) if lang else self

    def _forget_close(self):
        self.env["distributor.commission.booking"]._forget()
        self.env["distributor.commission.close"].invalidate_model(flush=False)

    # what there is to close

    @api.model
    def _get_work(self):
        """Return (plan, period, first day) of all that ended lately."""
        # sudo: the scheduled job closes periods of every plan, archived ones too
        plans = self.env["distributor.commission.plan"].sudo()
        plans = plans.with_context(active_test=False)
        plans = plans.search([("version_ids.state", "!=", "draft")], order="id")
        rows = self.env.execute_query(SQL(RECENT, pause=PAUSE))
        recent = set(rows)
        work = []
        for plan in plans:
            today = plan.company_id._get_commission_today()
            work += [
                (plan, period, first)
                for period, first in self._get_closable(plan, today - REACH, today)
                if (plan.id, period, first) not in recent
            ]
        return sorted(work, key=lambda item: (item[2], item[0].id, item[1]))

    @api.model
    def _get_closable(self, plan, start, today):
        """Return (period, first day) of what a plan has to close in a time.

        :param start: periods that ended before are left out
        """
        versions = plan.version_ids.filtered(lambda v: v.state != "draft")
        begin = min(versions.mapped("date_start"), default=today)
        rules = versions.rule_ids.filtered("tier_mode")
        kinds = {*versions.bonus_ids.mapped("period"), *rules.mapped("period")}
        yesterday = today - relativedelta(days=1)
        return [
            (kind, first)
            for kind in sorted(kinds)
            for first in find_starts(max(begin, start), yesterday, kind)
        ]

    @api.model
    def _cron_close(self, batch_size=500):
        """Close what is over, oldest first, in small committed batches.

        Then release bonuses, of periods long ago as well, that waited for payments.
        """
        cron = self.env["ir.cron"]
        work, waiting = self._get_work(), self._find_waiting()
        cron._commit_progress(remaining=len(work) + len(waiting))
        for plan, period, first in work:
            count = batch_size
            while count == batch_size:
                _close, count = self._close_batch(plan, period, first, batch_size)
                if not cron._commit_progress(count < batch_size):
                    return
        for close in waiting:
            self._follow_payment_of(close)
            self._forget_close()
            if not cron._commit_progress(1):
                return
