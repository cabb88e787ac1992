# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _prepare_received_step(self, picking, number, total):
        """Lead a distributor from its order to the delivery."""
        step = super()._prepare_received_step(picking, number, total)
        actor = self.env["res.users"]._get_portal_actor()
        if picking.state != "done" or not actor or actor._is_public():
            return step
        signs = not step["done"] and picking._is_signed_by_distributor()
        return {
            **step,
            "link": f"/my/distribution/deliveries/{picking.id}",
            "link_name": self.env._("Sign for it, or say what is missing")
            if signs
            else self.env._("See the delivery"),
        }
