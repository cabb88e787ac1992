# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _get_portal_destination(self):
        """Return where an order goes, in a few words."""
        self.ensure_one()
        address = self.partner_shipping_id
        name = address.name or address.commercial_partner_id.name
        return ", ".join(filter(None, [name, address.city]))
