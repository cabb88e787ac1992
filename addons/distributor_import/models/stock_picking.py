# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _send_confirmation_email(self):
        # nobody wants a message about a delivery of years ago
        if self.env.context.get("distributor_import"):
            return None
        return super()._send_confirmation_email()
