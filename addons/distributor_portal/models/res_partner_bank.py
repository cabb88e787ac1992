# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class ResPartnerBank(models.Model):
    _inherit = "res.partner.bank"

    def _get_portal_name(self):
        """Return bank and last four digits of an account of the visitor."""
        self.ensure_one()
        number = f"…{(self.sanitized_acc_number or self.acc_number)[-4:]}"
        return " ".join(filter(None, (self.bank_id.name, number)))
