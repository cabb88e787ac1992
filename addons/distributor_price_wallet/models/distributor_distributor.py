# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorDistributor(models.Model):
    _inherit = "distributor.distributor"

    def _get_price_deposit(self):
        """Return what its deposit in the currency of the company has available.

        Asked of the database: a wallet changes by SQL, behind the cache.
        """
        # sudo: a condition of a price asks; the amount itself is not shown
        [(balance, held)] = (
            self.env["distributor.wallet"]
            .sudo()
            ._read_group(
                [
                    ("distributor_id", "=", self.id),
                    ("company_id", "=", self.company_id.id),
                    ("currency_id", "=", self.company_id.currency_id.id),
                    ("purpose_id.code", "=", "deposit"),
                ],
                [],
                ["balance:sum", "held:sum"],
            )
        )
        return super()._get_price_deposit() + (balance or 0.0) - (held or 0.0)
