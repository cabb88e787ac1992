# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import logging

from odoo import api, fields, models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)

BATCH = 500
# begun so often at the same place without an end, it is given up
ATTEMPTS = 2


class DistributorPortalExportRun(models.AbstractModel):
    """Reads the rows of an export, batch by batch.

    Each batch leaves its rows and the place to go on from, so that an export that is
    interrupted continues with the next batch.
    """

    _name = "distributor.portal.export.run"
    _description = "Run of an Export"

    cursor = fields.Char(readonly=True)
    attempts = fields.Integer(readonly=True)
    sums = fields.Json(readonly=True)
    in_background = fields.Boolean(readonly=True)
    part_ids = fields.One2many(
        "distributor.portal.export.part", "export_id", readonly=True
    )

    def _start(self, in_background):
        self.ensure_one()
        self.in_background = in_background
        if in_background:
            self._wake()
            return
        while self._step():
            pass
        if self.state == "failed":
            raise UserError(self.message)

    def _wake(self):
        # sudo: waking the job is what was asked for; `_ask` checked the right
        self.env.ref("distributor_portal_export.ir_cron_run").sudo()._trigger()

    @api.model
    def _cron_run(self, size=BATCH):
        """Go on with the running exports, oldest first, until the time is up."""
        # sudo: each asks again whether who wanted it may still read it
        exports = self.env["distributor.portal.export"].sudo()
        running = exports.search([("state", "=", "running")], order="id")
        self.env["ir.cron"]._commit_progress(remaining=len(running))
        for export in running:
            if not export._run_in_background(size):
                break

    def _run_in_background(self, size=BATCH):
        """Work in committed batches; return False when the time is up."""
        cron = self.env["ir.cron"]
        try:
            if not self._begin():
                cron._commit_progress(1)
                return True
            cron._commit_progress(0)  # the attempt counts, whatever becomes of it
            while True:
                free = self.try_lock_for_update()
                if not free or free.state != "running":
                    return True
                goes_on = free._step(size)
                left = cron._commit_progress(int(not goes_on), remaining=int(goes_on))
                self.env.invalidate_all()
                if not goes_on:
                    return True
                if not left:
                    self.attempts = 0  # it stops in good order
                    return False
        except Exception:
            self.env.cr.rollback()
            self.env.invalidate_all()
            _logger.exception("Export %s failed", self.id)
            if self.exists():
                self._fail(self._get_sorry())
            cron._commit_progress(1)
            return True

    def _begin(self):
        """Count an attempt; return whether it is worth one."""
        if not self.exists() or self.state != "running":
            return False
        if self.attempts >= ATTEMPTS:
            self._fail(self._get_sorry())
            return False
        self.attempts += 1
        return True

    def _get_sorry(self):
        return self.with_context(lang=self.lang).env._(
            "This did not work. Please try again, with fewer rows if you can."
        )

    def _fail(self, message):
        self.part_ids.unlink()
        self.write({"state": "failed", "message": message})
        if self.in_background:
            self._send_mail()

    # one batch

    def _step(self, size=BATCH):
        """Read the next batch, or make the file; return whether something is left."""
        self.ensure_one()
        if not self._is_allowed():
            self._fail(self._get_sorry())
            return False
        shown, distributor = self._get_list(), self._get_distributor()
        chosen = shown._read(distributor, self.chosen)
        cursor = shown._read_cursor(chosen, self.cursor) if self.cursor else None
        found = shown._fetch(distributor, chosen, cursor, False, size)
        if not found:
            self._finish()
            return False
        columns = shown._get_columns(distributor, self.user_id)
        ids = [row[1] for row in found]
        records = shown._get_rows(distributor, ids, chosen)
        rows = [
            [self._pack(column.kind, column.value(record)) for column in columns]
            for record in records
        ]
        self.part_ids.create({"export_id": self.id, "rows": rows})
        self.write(
            {
                "done_count": self.done_count + len(rows),
                "cursor": shown._write_cursor(found[-1]),
                "sums": self._add_up(columns, rows),
                "attempts": min(self.attempts, 1),
            }
        )
        return True

    def _pack(self, kind, value):
        """Return a value as a part keeps it."""
        if not value and not isinstance(value, int | float) or value is False:
            return None
        if kind == "amount":
            amount, currency = value
            return [currency.round(amount), str(currency.id)]
        if kind == "date":
            return fields.Date.to_string(value)
        return float(value) if kind == "number" else str(value)

    def _add_up(self, columns, rows):
        """Return the sums so far: {column: {currency: amount}}."""
        sums = self.sums or {}
        for place, column in enumerate(columns):
            if column.total:
                own = sums.setdefault(str(place), {})
                for amount, currency in (row[place] for row in rows if row[place]):
                    own[currency] = own.get(currency, 0.0) + amount
        return sums

    def _finish(self):
        """Make the file of all rows that were read."""
        if self.done_count < self.total_count:
            # what a batch begins behind was removed, or rows left the filter
            self._fail(
                self.with_context(lang=self.lang).env._(
                    "The rows changed meanwhile. Please export them again."
                )
            )
            return
        self._make_file()
        self.part_ids.unlink()
        self.write({"state": "done", "expires": self._get_expiry()})
        if self.in_background:
            self._send_mail()

    def _send_mail(self):
        """Tell who asked that it is done; the mail leads there and says no more."""
        template = self.env.ref("distributor_portal_export.mail_template_done")
        template.send_mail(self.id)
