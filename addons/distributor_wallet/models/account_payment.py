# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class AccountPayment(models.Model):
    _inherit = "account.payment"

    distributor_wallet_id = fields.Many2one(
        "distributor.wallet",
        "Deposit",
        index="btree_not_null",
        readonly=True,
        copy=False,
        ondelete="restrict",
        help="The deposit this payment adds to.",
    )

    @api.depends("distributor_wallet_id")
    def _compute_destination_account_id(self):
        deposits = self.filtered("distributor_wallet_id")
        others = super(AccountPayment, self - deposits)
        result = others._compute_destination_account_id()
        for payment in deposits:
            payment.destination_account_id = payment.distributor_wallet_id.account_id
        return result

    def _post_wallet_top_up(self):
        """Post top-ups; without an account for money in transit, on the bank account.

        Community has no bank reconciliation to end "in process", so the money counts
        as arrived when it is registered.
        """
        for payment in self:
            if not payment.payment_method_line_id.payment_account_id:
                payment.outstanding_account_id = payment.journal_id.default_account_id
        self.action_post()
