# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.tools.sql import escape_psql

from odoo.addons.distributor_portal.models.distributor_portal_list import Column, Sort


class DistributorPortalListCounts(models.AbstractModel):
    """What the distributor buys, to count how much of it is there.

    Found as a whole: what it bought is asked for once and not for each page.
    """

    _name = "distributor.portal.list.counts"
    _inherit = "distributor.portal.list.short"
    _description = "Stock in the Portal"

    _right = "order"
    _path = "stock"
    _records = "product.product"
    _search_fields = ("name",)
    _step = 40

    def _get_title(self):
        return self.env._("My stock")

    def _get_search_label(self):
        return self.env._("Name, reference or barcode")

    def _get_sorts(self, values):
        return {"code": Sort(self.env._("By reference"), [], False)}

    def _find_rows(self, distributor, chosen):
        domain = distributor._get_report_domain()
        if search := chosen.values["search"]:
            domain &= distributor._get_order_search_domain(search, escape_psql(search))
        return self.env[self._records].search(domain, order="default_code, name, id")

    def _get_rows(self, distributor, ids, chosen):
        """Return a dict of product and count (its last one, or none) for each id."""
        products = self.env[self._records].browse(ids)
        counts = distributor._get_last_counts(products)
        none = self.env["distributor.stock.count"]
        return [
            {"product": product, "count": counts.get(product, none)}
            for product in products
        ]

    def _get_columns(self, distributor, user):
        env = self.env
        return [
            Column(env._("Reference"), lambda row: row["product"].default_code),
            Column(env._("Product"), lambda row: row["product"].name),
            Column(env._("Counted"), self._tell_quantity, "number"),
            Column(env._("Unit"), lambda row: row["product"].uom_id.name),
            Column(env._("Counted on"), self._tell_day, "date"),
        ]

    def _tell_quantity(self, row):
        return row["count"].quantity if row["count"] else None

    def _tell_day(self, row):
        return self._get_day(row["count"].date)
