# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import fields, models

DEPOSIT = 50000
DEPOSIT_FACTOR = 0.98
#: level, product, what it pays less than the list price from spring on, in percent
SPRING = (
    ("store", "LJ-50", 18),
    ("store", "LJ-250", 18),
    ("country", "LJ-50", 28),
    ("country", "PE-357", 33),
)


class DistributorDemoPrices(models.AbstractModel):
    _name = "distributor.demo.prices"
    _description = "Price Changes of the Demo Brand"

    def _make_price_changes(self, company):
        self._set_deposit_price(company)
        self._make_price_version(company)

    def _set_deposit_price(self, company):
        """Cities of Zhejiang pay 98 % of their price with a deposit from 50,000."""
        zhejiang = self._find("distributor.territory", company, "ZJ")
        pricelist = self._get_pricelist(company, "country", zhejiang)
        usual = pricelist.item_ids.percent_price
        self.env["product.pricelist.item"].create(
            {
                "pricelist_id": pricelist.id,
                "applied_on": "3_global",
                "compute_price": "percentage",
                "percent_price": 100 - (100 - usual) * DEPOSIT_FACTOR,
                "min_deposit": DEPOSIT,
            }
        )

    def _make_price_version(self, company):
        """The salesperson hands in new prices; a manager approves them."""
        china = self._find("distributor.territory", company, "CN")
        products = self.env["product.product"]
        version = (
            self.env["distributor.price.version"]
            .with_user(self._get_login("sales"))
            .create(
                {
                    "name": "Spring prices 春季价格",
                    "company_id": company.id,
                    "date_start": self._get_today() + relativedelta(months=1, day=1),
                    "item_ids": [
                        fields.Command.create(
                            {
                                "pricelist_id": self._get_pricelist(
                                    company, level, china
                                ).id,
                                "applied_on": "1_product",
                                "product_tmpl_id": products.search(
                                    [("default_code", "=", product)]
                                ).product_tmpl_id.id,
                                "compute_price": "percentage",
                                "percent_price": discount,
                            }
                        )
                        for level, product, discount in SPRING
                    ],
                }
            )
        )
        version.action_submit()

    def _get_pricelist(self, company, level, territory):
        level = self.env.ref(f"distributor.distributor_level_{level}")
        return (
            self.env["distributor.territory.price"]
            .search(
                [
                    ("company_id", "=", company.id),
                    ("territory_id", "=", territory.id),
                    ("level_id", "=", level.id),
                ]
            )
            .pricelist_id
        )
