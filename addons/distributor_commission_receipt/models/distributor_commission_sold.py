# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.tools import SQL

SHIPPED = """
    SELECT DISTINCT picking.sale_id
      FROM stock_picking AS picking
      JOIN stock_location AS place ON place.id = picking.location_dest_id
      JOIN res_company AS company ON company.id = picking.company_id
     WHERE picking.sale_id = ANY(%(orders)s)
       AND picking.state = 'done'
       AND place.usage = 'customer'
       AND company.distributor_commission_by_receipt
       AND NOT EXISTS (
            SELECT FROM distributor_receipt WHERE picking_id = picking.id
           )
"""


class DistributorCommissionSold(models.AbstractModel):
    _inherit = "distributor.commission.sold"

    @api.model
    def _release_received(self, order_ids):
        """Release what waited for goods, when their receipt says that they arrived."""
        return super()._release_received(self._keep_received(order_ids))

    @api.model
    def _keep_received(self, order_ids):
        """Return the orders of which nothing is shipped and not received."""
        if not order_ids:
            return []
        self.env["stock.picking"].flush_model(["sale_id", "state", "location_dest_id"])
        self.env["distributor.receipt"].flush_model(["picking_id"])
        self.env["res.company"].flush_model(["distributor_commission_by_receipt"])
        rows = self.env.execute_query(SQL(SHIPPED, orders=list(order_ids)))
        return sorted(set(order_ids) - {order for (order,) in rows})
