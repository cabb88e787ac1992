# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _get_channel_tracking(self):
        way = super()._get_channel_tracking()
        url = self.carrier_tracking_url or ""
        return {
            **way,
            "carrier": self.carrier_id.name or way["carrier"],
            "number": self.carrier_tracking_ref or way["number"],
            # some connectors answer with several links, as JSON
            "link": url if url.startswith("http") else way["link"],
        }
