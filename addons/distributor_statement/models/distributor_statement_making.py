# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .distributor_statement_queries import DUE, HEADERS, ITEMS, LINES, TOTALS


class DistributorStatementMaking(models.AbstractModel):
    """Making statements: a few statements of SQL for any number of distributors.

    A unique key on distributor, currency, period and version makes a second run, or
    one at the same time, add nothing twice.
    """

    _name = "distributor.statement.making"
    _description = "Making of Statements"

    @api.model
    def _make(self, company, start, end, distributors=None, to_send=False, limit=500):
        """Make the draft statements of a period for who has none yet.

        :param company: res.company record
        :param start: first day
        :param end: last day, not after today
        :param distributors: for whom; everybody who has anything to state by default
        :return: the new statements
        """
        made = self.browse()
        while batch := self._make_batch(
            company, start, end, distributors, to_send, limit
        ):
            made |= batch
        return made

    @api.model
    def _make_batch(
        self, company, start, end, distributors=None, to_send=False, limit=200
    ):
        """Make the statements of the next distributors; return the new ones."""
        if end > self.env["distributor.distributor"]._get_today(company):
            raise UserError(self.env._("A statement ends today or before."))
        self.env.flush_all()
        period = {"company": company.id, "start": start, "end": end}
        chosen = SQL("TRUE")
        if distributors is not None:
            chosen = SQL("item.distributor_id IN %s", tuple(distributors.ids) or (0,))
        whole = start.day == 1 and end == fields.Date.end_of(start, "month")
        headers = SQL(
            HEADERS,
            due=SQL(DUE, chosen=chosen, limit=limit, **period),
            prefix=f"ST/{start:%Y/%m}" if whole else f"ST/{start:%Y%m%d}-{end:%Y%m%d}",
            own=company.currency_id.id,
            to_send=to_send,
            uid=self.env.uid,
            **period,
        )
        made = self.browse(key for (key,) in self.env.execute_query(headers))
        made._copy_lines()
        return made

    def _copy_lines(self):
        """Copy the figures of drafts as they are now, instead of those copied before.

        :raise UserError: when one was sent
        """
        if not self:
            return
        self._check_step("draft")
        self.env.flush_all()
        ids = tuple(self.ids)
        self.env.cr.execute(
            SQL("DELETE FROM distributor_statement_line WHERE statement_id IN %s", ids)
        )
        items = SQL(ITEMS, ids=ids)
        self.env.cr.execute(SQL(LINES, items=items, uid=self.env.uid))
        columns = {
            f"{section}_{kind}": self._get_total_sql(section, kind)
            for section in ("wallet", "receivable")
            for kind in ("opening", "closing")
        }
        held = self._get_total_sql("wallet", "hold")
        self.env.cr.execute(SQL(TOTALS, ids=ids, held=held, **columns))
        self.env["distributor.statement.line"].invalidate_model()
        self.invalidate_model()

    def _get_total_sql(self, section, kind):
        return SQL(
            "COALESCE(SUM(amount) FILTER (WHERE section = %s AND kind = %s), 0)",
            section,
            kind,
        )

    def action_refresh(self):
        """Copy the figures of drafts anew, after a check of the group."""
        self._check_finance()
        self._copy_lines()

    def action_new_version(self):
        """Make a draft of the same period; the sent one counts until it is sent."""
        self._check_finance()
        self.ensure_one()
        self._check_step("sent", "resolved", "confirmed")
        # sudo: statements are read-only for all; the group was checked above
        last = self.sudo().search(self._get_versions_domain(), order="version desc")[:1]
        if last.state != "draft":
            version = last.version + 1
            base = self.name.rsplit("/v", 1)[0] if self.version > 1 else self.name
            vals = {"name": f"{base}/v{version}", "version": version}
            last = last.create(vals | self._prepare_version_vals())
            last._copy_lines()
        return last.sudo(False)._get_records_action()

    def _prepare_version_vals(self):
        return {
            "distributor_id": self.distributor_id.id,
            "company_id": self.company_id.id,
            "currency_id": self.currency_id.id,
            "date_start": self.date_start,
            "date_end": self.date_end,
        }

    def _get_versions_domain(self):
        """Return the domain of all versions of this statement."""
        vals = self._prepare_version_vals()
        return [(name, "=", value) for name, value in vals.items()]

    def action_discard(self):
        """Delete drafts, after a check of the group."""
        self._check_finance()
        self._check_step("draft")
        # sudo: statements are read-only for all; group and state were checked above
        self.sudo().unlink()
        return {"type": "ir.actions.act_window_close"}

    @api.model
    def _cron_make(self, batch_size=200):
        """Make the statements of last month where a company wants them by now."""
        cron = self.env["ir.cron"]
        companies = self.env["res.company"].search(
            [("distributor_statement_monthly", "=", True)]
        )
        cron._commit_progress(remaining=len(companies))
        for company in companies:
            today = self.env["distributor.distributor"]._get_today(company)
            if today.day >= company.distributor_statement_day:
                end = fields.Date.subtract(today, days=today.day)
                while self._make_batch(
                    company,
                    end.replace(day=1),
                    end,
                    to_send=company.distributor_statement_send,
                    limit=batch_size,
                ):
                    if not cron._commit_progress():
                        return
            if not cron._commit_progress(1):
                return
        self._trigger_send()

    @api.model
    def _trigger_send(self):
        # sudo: only wakes the job; what it sends was queued by who may
        cron = self.env.ref("distributor_statement.distributor_statement_cron_send")
        cron.sudo()._trigger()
