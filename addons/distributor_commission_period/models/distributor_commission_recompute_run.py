# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import json
from collections import Counter
from contextlib import suppress
from decimal import Decimal

from odoo import api, models
from odoo.tools import SQL

from .distributor_commission_recompute_sql import (
    ADD_ENTRIES,
    ADD_LINES,
    FOUND,
    LOCK,
    MISSING,
    PROMISE,
    SOURCES,
    WRITE,
)

BATCH = 1000
SAME = ("beneficiary_id", "kind", "earner", "generation", "rule_id")
SAME += ("move_line_id", "sale_line_id")


class Undo(Exception):
    """Takes back what was claimed only to be looked at."""


class DistributorCommissionRecomputeRun(models.AbstractModel):
    """Goes through the documents of a period in batches: computes, then writes.

    A batch takes a turn at the row of the computation, and where it stands is written
    together with what it did: a run that is killed goes on where the last one ended.
    """

    _name = "distributor.commission.recompute.run"
    _description = "Run of a Computation Again"
    _inherit = ["distributor.commission.recompute.diff"]

    def _select(self):
        """Return the next documents: sources, or ids of invoices that miss one."""
        values = {
            "plan": self.plan_id.id,
            "company": self.company_id.id,
            "start": self.date_start,
            "end": self.date_end,
            "orders": self.order_ids.ids,
            "buyers": self.buyer_ids.ids,
            "last_source": self.last_source,
            "until_source": self.until_source,
            "last_move": self.last_move,
            "limit": BATCH,
        }
        self._get_booking()._flush_orders()
        self.env["distributor.commission.source"].flush_model()
        found = self.env.execute_query(SQL(SOURCES, **values))
        sources = self.env["distributor.commission.source"].browse(
            key for (key,) in found
        )
        if sources:
            return sources, []
        periods = [
            period
            for period in self._get_booking()._get_periods()
            if period.plan == self.plan_id.id and period.event in ("invoiced", "paid")
        ]
        values["starts"] = [period.start for period in periods]
        values["ends"] = [period.end for period in periods]
        moves = self.env.execute_query(SQL(MISSING, **values)) if periods else []
        return sources, [key for (key,) in moves]

    def _do_batch(self):
        """Do the next documents of what the state says; return whether any were left.

        The caller commits.
        """
        self.ensure_one()
        self._take_turn()
        sources, moves = self._select()
        if sources:
            self._do_sources(sources)
            self.last_source = sources.ids[-1]
        elif moves:
            self._do_missing(moves)
            self.last_move = moves[-1]
        self.done_count += len(sources) or len(moves)
        if not sources and not moves:
            self._finish()
        self.env.flush_all()
        return bool(sources or moves)

    def _take_turn(self):
        self.flush_recordset()
        self.env.cr.execute(
            SQL(
                "UPDATE distributor_commission_recompute SET turns = turns + 1"
                " WHERE id = %s",
                self.id,
            )
        )
        self.invalidate_recordset(flush=False)

    def _do_sources(self, sources):
        if self.state == "writing":
            self.env.cr.execute(SQL(LOCK, sources=sources.ids))
        rows = self._fetch_facts(sources, self.plan_id, self.versions == "keep")
        found = self._compare(rows, sources.ids)
        if self.state == "writing":
            self._write_batch(sources.ids, rows, found)
        else:
            self._keep(found)

    def _do_missing(self, moves):
        if self.state == "writing":
            rows = self._claim_missing(self.plan_id, moves)
            sources = {row["source"] for row in rows}
            found = self._compare(rows, sources, is_missing=True)
            values = {"recompute": self.id, "sources": list(sources)}
            self.env.flush_all()
            self.env.cr.execute(SQL(FOUND, **values))
            self._write_batch(sources, rows, found)
            self._get_booking()._follow_booked(rows)
            return
        with suppress(Undo), self.env.cr.savepoint():
            rows = self._claim_missing(self.plan_id, moves)
            found = self._compare(rows, {row["source"] for row in rows}, True)
            raise Undo
        self.env.invalidate_all(flush=False)
        self.missing_count += len({(row["move"], row["order"]) for row in rows})
        self._keep(found)

    # computing

    def _keep(self, found):
        """Keep the differences of a batch for the eyes of a manager."""
        drafts, totals, promises = found
        self.env.cr.execute(
            SQL(ADD_ENTRIES, recompute=self.id, rows=json.dumps(drafts))
        )
        counts = Counter(draft["beneficiary_id"] for draft in drafts)
        people = sorted(totals)
        self.env.cr.execute(
            SQL(
                ADD_LINES,
                recompute=self.id,
                people=people,
                olds=[totals[who][0] for who in people],
                news=[totals[who][1] for who in people],
                counts=[counts[who] for who in people],
            )
        )
        self.promise_count += len(promises)
        self._forget_drafts()

    def _forget_drafts(self):
        for name in ("line", "entry"):
            model = f"distributor.commission.recompute.{name}"
            self.env[model].invalidate_model(flush=False)
        self.invalidate_recordset(["line_ids", "entry_ids"], flush=False)

    # writing

    def _write_batch(self, sources, rows, found):
        """Write what a manager has seen; leave documents that changed since."""
        drafts, _totals, promises = found
        same = self._get_unchanged(sources, rows, drafts)
        self.changed_count += len(set(sources) - same)
        values = {
            "recompute": self.id,
            "sources": list(same),
            "today": self.company_id._get_commission_today(),
            "reason": self.reason,
            "uid": self.env.uid,
        }
        self.env.flush_all()
        for source in same & promises.keys():
            promise = json.dumps(self._complete_promise(promises[source], source, rows))
            self.env.cr.execute(SQL(PROMISE, source=source, promised=promise))
        for first in (True, False):
            self.env.cr.execute(SQL(WRITE, first=first, **values))
        self._get_booking()._follow_decided(list(same), values["today"])
        self._get_booking()._forget()

    def _complete_promise(self, promise, source, rows):
        """Return a promise with the lines that it was computed from."""
        lines = {
            str(row["key"]): [row["net"], row["quantity"]]
            for row in rows
            if row["source"] == source
        }
        return {**promise, "lines": lines}

    def _get_unchanged(self, sources, rows, drafts):
        """Return the sources whose drafts are still those that were shown."""
        documents = {(row.get("move"), row["order"]): row["source"] for row in rows}
        fresh, shown = Counter(), Counter()
        for draft in drafts:
            source = draft["source_id"]
            if draft["is_missing"]:
                source = documents[draft["move_id"], draft["order_id"]]
            fresh[_identify(draft, source)] += 1
        self._forget_drafts()
        entries = self.env["distributor.commission.recompute.entry"]
        for entry in entries.search_read(
            [("recompute_id", "=", self.id), ("source_id", "in", list(sources))],
            [*SAME, "source_id", "amount"],
            load=None,
        ):
            shown[_identify(entry, entry["source_id"])] += 1
        changed = {key[0] for key in (fresh - shown) + (shown - fresh)}
        return set(sources) - changed

    # the scheduled job

    @api.model
    def _cron_recompute(self):
        """Go on with what is long, in small committed batches."""
        cron = self.env["ir.cron"]
        runs = self.search([("state", "in", ("computing", "writing"))], order="id")
        cron._commit_progress(remaining=len(runs))
        for run in runs:
            while run.with_user(run.user_id).sudo()._do_batch():
                if not cron._commit_progress():
                    return
            if not cron._commit_progress(1):
                return


def _identify(draft, source):
    amount = Decimal(str(draft["amount"])).quantize(Decimal("0.000001"))
    return (source, *(draft[name] or None for name in SAME), amount)
