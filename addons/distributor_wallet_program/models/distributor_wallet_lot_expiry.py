# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models

REMINDERS = (30, 7)  # days before a reward ends


class DistributorWalletLotExpiry(models.AbstractModel):
    """Ends rewards on their day, and reminds of them before."""

    _name = "distributor.wallet.lot.expiry"
    _description = "Expiry of Rewards"

    @api.model
    def _cron_expire(self):
        """End the rewards whose last day is over, wallet by wallet."""
        cron = self.env["ir.cron"]
        wallets = self._get_ended().wallet_id
        cron._commit_progress(remaining=len(wallets))
        for wallet in wallets.sorted("id"):
            self._expire_wallet(wallet)
            if not cron._commit_progress(1):
                break

    def _get_ended(self):
        today = fields.Date.context_today(self)
        return self.search([("remaining", ">", 0), ("expiry_date", "<", today)])

    @api.model
    def _expire_wallet(self, wallet):
        """Let expire what has ended and is not kept for an order.

        What is held is counted on the lots that end first, as an order uses them in
        this order; it stays until it is used or free again.
        """
        wallet._lock(wallet)
        if wallet.state != "open":
            return
        today = fields.Date.context_today(self)
        held, ended = wallet.held, {}
        for lot in self._get_open(wallet):
            kept = min(lot.remaining, held)
            held -= kept
            rest = lot.currency_id.round(lot.remaining - kept)
            if rest > 0 and lot.expiry_date and lot.expiry_date < today:
                ended[lot] = rest
        if ended:
            speaking = self.with_context(lang=wallet.partner_id.lang).env
            wallet._post_reward("expire", ended, speaking._("Reward expired"), today)

    @api.model
    def _cron_remind(self):
        """Tell distributors of rewards that end in 30 days, and again in 7."""
        today = fields.Date.context_today(self)
        for days in sorted(REMINDERS):
            lots = self.search(
                [
                    ("remaining", ">", 0),
                    ("expiry_date", ">=", today),
                    ("expiry_date", "<=", fields.Date.add(today, days=days)),
                    "|",
                    ("reminded_days", "=", 0),
                    ("reminded_days", ">", days),
                ]
            )
            for wallet, ending in lots.grouped("wallet_id").items():
                ending._remind(wallet)
            lots.reminded_days = days

    def _remind(self, wallet):
        """Send one mail for all rewards of a wallet that end soon."""
        if not wallet.partner_id.email:
            return
        template = self.env.ref(
            "distributor_wallet_program.mail_template_reward_expiry"
        )
        template.with_context(ending_ids=self.ids).send_mail(
            wallet.id, email_layout_xmlid="mail.mail_notification_light"
        )
