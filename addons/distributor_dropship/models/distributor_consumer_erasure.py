# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from .distributor_consumer import GROUP


class DistributorConsumer(models.Model):
    """Forgets consumers some days after their last delivery; the orders stay."""

    _inherit = "distributor.consumer"

    @api.model
    def _get_erasure_domain(self, company):
        """Return the domain of the consumers of a company whose days are over."""
        limit = fields.Datetime.now() - timedelta(
            days=company.distributor_consumer_days
        )
        delivering = Domain("state", "not in", ("done", "cancel"))
        delivered = Domain("state", "=", "done") & Domain("date_done", ">=", limit)
        used = Domain("date_order", ">=", limit)
        used |= Domain("picking_ids", "any", delivering | delivered)
        return (
            Domain("company_id", "=", company.id)
            & Domain("erased_date", "=", False)
            & Domain("create_date", "<", limit)
            & Domain("order_ids", "not any", used)
        )

    @api.model
    def _cron_erase(self, batch_size=200):
        """Erase what is not needed any more, in batches."""
        cron = self.env["ir.cron"]
        companies = self.env["res.company"].search(
            [("distributor_consumer_days", ">", 0)]
        )
        for company in companies:
            domain = self._get_erasure_domain(company)
            cron._commit_progress(remaining=self.search_count(domain))
            while found := self.search(domain, order="id", limit=batch_size):
                free = found.try_lock_for_update().filtered_domain(domain)
                free._erase()
                if not cron._commit_progress(len(found)) or not free:
                    return

    def action_erase(self):
        """Erase a consumer who asked for it."""
        self.check_access("write")
        if not self.env.user.has_group(GROUP):
            raise AccessError(
                self.env._("Who handles consumer data may erase it, nobody else.")
            )
        self._erase()
        return True

    def _erase(self):
        """Forget name, phone and street; province and city stay for figures."""
        for consumer in self.filtered(lambda one: not one.erased_date):
            consumer.write(
                {
                    "erased_date": fields.Datetime.now(),
                    "name": "*",
                    "phone": "*",
                    "zip": False,
                    "street": False,
                    "street2": False,
                }
            )
        # sudo: the consumers were written above; the contacts say as little
        self.sudo().partner_id.write({"name": "*", "phone": False})
        self.sudo().order_ids.picking_ids._forget_consumer()
