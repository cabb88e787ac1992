# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.fields import Domain

from .spreadsheet import make_sheet

MAX_PRODUCTS = 5000


class DistributorPriceOwnList(models.AbstractModel):
    """The price list of a distributor: its products with the prices it pays."""

    _name = "distributor.price.own.list"
    _description = "Price List of a Distributor"

    def _get_price_list_domain(self, search=None):
        """Return the domain of the products that it may be told a price of."""
        domain = (
            Domain("sale_ok", "=", True)
            & Domain("type", "!=", "combo")
            & Domain("company_id", "in", (False, self.company_id.id))
        )
        if search:
            domain &= Domain("name", "ilike", search) | Domain(
                "default_code", "ilike", search
            )
        return domain

    def _get_price_list_rows(self, products, quantity=1.0, restricted=True, told=True):
        """Return the rows of the price list, in the order of the products.

        :param told: whether somebody reads how each price came about
        :return: list of dict: product, price, currency (record), told (see
            `distributor.price.explanation`) and steps: [(quantity, price)], the ladder
        """
        self.ensure_one()
        moment = fields.Datetime.now()
        pricelist = self._get_price_list_on(moment)
        currency = self._get_price_currency(pricelist)
        found = pricelist._explain_prices(
            [(product, quantity, product.uom_id) for product in products],
            moment,
            currency,
            self,
        )
        explanations = self.env["distributor.price.explanation"]
        rows = []
        for product, data in zip(products, found, strict=True):
            data = explanations._restrict(data) if restricted else data
            rows.append(
                {
                    "product": product,
                    "price": data["price"],
                    "currency": currency,
                    "told": explanations._tell(data) if told else None,
                    "steps": self._get_price_steps(data),
                }
            )
        return rows

    def _get_price_steps(self, data):
        """Return the quantities from which the list gives another price."""
        return sorted(
            (candidate["min_quantity"], candidate["price"])
            for candidate in data["steps"][0]["candidates"]
            if candidate["reason"] == "quantity" and not candidate["quantity_period"]
        )

    def _make_price_list(self, quantity=1.0, search=None):
        """Return the price list as a spreadsheet, one row a product and step."""
        products = self.env["product.product"].search(
            self._get_price_list_domain(search), limit=MAX_PRODUCTS
        )
        header = [
            self.env._("Reference"),
            self.env._("Product"),
            self.env._("Unit"),
            self.env._("From Quantity"),
            self.env._("Price"),
            self.env._("Currency"),
        ]
        lines = []
        for row in self._get_price_list_rows(products, quantity, told=False):
            product = row["product"]
            for amount, price in [(quantity, row["price"]), *row["steps"]]:
                lines.append(
                    [
                        product.default_code or "",
                        product.with_context(display_default_code=False).display_name,
                        product.uom_id.name,
                        amount,
                        price,
                        row["currency"].name,
                    ]
                )
        return make_sheet(header, lines)

    def action_download_price_list(self):
        """Download what this distributor pays today."""
        self.ensure_one()
        self._check_price_access()
        return {
            "type": "ir.actions.act_url",
            "url": f"/distributor_price/distributor/{self.id}/prices.xlsx",
            "target": "download",
        }
