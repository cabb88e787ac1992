# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorWallet(models.Model):
    _inherit = "distributor.wallet"

    def _get_portal_key(self):
        """Return how an address names this wallet among those of its distributor."""
        return f"{self.purpose_id.code}-{self.currency_id.name}" if self else ""
