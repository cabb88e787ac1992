# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import math

from odoo import models
from odoo.fields import Domain
from odoo.tools.sql import escape_psql

from .distributor_portal_list import Column, Sort

MAX_QUANTITY = 1e6


def read_quantity(value):
    """Return a quantity above zero; 1 for whatever is none."""
    try:
        quantity = float(str(value or 1).replace(",", "."))
    except ValueError:
        return 1.0
    return quantity if math.isfinite(quantity) and 0 < quantity <= MAX_QUANTITY else 1.0


class DistributorPortalListPrices(models.AbstractModel):
    """What the distributor may buy, at its prices of today for a quantity."""

    _name = "distributor.portal.list.prices"
    _inherit = "distributor.portal.list"
    _description = "Prices in the Portal"

    _path = "prices"
    _records = "product.product"
    _search_fields = ("name",)

    def _get_title(self):
        return self.env._("Prices")

    def _get_search_label(self):
        return self.env._("Product or reference")

    def _get_base_domain(self, distributor):
        return distributor._get_price_list_domain("")

    def _get_domain(self, distributor, chosen):
        text = escape_psql(chosen.values["search"])
        return Domain(distributor._get_price_list_domain(text))

    def _read(self, distributor, values):
        chosen = super()._read(distributor, values)
        chosen.values["quantity"] = f"{read_quantity(values.get('quantity')):g}"
        return chosen

    def _get_words(self, chosen):
        quantity = (self.env._("Quantity"), chosen.values["quantity"])
        return [*super()._get_words(chosen), quantity]

    def _get_sorts(self, values):
        return {
            "code": Sort(self.env._("By reference"), ["default_code", "name"], False),
            "name": Sort(self.env._("By name"), ["name"], False),
        }

    def _get_rows(self, distributor, ids, chosen):
        quantity = read_quantity(chosen.values["quantity"])
        products = self.env[self._records].browse(ids)
        return distributor._get_price_list_rows(products, quantity)

    def _get_columns(self, distributor, user):
        env = self.env
        return [
            Column(env._("Reference"), lambda row: row["product"].default_code),
            Column(env._("Product"), self._tell_product),
            Column(env._("Unit"), lambda row: row["product"].uom_id.name),
            Column(
                env._("Price"), lambda row: (row["price"], row["currency"]), "amount"
            ),
            Column(env._("From a quantity on"), self._tell_steps),
        ]

    def _tell_product(self, row):
        product = row["product"].with_context(display_default_code=False)
        return product.display_name

    def _tell_steps(self, row):
        return "; ".join(
            f"{quantity:g}: {row['currency'].format(price)}"
            for quantity, price in row["steps"]
        )
