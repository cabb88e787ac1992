# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import http
from odoo.http import content_disposition, request

from ..models.spreadsheet import XLSX, make_sheet

COLUMNS = (
    "product_id",
    "territory_id",
    "level_id",
    "distributor_id",
    "quantity",
    "currency_id",
    "old_price",
    "new_price",
    "difference",
    "percent",
    "cost",
    "below_cost",
)


class DistributorPrice(http.Controller):
    @http.route(
        "/distributor_price/version/<int:version_id>/comparison.xlsx",
        type="http",
        auth="user",
        readonly=False,
    )
    def download_comparison(self, version_id, **kwargs):
        """Answer with the comparison that the user made last."""
        version = request.env["distributor.price.version"].browse(version_id).exists()
        version.check_access("read")
        rows = request.env["distributor.price.comparison"]
        rows.check_access("read")
        found = rows.search([("price_version_id", "=", version.id)])
        labels = rows.fields_get(COLUMNS, ["string"])
        content = make_sheet(
            [labels[name]["string"] for name in COLUMNS],
            ([self._read_cell(row[name]) for name in COLUMNS] for row in found),
        )
        return self._answer(content, version.name)

    @http.route(
        "/distributor_price/distributor/<int:distributor_id>/prices.xlsx",
        type="http",
        auth="user",
    )
    def download_price_list(self, distributor_id, **kwargs):
        """Answer with what a distributor pays, for the back office."""
        distributors = request.env["distributor.distributor"]
        distributor = distributors.browse(distributor_id).exists()
        distributor.check_access("read")
        distributor._check_price_access()
        # sudo: access was checked above; a price needs rules the user may not read
        distributor = distributor.sudo().with_company(distributor.sudo().company_id)
        return self._answer(distributor._make_price_list(), distributor.code)

    def _answer(self, content, name):
        name = f"{name or 'prices'}.xlsx"
        return request.make_response(
            content,
            [
                ("Content-Type", XLSX),
                ("Content-Disposition", content_disposition(name)),
            ],
        )

    def _read_cell(self, value):
        return value.display_name or "" if hasattr(value, "display_name") else value
