# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain


class DistributorReceiptClock(models.AbstractModel):
    """Deliveries about which nothing was said for some days count as received."""

    _name = "distributor.receipt.clock"
    _description = "Receipt After Some Days"

    @api.model
    def _get_silent_domain(self, company):
        """Return the domain of deliveries of a company whose days are over."""
        today = self.env["distributor.distributor"]._get_today(company)
        pickings = self.env["stock.picking"]
        last = today - timedelta(days=company.distributor_receipt_days)
        return (
            pickings._get_delivery_domain()
            & Domain("company_id", "=", company.id)
            & Domain("received_date", "=", False)
            & Domain("date_done", "<", pickings._get_midnight(company, last))
            & Domain("delivery_report_ids", "not any", [("state", "=", "open")])
        )

    @api.model
    def _cron_receive(self, batch_size=200):
        """Let the days speak, in batches; what was reported waits for its solution."""
        cron = self.env["ir.cron"]
        pickings = self.env["stock.picking"]
        companies = self.env["res.company"].search(
            [("distributor_receipt_days", ">", 0)]
        )
        for company in companies:
            domain = self._get_silent_domain(company)
            cron._commit_progress(remaining=pickings.search_count(domain))
            while found := pickings.search(domain, order="id", limit=batch_size):
                self._receive_silent(found.try_lock_for_update())
                if not cron._commit_progress(len(found)):
                    return

    @api.model
    def _receive_silent(self, pickings):
        """Receive deliveries at the end of the last day for saying something."""
        days = pickings.grouped(lambda picking: picking._get_receipt_due())
        for due, found in days.items():
            for company, own in found.grouped("company_id").items():
                over = own._get_midnight(company, due + timedelta(days=1))
                own.with_context(mail_notrack=True, mail_create_nolog=True)._receive(
                    "auto", over, days=company.distributor_receipt_days
                )
