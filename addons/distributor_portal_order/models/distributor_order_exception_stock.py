# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models

from ..engine.quantities import number


class DistributorOrderException(models.Model):
    """Adds one kind: a distributor ordered more than what is free in stock."""

    _inherit = "distributor.order.exception"

    kind = fields.Selection(
        selection_add=[("stock", "Stock does not suffice")],
        ondelete={"stock": "cascade"},
    )

    def _get_sentence(self):
        """Extend: both sides read it, so it says no more than that it is too much."""
        if self.kind != "stock":
            return super()._get_sentence()
        products = self.line_ids.product_id.mapped("display_name")
        text = self.env._(
            "More is ordered than what is free in stock: %s.", ", ".join(products)
        )
        if self.reopened:
            text += " " + self.env._("The order changed after it was approved.")
        return text

    def _get_desk_item(self):
        item = super()._get_desk_item()
        if self.kind == "stock" and (figures := self._get_stock_figures()):
            item["text"] = f"{item['text']} {figures}"
        return item

    def _get_stock_figures(self):
        """Return how much is wanted and how much there is, for the back office."""
        # sudo: whoever reads the order may know the stock it waits for
        short = self.order_id.sudo()._find_shortages()
        return " ".join(
            self.env._(
                "%(product)s: %(wanted)s %(unit)s ordered, %(free)s free in"
                " %(warehouse)s.",
                product=line.product_id.display_name,
                wanted=number(line._get_stock_quantity()),
                unit=line.product_id.uom_id.name,
                free=number(free),
                warehouse=line.warehouse_id.name,
            )
            for line, free in short.items()
        )
