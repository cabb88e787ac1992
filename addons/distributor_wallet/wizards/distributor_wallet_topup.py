# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError


class DistributorWalletTopup(models.TransientModel):
    """Asks what a distributor paid ahead, and registers it."""

    _name = "distributor.wallet.topup"
    _description = "Top Up a Deposit"

    wallet_id = fields.Many2one("distributor.wallet", required=True, readonly=True)
    company_id = fields.Many2one(related="wallet_id.company_id")
    currency_id = fields.Many2one(related="wallet_id.currency_id")
    available = fields.Monetary(related="wallet_id.available", string="Available Now")
    amount = fields.Monetary(required=True)
    journal_id = fields.Many2one(
        "account.journal",
        "Received On",
        required=True,
        compute="_compute_journal_id",
        store=True,
        readonly=False,
        domain="[('company_id', '=', company_id), ('type', 'in', ('bank', 'cash')),"
        " ('id', 'not in', wallet_journal_ids)]",
    )
    wallet_journal_ids = fields.Many2many(
        "account.journal", compute="_compute_wallet_journal_ids"
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    memo = fields.Char("Reference", help="For example the bank's reference.")

    @api.depends("company_id")
    def _compute_wallet_journal_ids(self):
        for wizard in self:
            wizard.wallet_journal_ids = wizard.company_id._get_wallet_journals()

    @api.depends("wallet_id")
    def _compute_journal_id(self):
        for wizard in self:
            wizard.journal_id = self.env["account.journal"].search(
                [("company_id", "=", wizard.company_id.id), ("type", "=", "bank")],
                limit=1,
            )

    def action_confirm(self):
        """Register the top-up after checking that the user is finance."""
        self.ensure_one()
        if not self.env.user.has_group("distributor.distributor_group_finance"):
            raise AccessError(self.env._("Only distribution finance tops up deposits."))
        self.wallet_id.check_access("read")
        payment = self.wallet_id._top_up(
            self.amount, self.journal_id, self.date, self.memo
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "%(amount)s added to the deposit of %(distributor)s"
                    " (payment %(payment)s).",
                    amount=self.currency_id.format(self.amount),
                    distributor=self.wallet_id.distributor_id.display_name,
                    payment=payment.name,
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
