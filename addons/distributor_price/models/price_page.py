# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from itertools import product as pairs

from odoo.tools import date_utils

PAGE = "distributor_price_page"
SHELF = "distributor_price_shelf"
ITEM_FIELDS = (
    "pricelist_id",
    "company_id",
    "currency_id",
    "applied_on",
    "categ_id",
    "product_tmpl_id",
    "product_id",
    "min_quantity",
    "quantity_period",
    "min_deposit",
    "compute_price",
    "base",
    "base_pricelist_id",
    "fixed_price",
    "percent_price",
    "price_discount",
    "price_markup",
    "price_round",
    "price_surcharge",
    "price_min_margin",
    "price_max_margin",
)


class PricePage:
    """What is needed to price some products, read once for all of them.

    It travels in the context of one computation. A price list that is the base of
    another would otherwise be read once a product; here its rules are read once and
    each product is given those that can concern it. Which of them applies, and the
    price, is computed by stock code.
    """

    def __init__(
        self, products, date, distributor=None, explaining=False, counting=False
    ):
        self.products = products
        self.date = date
        self.distributor = distributor
        self.explaining = explaining
        self.counting = counting
        self._ids = set(products.ids)
        self._keys = {}
        self._rules = {}
        self._candidates = {}
        self._quantities = {}
        self._deposit = None

    def covers(self, products):
        return (
            len(products) == 1
            and products._name == self.products._name
            and products.id in self._ids
        )

    def get_rules(self, pricelist, product, load):
        """Return the rules of a price list that can concern a product, best first.

        :param load: called the first time; returns the rules for all products
        """
        if pricelist.id not in self._rules:
            self._rules[pricelist.id] = self._index(load())
        return self._pick(product, *self._rules[pricelist.id])

    def get_candidates(self, pricelist, product, load):
        """Return the rules that concern a product on whatever day, best first, and how
        many rules the list has."""
        if pricelist.id not in self._candidates:
            rules, total = load()
            self._candidates[pricelist.id] = (self._index(rules), total)
        index, total = self._candidates[pricelist.id]
        return self._pick(product, *index), total

    def _pick(self, product, index, rules):
        found = [
            entry for key in self.get_keys(product) for entry in index.get(key, ())
        ]
        found.sort()
        return rules.browse(rule_id for _position, rule_id in found).with_prefetch(
            rules._prefetch_ids
        )

    def _index(self, rules):
        index = {}
        for position, rule in enumerate(rules):
            key = (rule.categ_id.id, rule.product_tmpl_id.id, rule.product_id.id)
            if self.products._name == "product.template" and rule.product_id:
                key = (rule.categ_id.id, rule.product_id.product_tmpl_id.id, False)
            index.setdefault(key, []).append((position, rule.id))
        return index, rules

    def get_keys(self, product):
        """Return every (category, template, variant) by which a rule can mean it."""
        if product.id not in self._keys:
            path = (product.categ_id.parent_path or "").split("/")
            if product._name == "product.template":
                templates, variants = [False, product.id], [False]
            else:
                templates, variants = (
                    [False, product.product_tmpl_id.id],
                    [False, product.id],
                )
            categories = [False, *(int(key) for key in path if key)]
            self._keys[product.id] = list(pairs(categories, templates, variants))
        return self._keys[product.id]

    def get_deposit(self):
        """Return what the distributor holds, in the currency of the company."""
        if self._deposit is None:
            distributor = self.distributor
            self._deposit = distributor._get_price_deposit() if distributor else 0.0
        return self._deposit

    def get_quantity(self, rule, product):
        """Return what was invoiced less returned in the period of a rule, of the
        variant when the rule names one, else of all variants of the product."""
        if not self.distributor or not rule.quantity_period:
            return 0.0
        if rule.quantity_period not in self._quantities:
            start, end = self.get_period(rule.quantity_period)
            self._quantities[rule.quantity_period] = (
                self.distributor._get_invoiced_quantities(self.products, start, end)
            )
        by_variant, by_template = self._quantities[rule.quantity_period]
        if product._name == "product.product" and rule.product_id:
            return by_variant.get(product.id, 0.0)
        template = (
            product
            if product._name == "product.template"
            else (product.product_tmpl_id)
        )
        return by_template.get(template.id, 0.0)

    def get_period(self, period):
        """Return the first day of the period and the day of the price."""
        day = self.distributor._get_price_day(self.date)
        return date_utils.start_of(day, period), day


class PriceShelf:
    """Keeps the pages of some order lines while they are made, so that lines priced one
    after the other, and their explanation, read the rules once."""

    def __init__(self, products):
        self.products = products
        self._pages = {}

    def get_page(self, products, date, distributor):
        """Return a page that covers products, or none when one is of no line."""
        if products._name != self.products._name or not products <= self.products:
            return None
        key = (date, distributor)
        if key not in self._pages:
            self._pages[key] = PricePage(
                self.products, date, distributor, explaining=True
            )
        return self._pages[key]
