# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import namedtuple
from contextlib import contextmanager

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

MAX_ROWS = 50000
Scope = namedtuple("Scope", "territory level distributor")


class _Undo(Exception):
    """Ends a simulation."""


class DistributorPriceComparison(models.TransientModel):
    """A price that a version changes: what a product costs whom, now and then."""

    _name = "distributor.price.comparison"
    _description = "Comparison of Prices"
    _order = "price_version_id, product_id, territory_id, level_id, id"

    price_version_id = fields.Many2one(
        "distributor.price.version", required=True, readonly=True, ondelete="cascade"
    )
    product_id = fields.Many2one("product.product", readonly=True, ondelete="cascade")
    categ_id = fields.Many2one(
        related="product_id.categ_id", store=True, string="Category"
    )
    territory_id = fields.Many2one(
        "distributor.territory", readonly=True, ondelete="cascade"
    )
    level_id = fields.Many2one("distributor.level", readonly=True, ondelete="cascade")
    distributor_id = fields.Many2one(
        "distributor.distributor", readonly=True, ondelete="cascade"
    )
    quantity = fields.Float("From Quantity", digits="Product Unit", aggregator=None)
    old_pricelist_id = fields.Many2one("product.pricelist", "List Now")
    new_pricelist_id = fields.Many2one("product.pricelist", "List Then")
    currency_id = fields.Many2one("res.currency", readonly=True)
    old_price = fields.Float(
        "Price Now", min_display_digits="Product Price", aggregator="avg"
    )
    new_price = fields.Float(
        "Price Then", min_display_digits="Product Price", aggregator="avg"
    )
    difference = fields.Float(min_display_digits="Product Price", aggregator="avg")
    percent = fields.Float("Change %", digits=(16, 2), aggregator="avg")
    cost = fields.Float(min_display_digits="Product Price", aggregator="avg")
    below_cost = fields.Boolean()

    @api.model
    def _compare(self, version):
        """Make the rows of a version: each price it changes, for whom, old and new.

        The new prices come from the very code that will make them: the version is
        applied, the prices are read, and all is undone.
        """
        prices = self.env["distributor.territory.price"].sudo()
        moment = version._get_noon()
        now = self._read_scopes(prices, version, fields.Datetime.now())
        with self._simulated(version):
            then = self._read_scopes(prices, version, moment)
            affected = self._get_affected_lists(version)
            scopes = {
                scope: (now.get(scope), pricelist)
                for scope, pricelist in then.items()
                if pricelist in affected or now.get(scope) != pricelist
            }
            products = self._get_products(version)
            points = self._get_points(version)
            self._check_size(len(scopes) * len(products) * len(points))
            new = self._price(
                {pair[1] for pair in scopes.values()}, products, points, moment
            )
        old = self._price(
            {pair[0] for pair in scopes.values() if pair[0]},
            products,
            points,
            fields.Datetime.now(),
        )
        return [
            row
            for scope, (before, after) in scopes.items()
            for row in self._prepare_rows(
                version, scope, before, after, products, points, old, new
            )
        ]

    @contextmanager
    def _simulated(self, version):
        """Apply a version for the time of a block, as if it were approved."""
        try:
            with self.env.cr.savepoint():
                version.with_context(tracking_disable=True)._apply_change()
                yield
                raise _Undo
        except _Undo:
            self.env.invalidate_all()

    @api.model
    def _read_scopes(self, prices, version, moment):
        """Return {scope: price list} that hold on a day."""
        day = fields.Date.to_date(moment)
        found = prices.search(
            [
                ("company_id", "=", version.company_id.id),
                "|",
                ("date_start", "=", False),
                ("date_start", "<=", day),
                "|",
                ("date_end", "=", False),
                ("date_end", ">=", day),
            ]
        )
        return {
            Scope(rule.territory_id.id, rule.level_id.id, rule.distributor_id.id): (
                rule.pricelist_id.id
            )
            for rule in found
        }

    @api.model
    def _get_affected_lists(self, version):
        """Return the ids of the lists that change, and of those built on them."""
        affected = set(version.item_ids.pricelist_id.ids)
        todo = affected
        while todo:
            chained = (
                self.env["product.pricelist.item"]
                .sudo()
                .search([("base_pricelist_id", "in", list(todo))])
            )
            todo = set(chained.pricelist_id.ids) - affected
            affected |= todo
        return affected

    @api.model
    def _get_products(self, version):
        """Return the products for sale that a version concerns."""
        domain = Domain("sale_ok", "=", True) & Domain(
            "company_id", "in", (False, version.company_id.id)
        )
        if not version.rule_ids:
            domain &= Domain.OR(item._get_product_domain() for item in version.item_ids)
        return self.env["product.product"].search(domain)

    @api.model
    def _get_points(self, version):
        """Return the quantities at which prices are compared."""
        return sorted({1.0, *(one.min_quantity or 1.0 for one in version.item_ids)})

    @api.model
    def _check_size(self, size):
        if size > MAX_ROWS:
            raise UserError(
                self.env._(
                    "%(size)s prices would be compared, more than %(max)s. Split the"
                    " version into smaller ones.",
                    size=size,
                    max=MAX_ROWS,
                )
            )

    @api.model
    def _price(self, list_ids, products, points, moment):
        """Return {(price list, quantity): {product id: price}}."""
        result = {}
        for pricelist in self.env["product.pricelist"].sudo().browse(list_ids):
            for quantity in points:
                result[pricelist.id, quantity] = pricelist._get_products_price(
                    products, quantity, date=moment
                )
        return result

    @api.model
    def _prepare_rows(self, version, scope, before, after, products, points, old, new):
        currency = self.env["product.pricelist"].sudo().browse(after).currency_id
        was = self.env["product.pricelist"].sudo().browse(before or ()).currency_id
        for product in products:
            last = None
            for quantity in points:
                price = new[after, quantity][product.id]
                now = old[before, quantity][product.id] if before else 0.0
                if was and was != currency:
                    now = was._convert(
                        now, currency, version.company_id, fields.Date.today()
                    )
                # steps of a ladder that a product does not have repeat the one before
                if (now, price) == last or currency.compare_amounts(now, price) == 0:
                    continue
                last = (now, price)
                yield self._prepare_row(
                    version, scope, product, quantity, now, price, currency
                ) | {"old_pricelist_id": before, "new_pricelist_id": after}

    @api.model
    def _prepare_row(self, version, scope, product, quantity, now, price, currency):
        company = version.company_id
        cost = product.with_company(company).standard_price
        cost = company.currency_id._convert(cost, currency, company, version.date_start)
        return {
            "price_version_id": version.id,
            "product_id": product.id,
            "territory_id": scope.territory,
            "level_id": scope.level,
            "distributor_id": scope.distributor,
            "quantity": quantity,
            "currency_id": currency.id,
            "old_price": now,
            "new_price": price,
            "difference": price - now,
            "percent": 100 * (price - now) / now if now else 0.0,
            "cost": cost,
            "below_cost": currency.compare_amounts(price, cost) < 0,
        }

    @api.model
    def action_export(self):
        """Download the rows of the version that is being compared."""
        self.check_access("read")
        version = int(self.env.context.get("price_version_id") or 0)
        return {
            "type": "ir.actions.act_url",
            "url": f"/distributor_price/version/{version}/comparison.xlsx",
            "target": "download",
        }
