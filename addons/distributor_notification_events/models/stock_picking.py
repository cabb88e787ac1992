# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models

from odoo.addons.distributor_notification.models.event import Event


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _action_done(self):
        result = super()._action_done()
        # sudo: the distributor is told of its own goods, whoever ships them
        self.sudo().filtered(lambda p: p._is_shipped_to_member())._tell_shipped()
        return result

    def _is_shipped_to_member(self):
        self.ensure_one()
        order = self.sale_id
        return bool(
            order.distributor_id
            and not order.historic_date
            and self.state == "done"
            and self._is_channel_delivery()
        )

    def _tell_shipped(self):
        self.env["distributor.notification"]._notify(
            "shipped",
            [
                Event(
                    picking.sale_id.distributor_id,
                    picking,
                    picking._describe_shipped,
                    f"/my/orders/{picking.sale_id.id}",
                    told=picking._get_told_of_shipping(),
                )
                for picking in self
            ],
        )

    def _describe_shipped(self, env):
        way = self.with_env(env)._get_channel_tracking()
        text = " ".join(filter(None, [way["carrier"], way["number"]]))
        return (
            env._("Goods of order %s are on their way", self.sale_id.name),
            env._("%(delivery)s, sent by %(way)s", delivery=self.name, way=text)
            if text
            else self.name,
        )
