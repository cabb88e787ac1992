# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.exceptions import UserError


class DistributorCommissionSettlementCheck(models.AbstractModel):
    """Leaves out of settlements whose wallets and books differ, and only those."""

    _name = "distributor.commission.settlement.check"
    _description = "Check of Wallets Before Settling"

    @api.model
    def _get_differing(self, companies):
        """Return {distributor: difference} of those who cannot be settled now.

        :return: the values are those of ``distributor.wallet._get_differences``
        """
        # sudo: the check needs no more rights than the settlement, and shows sums only
        wallets = self.env["distributor.wallet"].sudo()
        found = wallets._get_differences(companies)
        return {
            wallets.browse(row["wallet"]).distributor_id: row
            for row in found
            if row["wallet"]
        }

    @api.model
    def _describe_differing(self, differing):
        return self.env._(
            "Not settled, because wallet and books differ: %(names)s. Correct this"
            " first, see Money, Proof.",
            names=", ".join(
                f"{distributor.code} ({row['balance']:.2f} / {row['ledger']:.2f}"
                f" {row['currency']})"
                for distributor, row in list(differing.items())[:10]
            ),
        )

    @api.model
    def _check_wallets(self, distributors):
        """Refuse to pay distributors whose wallet and books differ.

        :raise UserError: names the distributors and their figures
        """
        differing = self._get_differing(distributors.company_id)
        hit = {d: row for d, row in differing.items() if d in distributors}
        if hit:
            raise UserError(self._describe_differing(hit))
