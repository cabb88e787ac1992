# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    document_warning = fields.Text(
        compute="_compute_document_warning",
        compute_sudo=True,
        groups="base.group_user",
    )

    @api.depends("distributor_id", "state", "date_order")
    def _compute_document_warning(self):
        for order in self:
            order.document_warning = False
            if order.distributor_id and order.state in ("draft", "sent"):
                found = order.distributor_id._get_expiry_findings(
                    order._get_channel_date()
                )
                order.document_warning = "\n".join(text for _kind, text in found)
