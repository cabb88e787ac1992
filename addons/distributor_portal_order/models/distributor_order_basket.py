# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

import pytz

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain
from odoo.tools import date_utils, format_date

from odoo.addons.distributor_price.models.price_page import SHELF, PriceShelf

from ..engine.quantities import number, read_lines


class DistributorOrderBasket(models.AbstractModel):
    """What a distributor is about to order, as the order itself would be.

    The order is a record that is never saved: prices, taxes, territory and funding are
    those of the model. Nothing that a browser computed is read.
    """

    _name = "distributor.order.basket"
    _description = "Basket of a Distributor"

    def _read_basket(self, text):
        """Return ({product: quantity}, sentences on what was changed or left out).

        :raise UserError: the text is no basket
        """
        self.ensure_one()
        try:
            wanted = read_lines(text)
        except ValueError as error:
            raise UserError(
                self.env._(
                    "Quantity: “%s” is none. Choose the products again.", str(error)
                )
            ) from error
        products = self.env["product.product"].search(
            self._get_order_domain() & Domain("id", "in", list(wanted))
        )
        notes = self._tell_missing(wanted, products)
        lines = {}
        for product in products.sorted(lambda one: list(wanted).index(one.id)):
            asked = wanted[product.id]
            lines[product] = product.product_tmpl_id._round_distributor_quantity(asked)
            if product.uom_id.compare(lines[product], asked) != 0:
                notes.append(self._tell_rounded(product, asked, lines[product]))
        return lines, notes

    def _tell_missing(self, wanted, products):
        """Name what is not for sale any more, if this distributor ever bought it."""
        missing = set(wanted) - set(products.ids)
        if not missing:
            return []
        known = self.env["sale.order.line"]._read_group(
            [
                ("order_id", "any", self._get_portal_order_domain()),
                ("product_id", "in", list(missing)),
            ],
            ["product_id"],
        )
        names = [product.display_name for [product] in known]
        notes = [
            self.env._("%s cannot be ordered any more and was left out.", name)
            for name in names
        ]
        if len(names) < len(missing):
            notes.append(self.env._("A product that cannot be ordered was left out."))
        return notes

    def _tell_rounded(self, product, asked, quantity):
        template = product.product_tmpl_id
        values = {
            "product": product.display_name,
            "asked": number(asked),
            "quantity": number(quantity),
            "unit": product.uom_id.name,
            "pack": template.distributor_pack_uom_id.name,
        }
        if pack := template._get_distributor_pack():
            values["size"] = number(pack)
            return self.env._(
                "%(product)s: quantity %(asked)s became %(quantity)s, as it is ordered"
                " by %(pack)s (%(size)s %(unit)s).",
                **values,
            )
        return self.env._(
            "%(product)s: quantity %(asked)s became %(quantity)s %(unit)s, the least"
            " that is ordered.",
            **values,
        )

    def _prepare_basket_order(self, lines, address, **values):
        """Return the values of the order of a basket.

        :param values: of each line, besides
        """
        self.ensure_one()
        return {
            "partner_id": self.partner_id.id,
            "company_id": self.company_id.id,
            "partner_shipping_id": address.id,
            "order_line": [
                Command.create(
                    {"product_id": product.id, "product_uom_qty": quantity, **values}
                )
                for product, quantity in lines.items()
            ],
        }

    def _get_basket_orders(self, lines):
        """Return the model of orders, so that all lines read the price rules once."""
        products = self.env["product.product"].union(*lines)
        return self.env["sale.order"].with_context(**{SHELF: PriceShelf(products)})

    def _check_basket(self, lines, address, user):
        """Return all that a distributor is told before it submits a basket.

        :return: dict of order (not saved), lines, place, payment, window (sentence),
            blockers (why it cannot be submitted) and waiting (why it will wait)
        """
        self.ensure_one()
        rule = self._get_order_rule()
        order = self._get_basket_orders(lines).new(
            # nobody looks at the analytic accounts, which stock reads line by line
            self._prepare_basket_order(lines, address, analytic_distribution=False)
        )
        place = self._check_place(order)
        stock = self._check_stock(order)
        payment = self._check_payment(order, user)
        return {
            "order": order,
            "lines": self._get_basket_rows(order, stock["lines"]) if lines else [],
            "place": place,
            "payment": payment,
            "window": rule._tell() if rule else "",
            "blockers": [
                *self._get_basket_blockers(order, rule),
                *place["refusals"],
                *stock["refusals"],
            ],
            "waiting": [
                *place["approvals"],
                *stock["approvals"],
                *payment["approvals"],
                *payment["shortages"],
            ],
        }

    def _get_basket_blockers(self, order, rule):
        """Return why a basket cannot be submitted now, as sentences."""
        if not order.order_line:
            return [self.env._("Your basket is empty.")]
        blockers = self._get_account_blockers(order)
        if self.state != "active":
            return blockers
        if rule and rule._refuses():
            blockers.append(rule._tell())
        if missing := rule and rule._get_missing(order):
            blockers.append(
                rule._tell_minimum(rule.currency_id, rule.min_amount, missing)
            )
        try:
            order._check_first_order()
        except UserError as error:
            blockers.append(str(error))
        return blockers

    def _get_account_blockers(self, order):
        """Return why this distributor orders nothing now, as sentences."""
        if self.state != "active":
            return [self.env._("Your account is not active: no orders are taken.")]
        return list(self._get_order_blockers(order._get_channel_date()))

    def _get_basket_rows(self, order, short):
        """Return a row for each line: sizes, stock, and what a little more brings.

        :param short: {line: what is told, as there is too little of it}
        """
        lines = order.order_line
        products = lines.product_id._origin
        hints = self._get_stock_hints(products)
        found = order.pricelist_id._explain_prices(
            [
                (one.product_id, one.product_uom_qty, one.product_uom_id)
                for one in lines
            ],
            fields.Datetime.now(),
            order.currency_id,
            self,
        )
        return [
            {
                "line": line,
                "product": line.product_id._origin,
                "quantity": line.product_uom_qty,
                "stock": hints.get(line.product_id._origin),
                "short": short.get(line),
                "gap": self._get_price_gap(line, data, order.currency_id),
                **self._get_order_sizes(line.product_id),
            }
            for line, data in zip(lines, found, strict=True)
        ]

    def _get_price_gap(self, line, data, currency):
        """Return what is missing to the next lower price of a line, or nothing."""
        better = [
            one
            for one in data["steps"][0]["candidates"]
            if one["reason"] in ("quantity", "deposit")
            and currency.compare_amounts(one["price"], data["price"]) < 0
        ]
        if not better:
            return None
        best = min(better, key=lambda one: (one.get("missing", 0.0), -one["price"]))
        values = {
            "price": currency.format(best["price"]),
            "now": currency.format(data["price"]),
            "unit": line.product_uom_id.name,
        }
        if end := self._get_gap_end(best):
            values["end"] = format_date(self.env, end)
        if best["reason"] == "deposit":
            deposit = self.company_id.currency_id.format(best["min_deposit"])
            text = self._tell_deposit_gap({**values, "deposit": deposit})
            return {"text": text, "quantity": 0.0}
        wanted = line.product_uom_qty + best["missing"]
        template = line.product_id.product_tmpl_id
        wanted = template._round_distributor_quantity(wanted)
        values["more"] = number(wanted - line.product_uom_qty)
        return {"text": self._tell_gap(values), "quantity": wanted}

    def _get_gap_end(self, best):
        """Return the last day on which a better price can be had, or None."""
        period, end = best["quantity_period"], best["date_end"]
        days = []
        if period:
            days.append(date_utils.end_of(self._get_today(), period))
        if end:
            # a rule that ends at midnight holds the day before
            last = fields.Datetime.to_datetime(end) - timedelta(seconds=1)
            zone = pytz.timezone(self._get_zone(self.company_id))
            days.append(pytz.utc.localize(last).astimezone(zone).date())
        return min(days, default=None)

    def _tell_gap(self, values):
        if "end" not in values:
            return self.env._(
                "%(more)s %(unit)s more: %(price)s instead of %(now)s each.", **values
            )
        return self.env._(
            "%(more)s %(unit)s more until %(end)s: %(price)s instead of %(now)s each.",
            **values,
        )

    def _tell_deposit_gap(self, values):
        if "end" not in values:
            return self.env._(
                "%(price)s instead of %(now)s each with a deposit from %(deposit)s.",
                **values,
            )
        return self.env._(
            "%(price)s instead of %(now)s each with a deposit from %(deposit)s, until"
            " %(end)s.",
            **values,
        )
