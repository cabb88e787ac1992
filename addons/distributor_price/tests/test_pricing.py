# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.tests import tagged

from .common import PriceCommon

DAY = date(2026, 6, 15)
TARGETS = st.sampled_from(
    ["3_global", "2_product_category", "1_product", "0_product_variant"]
)
RULE = st.fixed_dictionaries(
    {
        "target": TARGETS,
        "which": st.integers(0, 3),
        "min_quantity": st.sampled_from([0, 0, 5, 20]),
        "compute_price": st.sampled_from(["fixed", "percentage", "formula"]),
        "base": st.sampled_from(["list_price", "standard_price", "pricelist"]),
        "amount": st.integers(1, 40),
        "price_round": st.sampled_from([0, 0.05, 1]),
        "price_surcharge": st.sampled_from([0, -0.5, 2]),
        "days": st.sampled_from([None, (-10, 10), (1, 10), (-10, -1)]),
    }
)


def make_rule(case, drawn, below):
    """Return the values of a drawn rule of a list that may build on others."""
    target, which = drawn["target"], drawn["which"]
    values = {
        "applied_on": target,
        "min_quantity": drawn["min_quantity"],
        "compute_price": drawn["compute_price"],
    }
    if target == "2_product_category":
        values["categ_id"] = (case.tea, case.green, case.cup, case.green)[which].id
    elif target == "1_product":
        values["product_tmpl_id"] = case.products[which].product_tmpl_id.id
    elif target == "0_product_variant":
        values["product_id"] = case.products[which].id
    if drawn["days"]:
        values["date_start"], values["date_end"] = (
            f"2026-06-{15 + day:02d} 00:00:00" for day in drawn["days"]
        )
    if drawn["compute_price"] == "fixed":
        return {**values, "fixed_price": drawn["amount"]}
    if drawn["base"] == "pricelist" and below:
        values |= {"base": "pricelist", "base_pricelist_id": below[-1].id}
    elif drawn["base"] == "standard_price" and drawn["compute_price"] == "formula":
        values["base"] = "standard_price"
    if drawn["compute_price"] == "percentage":
        return {**values, "percent_price": drawn["amount"]}
    return {
        **values,
        "price_discount": drawn["amount"],
        "price_round": drawn["price_round"],
        "price_surcharge": drawn["price_surcharge"],
    }


@tagged("post_install", "-at_install")
class TestPricing(PriceCommon):
    def _make_chain(self, drawn):
        currencies = self.env.ref("base.USD") | self.env.ref("base.EUR")
        currencies.active = True
        lists = []
        for number, rules in enumerate(drawn):
            items = [make_rule(self, rule, lists) for rule in rules]
            currency = currencies[number % 2].id
            lists.append(self._create_list(f"T-{number}", *items, currency_id=currency))
        return lists[-1]

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(st.lists(RULE, min_size=1, max_size=6), min_size=1, max_size=3),
        st.sampled_from([1, 5, 25]),
    )
    def test_as_stock(self, drawn, quantity):
        """A page costs what stock says of each product alone."""
        pricelist = self._make_chain(drawn)
        page = pricelist._compute_price_rule(self.products, quantity, date=DAY)
        templates = self.products.product_tmpl_id
        found = pricelist._compute_price_rule(templates, quantity, date=DAY)
        with self._as_stock():
            for product in self.products:
                self.assertEqual(
                    page[product.id],
                    pricelist._get_product_price_rule(product, quantity, date=DAY),
                )
            self.assertEqual(
                found, pricelist._compute_price_rule(templates, quantity, date=DAY)
            )

    def test_no_list_and_no_product(self):
        nothing = self.env["product.pricelist"]
        self.assertEqual(
            nothing._get_product_price(self.goods, 1), self.goods.list_price
        )
        self.assertEqual(
            self._create_list("T-E")._compute_price_rule(self.products.browse(), 1), {}
        )

    def test_a_chained_page_costs_few_queries(self):
        base = self._create_list(
            "T-Base",
            *(
                {
                    "applied_on": "1_product",
                    "product_tmpl_id": product.product_tmpl_id.id,
                    "fixed_price": 5,
                }
                for product in self.products
            ),
        )
        formula = {"compute_price": "formula", "base": "pricelist"}
        middle = self._create_list("T-Mid", {**formula, "base_pricelist_id": base.id})
        top = self._create_list("T-Top", {**formula, "base_pricelist_id": middle.id})

        def count(products):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            top._compute_price_rule(products, 1, date=DAY)
            return self.cr.sql_log_count - before

        self.assertEqual(count(self.products), count(self.products[:1]))
