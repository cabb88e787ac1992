# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    import_reference = fields.Char(
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="The order's reference in the files it was imported from.",
    )
    import_freight = fields.Monetary(
        "Freight (Information)",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="Freight of an imported order. It is not invoiced.",
    )

    _import_reference_uniq = models.UniqueIndex(
        "(company_id, import_reference) WHERE import_reference IS NOT NULL",
        "This order has been imported already.",
    )

    def _prepare_invoice(self):
        values = super()._prepare_invoice()
        if self.env.context.get("distributor_import") and self.historic_date:
            values["invoice_date"] = self.historic_date
        return values
