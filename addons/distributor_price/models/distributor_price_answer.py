# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import datetime, time
from math import isfinite

import pytz

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

MAX_QUANTITY = 1e9


class DistributorPriceAnswer(models.AbstractModel):
    """What may be asked about the prices of a distributor, and by whom."""

    _name = "distributor.price.answer"
    _description = "Answers About Prices"

    def _may_see_prices_of(self, other):
        """Tell whether this distributor may read the prices that another one pays."""
        self.ensure_one()
        # sudo: only compares two distributors and reads the policy of a level
        other = other.sudo()
        return self == other or (
            other.parent_id == self and other.level_id.show_price_to_upline
        )

    @api.readonly
    def get_price_explanation(self, product_id, quantity=1, date=None, uom_id=None):
        """Explain the price of a product for this distributor.

        :param product_id: id of the product (product.product)
        :param quantity: how many, in the unit of measure
        :param date: day (YYYY-MM-DD), by default now
        :param uom_id: id of a unit of measure, by default the product's own
        :return: dict of price, currency, quantity, uom, date, pricelist, why (str),
            summary (str), steps, losers and others (lists of str), and data: the same
            for machines. For users of a distributor: without what its list builds on.
        """
        self.ensure_one()
        restricted = self._check_price_access()
        # sudo: access was checked above; a price needs rules and products which the
        # distributor cannot read, and only its own part is returned
        distributor = self.sudo().with_company(self.sudo().company_id)
        product = distributor._read_price_product(product_id)
        quantity = distributor._read_price_quantity(quantity)
        uom = distributor._read_price_uom(product, uom_id)
        moment = distributor._read_price_date(date, restricted)
        return distributor._explain_price(product, quantity, uom, moment, restricted)

    def _check_price_access(self):
        """Check that the user may read the prices of this distributor.

        :return: whether it may read only what the distributor itself may
        """
        if not self.env.user.share:
            self.check_access("read")
            self.env["distributor.territory.price"].check_access("read")
            return False
        own = self.env["distributor.distributor"]._get_for_user(self.env.user)
        if not own or not own._user_can("view") or not own._may_see_prices_of(self):
            raise AccessError(self.env._("You may only see your own prices."))
        return True

    def _explain_price(self, product, quantity, uom, moment, restricted):
        """Return the answer of `get_price_explanation`; access was checked."""
        day = self._get_price_day(moment)
        prices = self.env["distributor.territory.price"]
        resolution = prices._resolve_pairs([(self, day)])[self, day]
        pricelist = self.env["product.pricelist"].browse(resolution["pricelist"] or ())
        [data] = pricelist.with_company(self.company_id)._explain_prices(
            [(product, quantity, uom)],
            moment,
            self._get_price_currency(pricelist),
            self,
            count=True,
        )
        explanations = self.env["distributor.price.explanation"]
        why = prices._explain_resolution(resolution)
        if restricted:
            data = explanations._restrict(data)
            why = prices._explain_choice(resolution)
        answer = {key: data[key] for key in ("price", "currency", "quantity", "uom")}
        return {
            **answer,
            "date": fields.Date.to_string(day),
            "pricelist": data["steps"][0]["pricelist"],
            "why": why,
            **explanations._tell(data),
            "data": data,
        }

    def _read_price_product(self, product_id):
        product = self.env["product.product"].search(
            [
                ("id", "=", product_id if isinstance(product_id, int) else 0),
                ("sale_ok", "=", True),
                ("company_id", "in", (False, self.company_id.id)),
            ]
        )
        if not product:
            raise UserError(self.env._("This product is not for sale."))
        return product

    def _read_price_quantity(self, quantity):
        if (
            isinstance(quantity, bool)
            or not isinstance(quantity, int | float)
            or not isfinite(quantity)
            or not 0 < quantity <= MAX_QUANTITY
        ):
            raise UserError(self.env._("Give a quantity above zero."))
        return float(quantity)

    def _read_price_uom(self, product, uom_id):
        if not uom_id:
            return product.uom_id
        uom = self.env["uom.uom"].search(
            [("id", "=", uom_id if isinstance(uom_id, int) else 0)]
        )
        if not uom or not uom._has_common_reference(product.uom_id):
            raise UserError(
                self.env._(
                    "%s is not sold in this unit of measure.", product.display_name
                )
            )
        return uom

    def _read_price_date(self, date, restricted):
        """Return the moment (UTC) of a price: now, or noon of a day."""
        if not date:
            return fields.Datetime.now()
        try:
            day = fields.Date.to_date(date)
        except (TypeError, ValueError) as exc:
            raise UserError(self.env._("Write the day as YYYY-MM-DD.")) from exc
        if restricted and day > self._get_price_day(fields.Datetime.now()):
            raise UserError(self.env._("Prices of the future are not published yet."))
        return self._get_price_noon(day)

    def _get_price_noon(self, day):
        """Return noon of a day in the timezone of the company, as UTC."""
        zone = pytz.timezone(self.company_id._get_price_zone())
        noon = zone.localize(datetime.combine(day, time(12)))
        return noon.astimezone(pytz.utc).replace(tzinfo=None)
