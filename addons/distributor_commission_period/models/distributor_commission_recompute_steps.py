# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class DistributorCommissionRecomputeSteps(models.AbstractModel):
    """What the buttons of a computation do once they have checked who presses them."""

    _name = "distributor.commission.recompute.steps"
    _description = "Steps of a Computation Again"
    _inherit = ["distributor.commission.recompute.run"]

    def _set_draft(self):
        if self.state not in ("computing", "ready", "draft"):
            raise UserError(
                self.env._("%s is written: compute another one.", self.display_name)
            )
        self.entry_ids.unlink()
        # those without a difference as well
        lines = self.env["distributor.commission.recompute.line"]
        lines.search([("recompute_id", "=", self.id)]).unlink()
        self.write(
            {
                "state": "draft",
                "last_source": 0,
                "last_move": 0,
                "done_count": 0,
                "missing_count": 0,
                "promise_count": 0,
            }
        )

    def _start_computing(self):
        self._set_draft()
        count, until = self._count_sources()
        self.write(
            {
                "state": "computing",
                "user_id": self.env.uid,
                "document_count": count,
                "until_source": until,
            }
        )
        self._go_on()

    def _start_writing(self, reason):
        """Write what was computed; the reason goes into every entry.

        :raise UserError: without a reason, or when there is nothing to write
        """
        self._take_turn()
        if not (reason or "").strip():
            raise UserError(self.env._("Say why the period was computed again."))
        if self.state != "ready":
            raise UserError(
                self.env._("%s is not computed, or written already.", self.display_name)
            )
        if not self.entry_ids[:1] and not self.promise_count:
            raise UserError(self.env._("There is no difference to write."))
        self.write(
            {
                "state": "writing",
                "reason": reason.strip(),
                "user_id": self.env.uid,
                "last_source": 0,
                "last_move": 0,
                "done_count": 0,
            }
        )
        self._go_on()

    def _finish(self):
        if self.state == "computing":
            self.state = "ready"
        else:
            self.write({"state": "done", "written_date": fields.Datetime.now()})

    def _go_on(self):
        """Do all at once when it is little, or else let the scheduled job go on."""
        if self.document_count > self._get_at_once():
            self.env.ref(
                "distributor_commission_period.distributor_commission_recompute_cron"
            )._trigger()
            return
        while self._do_batch():
            pass

    def _get_at_once(self):
        """Return how many documents are computed while somebody waits."""
        return 2000

    def _count_sources(self):
        """Return how many documents the plan claimed in the time, and the last one."""
        self.env["distributor.commission.source"].flush_model()
        [found] = self.env.execute_query(
            SQL(
                "SELECT COUNT(*), COALESCE(MAX(id), 0)"
                "  FROM distributor_commission_source"
                " WHERE plan_id = %s AND date BETWEEN %s AND %s AND NOT undone"
                " AND event <> 'period'",
                self.plan_id.id,
                self.date_start,
                self.date_end,
            )
        )
        return found
