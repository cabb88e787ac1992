# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.fields import Domain

from .price_page import ITEM_FIELDS, PAGE, PricePage

# formula of a rule, as stored with a step
FORMULA = {
    "percent": "price_discount",
    "round": "price_round",
    "surcharge": "price_surcharge",
    "min_margin": "price_min_margin",
    "max_margin": "price_max_margin",
}


class DistributorPriceExplaining(models.AbstractModel):
    """Tells how a price came about: the rules, the path, and what lost.

    The amounts are those of the stock methods that make the price; nothing is computed
    a second way. What is returned can be stored: names and codes, no sentences.
    """

    _name = "distributor.price.explaining"
    _description = "Price List That Explains"

    def _explain_prices(self, requests, date, currency, distributor, count=False):
        """Explain many prices with one query a list.

        :param requests: list of (product, quantity, uom)
        :param date: moment (datetime)
        :param count: whether to count the rules for other products, one more query
        :return: list of dict, one a request
        """
        products = self.env["product.product"].concat(
            *(one for one, _q, _u in requests)
        )
        page = not count and self._get_shared_page(products, date, distributor)
        if not page:
            page = PricePage(
                products, date, distributor, explaining=True, counting=count
            )
        pricelist = self.with_context(**{PAGE: page})
        return [
            pricelist._explain_price(product, quantity, uom, date, currency)
            for product, quantity, uom in requests
        ]

    def _explain_price(self, product, quantity, uom, date, currency):
        """Explain one price; the page in the context has what must be read."""
        page = self.env.context[PAGE]
        steps, pricelist, wanted = [], self, currency
        while pricelist is not None:
            step, pricelist = pricelist._explain_step(
                product, quantity, uom, date, wanted
            )
            steps.append(step)
            wanted = pricelist.currency_id if pricelist is not None else None
        return {
            "product": product.id,
            "product_name": product.display_name,
            "quantity": quantity,
            "uom": uom.name,
            "uom_id": uom.id,
            "date": fields.Datetime.to_string(date),
            "price": steps[0]["price"],
            "currency": currency.name,
            "distributor": page.distributor.id if page.distributor else False,
            "steps": steps,
        }

    def _explain_step(self, product, quantity, uom, date, currency):
        """Return the step of this list, and the list on which it builds or None."""
        distributor = self.env.context[PAGE].distributor
        kwargs = {"distributor": distributor} if distributor else {}
        price, rule_id = self._compute_price_rule(
            product, quantity, currency=currency, uom=uom, date=date, **kwargs
        )[product.id]
        rule = self.env["product.pricelist.item"].browse(rule_id or ())
        step = {
            "pricelist": self.name or "",
            "pricelist_id": self.id,
            "rule": rule._prepare_explained_rule(),
            "kind": rule.compute_price or "list_price",
            "price": price,
            "currency": currency.name,
            **self._explain_losers(rule, product, quantity, uom, date, currency),
        }
        if rule.compute_price == "fixed":
            return step, None
        arguments = (product, quantity, uom, date, currency)
        step.update(
            rule._prepare_explained_formula(),
            base_price=rule._compute_base_price(*arguments, **kwargs),
        )
        below = rule.base_pricelist_id if rule.base == "pricelist" else None
        source = below.currency_id if below else product.currency_id
        if rule.base == "standard_price":
            source = product.cost_currency_id
        if source != currency:
            step["rate"] = self.env["res.currency"]._get_conversion_rate(
                source, currency, self.env.company, date
            )
            step["rate_from"] = source.name
        return step, below or None

    def _explain_losers(self, winner, product, quantity, uom, date, currency):
        """Return the rules of this list that concern the product and lost."""
        if not self:
            return {"candidates": [], "others": 0}
        page = self.env.context[PAGE]
        rules, total = page.get_candidates(self, product, self._load_candidates)
        in_unit = uom._compute_quantity(
            quantity, product.uom_id, raise_if_failure=False
        )
        candidates = []
        # read in the rights of this explanation, whoever's price read them first
        for rule in rules.with_env(self.env) - winner:
            reason = rule._get_refusal(product, in_unit, date)
            entry = {**rule._prepare_explained_rule(), **reason}
            if reason["reason"] in ("quantity", "deposit"):
                entry["price"] = rule._compute_price(
                    product, quantity, uom, date=date, currency=currency
                )
            candidates.append(entry)
        others = total - len(rules) if page.counting else 0
        return {"candidates": candidates, "others": others}

    def _load_candidates(self):
        """Return the rules that concern the products of the page on whatever day, and
        how many rules the list has when that is asked."""
        page = self.env.context[PAGE]
        items = self.env["product.pricelist.item"]
        # as stock, on whatever day
        domain = Domain(
            self._get_applicable_rules_domain(products=page.products, date=page.date)
        ).map_conditions(
            lambda one: Domain.TRUE
            if one.field_expr in ("date_start", "date_end")
            else one
        )
        rules = items.search_fetch(domain, (*ITEM_FIELDS, "date_start", "date_end"))
        total = page.counting and items.search_count([("pricelist_id", "=", self.id)])
        return rules, total


class DistributorPriceExplained(models.AbstractModel):
    """A rule of a price list, as it is told."""

    _name = "distributor.price.explained"
    _description = "Price Rule That Is Explained"

    def _filter_on(self, moment):
        """Return the rules that hold at a moment, as stock's domain says."""
        moment = fields.Datetime.to_datetime(moment)
        return self.filtered(
            lambda rule: (not rule.date_start or rule.date_start <= moment)
            and (not rule.date_end or rule.date_end >= moment)
        )

    def _prepare_explained_rule(self):
        """Return what is stored of a rule, or False when none applied."""
        if not self:
            return False
        return {
            "id": self.id,
            "applied_on": self.applied_on,
            "target": self._get_explained_target(),
            "min_quantity": self.min_quantity,
            "quantity_period": self.quantity_period,
            "min_deposit": self.min_deposit,
            "deposit_currency": self._get_deposit_currency(
                self.env.context.get(PAGE)
            ).name,
            "date_start": fields.Datetime.to_string(self.date_start),
            "date_end": fields.Datetime.to_string(self.date_end),
        }

    def _get_explained_target(self):
        """Return the name of the product or category that a rule names."""
        if self.applied_on == "3_global":
            return ""
        target = self.product_id or self.product_tmpl_id or self.categ_id
        return target.display_name or ""

    def _prepare_explained_formula(self):
        base = self.base if self else "list_price"
        if self.compute_price == "percentage":
            return {"base": base, "percent": self.percent_price}
        if self.compute_price != "formula":
            return {"base": base}
        return {
            "base": base,
            **{key: self[name] for key, name in FORMULA.items() if self[name]},
        }

    def _get_refusal(self, product, quantity, date):
        """Return why a rule that concerns the product does not make its price.

        :param quantity: in the unit of the product
        """
        moment = fields.Datetime.to_datetime(date)
        if self.date_start and self.date_start > moment:
            return {"reason": "not_yet"}
        if self.date_end and self.date_end < moment:
            return {"reason": "expired"}
        if self._is_applicable_for(product, quantity):
            return {"reason": "less_specific"}
        page = self.env.context[PAGE]
        missing = self.min_quantity - quantity - page.get_quantity(self, product)
        if product.uom_id.compare(missing, 0.0) > 0:
            return {"reason": "quantity", "missing": missing}
        if self.min_deposit and not self._has_deposit(page):
            return {"reason": "deposit"}
        return {"reason": "condition"}
