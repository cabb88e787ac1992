# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class DistributorCoverage(models.Model):
    """Confirmed orders by the place they go to, and distributors by their address."""

    _name = "distributor.coverage"
    _description = "Coverage"
    _auto = False
    _order = "country_id, state_id, id"
    _depends = {
        "sale.order": [
            "state",
            "company_id",
            "date_order",
            "partner_shipping_id",
            "distributor_id",
            "ship_territory_id",
            "amount_untaxed",
            "currency_rate",
        ],
        "distributor.distributor": [
            "state",
            "company_id",
            "partner_id",
            "territory_id",
        ],
        "res.partner": ["country_id", "state_id"],
    }

    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    date = fields.Date(readonly=True, help="Of the order; empty for a distributor.")
    country_id = fields.Many2one("res.country", readonly=True)
    state_id = fields.Many2one("res.country.state", readonly=True)
    territory_id = fields.Many2one("distributor.territory", readonly=True)
    distributor_id = fields.Many2one("distributor.distributor", readonly=True)
    order_id = fields.Many2one("sale.order", readonly=True)
    amount = fields.Monetary("Untaxed Sales", readonly=True)
    order_count = fields.Integer("Orders", readonly=True)
    distributor_count = fields.Integer("Distributors", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT 2 * o.id AS id, o.company_id, c.currency_id,
                   o.date_order::date AS date, p.country_id, p.state_id,
                   o.ship_territory_id AS territory_id, o.distributor_id,
                   o.id AS order_id, 1 AS order_count, 0 AS distributor_count,
                   o.amount_untaxed / COALESCE(NULLIF(o.currency_rate, 0), 1) AS amount
              FROM sale_order o
              JOIN res_company c ON c.id = o.company_id
              JOIN res_partner p ON p.id = o.partner_shipping_id
             WHERE o.state = 'sale' AND o.distributor_id IS NOT NULL
             UNION ALL
            SELECT 2 * d.id + 1, d.company_id, c.currency_id, NULL, p.country_id,
                   p.state_id, d.territory_id, d.id, NULL, 0, 1, 0
              FROM distributor_distributor d
              JOIN res_company c ON c.id = d.company_id
              JOIN res_partner p ON p.id = d.partner_id
             WHERE d.state = 'active'
            """
        )

    @api.model
    def get_map(self, scope, date_from=None, date_to=None):
        """Return the figures of every place of a map.

        :param scope: china for the provinces of China, world for countries
        :param date_from: first day of the orders that count, as a string
        :param date_to: last day
        :return: {"currency_id", "places": {code: {id, name, amount, order_count,
            distributor_count, territory_count}}}
        """
        self.check_access("read")
        china = self.env.ref("base.cn")
        if scope == "china":
            field, prefix, places = "state_id", "state_cn_", china.state_ids
            codes = self._get_state_codes(places, prefix)
        else:
            countries = self.env["res.country"]
            field, places = "country_id", countries.search([("code", "!=", False)])
            codes = {place.id: place.code for place in places}
        result = {
            codes[place.id]: {
                "id": place.id,
                "name": place.name,
                "amount": 0.0,
                "order_count": 0,
                "distributor_count": 0,
                "territory_count": 0,
            }
            for place in places
        }
        self._add_figures(result, codes, field, date_from, date_to)
        return {"currency_id": self.env.company.currency_id.id, "places": result}

    @api.model
    def _get_state_codes(self, states, prefix):
        # sudo: xml ids of states, which everybody may read
        data = self.env["ir.model.data"].sudo()
        names = data.search_fetch(
            [("model", "=", "res.country.state"), ("res_id", "in", states.ids)],
            ["name", "res_id"],
        )
        codes = {
            one.res_id: one.name.removeprefix(prefix)
            for one in names
            if one.name.startswith(prefix)
        }
        return {state.id: codes.get(state.id, state.code) for state in states}

    @api.model
    def _add_figures(self, result, codes, field, date_from, date_to):
        period = Domain("date", ">=", date_from) if date_from else Domain.TRUE
        if date_to:
            period &= Domain("date", "<=", date_to)
        domain = Domain("company_id", "=", self.env.company.id) & Domain(
            field, "in", list(codes)
        )
        for place, *figures in self._read_group(
            domain & (Domain("date", "=", False) | period),
            [field],
            ["amount:sum", "order_count:sum", "distributor_count:sum"],
        ):
            names = ("amount", "order_count", "distributor_count")
            result[codes[place.id]].update(zip(names, figures, strict=True))
        for place, count in self.env["distributor.territory"]._read_group(
            [("company_id", "=", self.env.company.id), (field, "in", list(codes))],
            [field],
            ["__count"],
        ):
            result[codes[place.id]]["territory_count"] = count
