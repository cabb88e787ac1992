# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def _get_commission_today(self):
        """Return today's date in the timezone of the company."""
        self.ensure_one()
        return self.env["distributor.distributor"]._get_today(self)

    def _get_commission_unit(self):
        """Return the smallest amount of the currency, as Decimal."""
        # sudo: how a currency is rounded is no secret of any company
        return Decimal(str(self.sudo().currency_id.rounding))
