# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models

from odoo.addons.distributor_wallet.models.sale_order_line import PRICED


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    @api.model_create_multi
    def create(self, vals_list):
        ids = {vals.get("order_id") for vals in vals_list} - {None, False}
        orders = self.env["sale.order"].browse(ids)
        before = orders._get_totals_on_credit()
        lines = super().create(vals_list)
        if before:
            orders._check_credit_growth(before)
        return lines

    def write(self, vals):
        orders = self.env["sale.order"]
        if not PRICED.isdisjoint(vals):
            orders = self.order_id
        before = orders._get_totals_on_credit()
        result = super().write(vals)
        if before:
            orders._check_credit_growth(before)
        return result
