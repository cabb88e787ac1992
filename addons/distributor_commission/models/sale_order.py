# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models

from .commission_totals import get_commission_totals


class SaleOrder(models.Model):
    _inherit = "sale.order"

    commission_count = fields.Integer(
        "Commission Entries",
        compute="_compute_commission",
        groups="distributor.distributor_group_user",
    )
    commission_amount = fields.Monetary(
        "Commission",
        compute="_compute_commission",
        currency_field="commission_currency_id",
        groups="distributor.distributor_group_user",
    )
    commission_currency_id = fields.Many2one(
        related="company_id.currency_id", string="Commission Currency"
    )

    def _compute_commission(self):
        totals = get_commission_totals(self, "order_id")
        for order in self:
            order.commission_count, order.commission_amount = totals.get(
                order.id, (0, 0.0)
            )

    def action_view_commission(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission.distributor_commission_entry_action"
        )
        return dict(action, domain=[("order_id", "=", self.id)], context={})
