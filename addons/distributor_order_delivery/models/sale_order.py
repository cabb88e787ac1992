# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _fetch_channel_facts(self):
        # the carriers of all orders are read at once
        self.picking_ids.carrier_id.mapped("name")
        return super()._fetch_channel_facts()
