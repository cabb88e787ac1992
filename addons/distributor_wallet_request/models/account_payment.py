# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class AccountPayment(models.Model):
    _inherit = "account.payment"

    distributor_refund_id = fields.Many2one(
        "distributor.wallet.refund",
        "Refund of a Wallet",
        index="btree_not_null",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )

    def _settle_refunds(self):
        """Close the refunds of payments that are about to be posted."""
        for payment in self:
            # sudo: posting the payment was allowed; the refund follows it
            payment.distributor_refund_id.sudo()._settle(payment)
