# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_date

from odoo.addons.distributor_notification.models.event import Event

RECEIPT_DAYS = 2  # before silence counts as received


class DistributorNotificationWatch(models.AbstractModel):
    """What no single step causes: an amount that fell, days that are nearly over."""

    _name = "distributor.notification.watch"
    _description = "Watch for Notifications"

    @api.model
    def _cron_watch(self, batch_size=500):
        self._watch_wallets(batch_size)
        self._watch_receipts(batch_size)

    @api.model
    def _watch_wallets(self, batch_size):
        """Tell once of each wallet that fell below its minimum."""
        wallets = self.env["distributor.wallet"]
        cron, domain = self.env["ir.cron"], wallets._get_low_domain()
        cron._commit_progress(remaining=wallets.search_count(domain))
        while found := wallets.search(domain, limit=batch_size):
            # booked at this moment: the next time
            locked = found.try_lock_for_update(allow_referencing=True)
            self._tell_low(locked.filtered_domain(domain))
            if not cron._commit_progress(len(found)) or not locked:
                return

    @api.model
    def _tell_low(self, wallets):
        now = fields.Datetime.now()
        low = wallets.filtered(lambda one: not one.low_told_date)
        (wallets - low).low_told_date = False
        low.low_told_date = now
        self.env["distributor.notification"]._notify(
            "balance_low",
            [
                Event(
                    wallet.distributor_id,
                    wallet,
                    wallet._describe_low,
                    "/my/distribution/topups/new",
                    step=str(now),
                    told=(wallet.partner_id.email,)
                    if wallet.company_id.distributor_topup_reminder
                    else (),
                )
                for wallet in low
            ],
        )

    @api.model
    def _watch_receipts(self, batch_size):
        """Tell of deliveries that soon count as received."""
        pickings = self.env["stock.picking"]
        companies = self.env["res.company"].search(
            [("distributor_receipt_days", ">", RECEIPT_DAYS)]
        )
        for company in companies:
            today = self.env["distributor.distributor"]._get_today(company)
            days = company.distributor_receipt_days - RECEIPT_DAYS
            first = pickings._get_midnight(company, today - timedelta(days=days))
            domain = [
                *pickings._get_delivery_domain(),
                ("company_id", "=", company.id),
                ("received_date", "=", False),
                ("date_done", ">=", first),
                ("date_done", "<", first + timedelta(days=1)),
            ]
            last = 0
            while found := pickings.search(
                [*domain, ("id", ">", last)], order="id", limit=batch_size
            ):
                last = found[-1].id
                self._tell_receipts(found)

    @api.model
    def _tell_receipts(self, pickings):
        self.env["distributor.notification"]._notify(
            "receipt_due",
            [
                Event(
                    picking.sale_id.distributor_id,
                    picking,
                    lambda env, one=picking: (
                        env._("Did the goods of order %s arrive?", one.sale_id.name),
                        env._(
                            "Say what is missing or broken. After %s they count as"
                            " received.",
                            format_date(env, one._get_receipt_due()),
                        ),
                    ),
                    f"/my/orders/{picking.sale_id.id}",
                )
                for picking in pickings
                if picking.sale_id.distributor_id
            ],
        )
