# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

LOW = "distributor_wallet_topup.mail_activity_type_low"
REMIND_AFTER = relativedelta(days=7)


class DistributorWallet(models.Model):
    _inherit = "distributor.wallet"

    topup_reminder_date = fields.Date("Last Reminder", readonly=True, copy=False)

    def _on_booked(self, entry):
        result = super()._on_booked(entry)
        # sudo: the journal entry was allowed; the top-up only follows it
        move = entry.sudo().move_id
        topup, takes_back = move._get_top_up()
        if topup:
            topup._follow(entry.sudo(), takes_back)
            if topup.currency_id.is_zero(topup.amount_received):
                move.statement_line_id.distributor_match_ids.filtered(
                    lambda match: match.state == "booked"
                )._reopen()
        return result

    def _get_reminder_domain(self):
        day = fields.Date.context_today(self) - REMIND_AFTER
        return [
            ("is_below_minimum", "=", True),
            ("state", "=", "open"),
            ("distributor_id.state", "=", "active"),
            ("company_id.distributor_topup_reminder", "=", True),
            "|",
            ("topup_reminder_date", "=", False),
            ("topup_reminder_date", "<=", day),
        ]

    @api.model
    def _cron_remind_top_ups(self, batch=100):
        """Remind distributors below their minimum, at most once in seven days."""
        cron = self.env["ir.cron"]
        wallets = self.search(self._get_reminder_domain())
        cron._commit_progress(remaining=len(wallets))
        for index in range(0, len(wallets), batch):
            part = wallets[index : index + batch]
            locked = part.try_lock_for_update(allow_referencing=True)
            locked.filtered_domain(self._get_reminder_domain())._remind_top_up()
            if not cron._commit_progress(len(part)):
                break

    def _remind_top_up(self):
        template = self.env.ref(
            "distributor_wallet_topup.mail_template_topup_reminder",
            raise_if_not_found=False,
        )
        for wallet in self:
            if template and wallet.partner_id.email:
                template.send_mail(wallet.id)
            wallet._remind_salesperson()
        self.topup_reminder_date = fields.Date.context_today(self)

    def _remind_salesperson(self):
        self.ensure_one()
        distributor = self.distributor_id
        user = distributor.user_id
        if not user or distributor.activity_search([LOW]):
            return
        told = distributor.with_context(lang=user.lang)
        told.activity_schedule(
            LOW,
            date_deadline=fields.Date.context_today(self),
            note=told.env._(
                "%(available)s are available; the minimum is %(minimum)s. It was asked"
                " to top up.",
                available=self.currency_id.format(self.available),
                minimum=self.currency_id.format(self.minimum_balance),
            ),
            user_id=user.id,
        )


class DistributorWalletEntry(models.Model):
    _inherit = "distributor.wallet.entry"

    def _get_top_up_way(self):
        self.ensure_one()
        return "online" if self.move_id.origin_payment_id else "transfer"
