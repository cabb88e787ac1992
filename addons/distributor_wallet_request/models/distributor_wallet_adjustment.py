# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.exceptions import UserError


class DistributorWalletAdjustment(models.Model):
    """A correction of a wallet by finance, approved by a second person."""

    _name = "distributor.wallet.adjustment"
    _description = "Adjustment of a Wallet"
    _inherit = ["distributor.wallet.posting"]

    _amount_check = models.Constraint(
        "CHECK (amount <> 0)", "An adjustment changes the balance."
    )

    def _check_request(self):
        result = super()._check_request()
        # sudo: the caller may write the request; why it is not possible is told
        wallet, change = self.wallet_id.sudo(), self._get_change()
        if (
            change < 0
            and wallet.currency_id.compare_amounts(-change, wallet.available) > 0
        ):
            raise UserError(
                self.env._(
                    "%(request)s takes %(amount)s, but %(wallet)s has only"
                    " %(available)s available. A wallet never goes below zero.",
                    request=self.display_name,
                    amount=wallet.currency_id.format(-change),
                    wallet=wallet.display_name,
                    available=wallet.currency_id.format(wallet.available),
                )
            )
        return result
