# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import re

from odoo import fields, http
from odoo.tools.sql import escape_psql

from .parameters import read_choice, read_search
from .portal import HOME, DistributorPortal

DAY = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")
QUESTION = ("search", "product", "country", "state", "city", "zip", "channel", "day")


def read_day(value, default):
    """Return a day written YYYY-MM-DD, else the default."""
    text = str(value or "")
    try:
        return fields.Date.to_date(text) if DAY.fullmatch(text) else default
    except ValueError:  # no day of the calendar
        return default


class DistributorPortalAuthorization(DistributorPortal):
    @http.route(f"{HOME}/sell", type="http", auth="user", website=True)
    def portal_distribution_sell(self, **kwargs):
        asked = {name: read_search(kwargs.get(name)) for name in QUESTION}

        def prepare(distributor):
            today = fields.Date.context_today(distributor)
            day = read_day(asked["day"], today)
            asked["day"] = fields.Date.to_string(day)
            rights = distributor.env["distributor.authorization"]
            countries = rights._get_portal_places(distributor)
            channels = distributor.env["distributor.sale.channel"].search_fetch([])
            values = {
                "authorizations": rights._get_portal_authorizations(distributor),
                "countries": countries,
                "channels": channels,
                "products": distributor.env["product.product"],
                "answer": None,
                "vague": False,
                "asked": asked,
            }
            if asked["search"] or asked["product"]:
                values.update(
                    self._answer_sell(distributor, asked, countries, channels)
                )
            return values

        return self._render_distributor_page(
            "distributor_portal.portal_distribution_sell", "sell", prepare
        )

    @http.route(f"{HOME}/authorizations", type="http", auth="user", website=True)
    def portal_distribution_authorizations(self, **kwargs):
        return self._render_list(
            "authorizations",
            "distributor_portal.portal_distribution_authorizations",
            "sell",
            kwargs,
            "authorizations",
        )

    def _answer_sell(self, distributor, asked, countries, channels):
        """Return the answer, or the products among which the visitor chooses."""
        day = fields.Date.to_date(asked["day"])
        products = distributor.env["distributor.authorization"]._get_portal_products(
            distributor, escape_psql(asked["search"])
        )
        chosen = products.filtered(lambda one: str(one.id) == asked["product"])
        product = chosen or (products if len(products) == 1 else products.browse())
        if not product:
            return {"products": products, "searched": True}
        country = countries.filtered(lambda one: str(one.id) == asked["country"])
        states = (country or countries).state_ids
        state = states.filtered(lambda one: str(one.id) == asked["state"])
        code = read_choice(asked["channel"], channels.mapped("code"), None)
        territory, _why = distributor.env["distributor.territory"]._match_address(
            country or state.country_id,
            state,
            asked["city"],
            asked["zip"],
            distributor.company_id,
            day=day,
        )
        answer = distributor._get_sell_answer(
            product,
            territory,
            day,
            channels.filtered(lambda one: one.code == code),
        )
        if country and not (answer["may"] or state) and territory.child_ids:
            # a part of the country may be covered: "no" would be wrong there
            return {"product": product, "vague": True}
        return {
            "product": product,
            "territory": territory,
            "day": day,
            "answer": answer,
        }
