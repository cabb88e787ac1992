# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import logging
from datetime import date

from odoo import api, fields, models
from odoo.tools import SQL, split_every

from odoo.addons.distributor_commission.models.distributor_commission_booking import (
    BATCH,
)

from .simulation_queries import ADD, COUNT, CREDITED, EARLIER, NEXT, REPEATED
from .simulation_tally import Tally

_logger = logging.getLogger(__name__)

# documents that are simulated while the user waits
AT_ONCE = 2000


class DistributorCommissionSimulationRun(models.AbstractModel):
    """Works through the documents of a simulation, batch by batch.

    Each batch leaves its rows, the tally and the place to go on from, so that a run
    that is interrupted continues with the next batch.
    """

    _name = "distributor.commission.simulation.run"
    _description = "Run of a Commission Simulation"

    def _start(self):
        """Begin: at once when there is little to do, else in the background."""
        self.ensure_one()
        self._discard()
        total = self._count_documents()
        self.write(
            {
                "state": "running",
                "user_id": self.env.uid,
                "total_count": total,
                "version_stamp": self._get_stamp(),
                "date_started": fields.Datetime.now(),
            }
        )
        if total > AT_ONCE:
            self._wake()
            return
        while self._step():
            pass

    def _wake(self):
        # sudo: waking the job is what the button is for; the caller checked the right
        cron = self.env.ref("distributor_commission_simulation.ir_cron_run")
        cron.sudo()._trigger()

    def _discard(self):
        """Take away all results."""
        self.env.flush_all()
        for model in (self.line_ids, self.earner_ids):
            table = SQL.identifier(model._table)
            query = SQL("DELETE FROM %s WHERE simulation_id = ANY(%s)", table, self.ids)
            self.env.cr.execute(query)
            model.invalidate_model(flush=False)
        self.invalidate_recordset(["line_ids", "earner_ids"], flush=False)
        self.write(self._prepare_empty_vals())

    @api.model
    def _cron_run(self, size=BATCH):
        """Go on with the running simulations, oldest first, until the time is up."""
        # sudo: who pressed the button could run them; results are not editable
        running = self.sudo().search([("state", "=", "running")], order="id")
        self.env["ir.cron"]._commit_progress(remaining=len(running))
        for simulation in running:
            if not simulation._run_in_background(size):
                break

    def _run_in_background(self, size=BATCH):
        """Work in committed batches; return False when the time is up.

        A cancellation waits for the batch in work, and is seen before the next one.
        """
        cron = self.env["ir.cron"]
        while True:
            try:
                free = self.try_lock_for_update()
                if not free or free.state != "running":
                    return True
                goes_on = free._step(size)
                left = cron._commit_progress(1, remaining=int(goes_on))
            except Exception as error:  # noqa: BLE001 - whatever it is, it is shown
                self.env.cr.rollback()
                self.env.invalidate_all()
                _logger.exception("Commission simulation %s failed", self.id)
                self._fail(str(error))
                cron._commit_progress(1)
                return True
            self.env.invalidate_all()
            if not goes_on:
                return True
            if not left:
                return False

    def _fail(self, message):
        # cancelled or deleted meanwhile: nothing to say
        if self.exists().state == "running":
            self.write({"state": "failed", "message": message})

    # one batch

    def _step(self, size=BATCH):
        """Simulate the next batch, or close; return whether something is left."""
        moves = self._fetch_next(size)
        tally = self._get_tally()
        if not moves:
            self._close(tally)
            return False
        simulator = self._get_simulator(tally)
        simulator._flush_documents()
        simulator._simulate(self.version_id.id, [move for move, _day in moves])
        self._add_rows(tally.take_rows())
        last, day = moves[-1]
        self.write(
            {
                "done_count": self.done_count + len(moves),
                "last_date": day,
                "last_move": last,
                "tally": tally.dump(),
            }
        )
        return True

    def _get_simulator(self, tally):
        # sudo: managers only get here; authorisations and chains are facts of sales
        simulator = self.env["distributor.commission.simulator"].sudo()
        return simulator.with_context(tally=tally)

    def _get_range(self):
        return {
            "company": self.company_id.id,
            "first": self.date_from,
            "last": self.date_to,
        }

    def _count_documents(self):
        self.env["account.move"].flush_model()
        [(count,)] = self.env.execute_query(SQL(COUNT, **self._get_range()))
        return count

    def _fetch_next(self, size):
        """Return (move, day) of the next documents."""
        return self.env.execute_query(
            SQL(
                NEXT,
                after=self.last_date or date.min,
                after_id=self.last_move or 0,
                size=size,
                **self._get_range(),
            )
        )

    def _get_tally(self):
        """Return the tally of the batches before, or a new one."""
        if self.tally:
            return Tally.load(self.tally)
        self.env["account.move.line"].flush_model()
        scope = self._get_range()
        credited = self._fetch_ids(SQL(CREDITED, **scope))
        limited = self.version_id.rule_ids.filtered("max_order")
        repeated = self._fetch_ids(SQL(REPEATED, **scope)) if limited else ()
        tally = Tally(credited, repeated)
        if credited:
            self._remember_earlier(tally)
        return tally

    def _fetch_ids(self, query):
        return [key for (key,) in self.env.execute_query(query)]

    def _remember_earlier(self, tally):
        """Let the tally know the sales before the period that are credited in it."""
        found = self.env.execute_query(
            SQL(EARLIER, lines=sorted(tally.credited), **self._get_range())
        )
        tally.counts = False
        simulator = self._get_simulator(tally)
        simulator._flush_documents()
        for moves in split_every(BATCH, [move for move, _day in found]):
            simulator._simulate(self.version_id.id, moves)
        tally.begin()

    def _add_rows(self, rows):
        """Write the rows of a batch.

        :param rows: {(month, beneficiary, level, territory, product, earner):
            [amount, basis]}
        """
        if not rows:
            return
        keys = zip(*rows, strict=True)
        sums = zip(*rows.values(), strict=True)
        names = ("dates", "beneficiaries", "levels", "territories")
        names += ("products", "earners", "amounts", "bases")
        columns = map(list, (*keys, *sums))
        self.env.cr.execute(
            SQL(
                ADD,
                simulation=self.id,
                company=self.company_id.id,
                currency=self.currency_id.id,
                **dict(zip(names, columns, strict=True)),
            )
        )
