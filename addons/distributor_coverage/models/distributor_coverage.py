# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class DistributorCoverage(models.Model):
    """Where the channel sells: one row for each place, day, distributor and company.

    Confirmed orders of distributors stand at their ship-to address. Besides, each
    active distributor has a row without a date at its own address, so that a place
    where it is and nothing was sold shows.
    """

    _name = "distributor.coverage"
    _description = "Coverage"
    _inherit = ["distributor.coverage.map"]
    _auto = False
    _rec_name = "distributor_id"
    _order = "date desc nulls last, id desc"
    _depends = {
        "sale.order": [
            "state",
            "company_id",
            "distributor_id",
            "partner_shipping_id",
            "ship_territory_id",
            "date_order",
            "historic_date",
            "amount_untaxed",
            "currency_rate",
        ],
        "distributor.distributor": [
            "active",
            "state",
            "company_id",
            "partner_id",
            "level_id",
            "territory_id",
        ],
        "res.partner": ["country_id", "state_id", "tz"],
        "res.country.state": ["country_id"],
        "res.company": ["partner_id", "currency_id"],
    }

    kind = fields.Selection(
        [("sale", "Sales"), ("presence", "Active Distributor")],
        "Shows",
        readonly=True,
    )
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    country_id = fields.Many2one("res.country", readonly=True)
    state_id = fields.Many2one("res.country.state", readonly=True)
    territory_id = fields.Many2one(
        "distributor.territory",
        readonly=True,
        help="Of sales: the territory of the ship-to address when the order was"
        " confirmed. Of a distributor: the one it has now.",
    )
    distributor_id = fields.Many2one("distributor.distributor", readonly=True)
    level_id = fields.Many2one(
        "distributor.level", readonly=True, help="The level the distributor has now."
    )
    date = fields.Date(
        readonly=True, help="When the orders were confirmed, in days of the company."
    )
    sales = fields.Monetary(
        readonly=True, help="Before taxes, in the currency of the company."
    )
    order_count = fields.Integer("Orders", readonly=True)
    distributor_count = fields.Integer("Active Distributors", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            "%s UNION ALL %s", self._get_sales_query(), self._get_presence_query()
        )

    def _get_sales_query(self):
        # the lowest order of a row is in no other row, so ids stay the same; they are
        # even here and odd for the distributors
        return SQL(
            """
            SELECT MIN(o.id) * 2 AS id, 'sale' AS kind, o.company_id,
                   company.currency_id,
                   COALESCE(state.country_id, place.country_id) AS country_id,
                   place.state_id, o.ship_territory_id AS territory_id,
                   o.distributor_id, distributor.level_id, day.date,
                   SUM(o.amount_untaxed / COALESCE(NULLIF(o.currency_rate, 0), 1))
                       AS sales,
                   COUNT(*) AS order_count, 0 AS distributor_count
              FROM sale_order o
              JOIN distributor_distributor distributor
                ON distributor.id = o.distributor_id
              JOIN res_company company ON company.id = o.company_id
              JOIN res_partner seat ON seat.id = company.partner_id
              JOIN res_partner place ON place.id = o.partner_shipping_id
         LEFT JOIN res_country_state state ON state.id = place.state_id
        CROSS JOIN LATERAL (
                       SELECT COALESCE(
                           o.historic_date,
                           (o.date_order AT TIME ZONE 'UTC'
                               AT TIME ZONE COALESCE(NULLIF(seat.tz, ''), %(zone)s)
                           )::date
                       ) AS date
                   ) day
             WHERE o.state = 'sale'
             GROUP BY o.company_id, company.currency_id,
                      COALESCE(state.country_id, place.country_id), place.state_id,
                      o.ship_territory_id, o.distributor_id, distributor.level_id,
                      day.date
            """,
            zone=self.env.user.tz or "UTC",
        )

    def _get_presence_query(self):
        return SQL(
            """
            SELECT distributor.id * 2 + 1 AS id, 'presence' AS kind,
                   distributor.company_id, company.currency_id,
                   COALESCE(state.country_id, place.country_id) AS country_id,
                   place.state_id, distributor.territory_id,
                   distributor.id AS distributor_id, distributor.level_id,
                   NULL::date AS date, 0 AS sales, 0 AS order_count,
                   1 AS distributor_count
              FROM distributor_distributor distributor
              JOIN res_company company ON company.id = distributor.company_id
              JOIN res_partner place ON place.id = distributor.partner_id
         LEFT JOIN res_country_state state ON state.id = place.state_id
             WHERE distributor.active AND distributor.state = 'active'
            """
        )

    def action_open(self):
        """Open the orders of a row of sales, or the distributor of the others."""
        self.ensure_one()
        self.check_access("read")
        if self.kind == "presence":
            return {
                "type": "ir.actions.act_window",
                "res_model": "distributor.distributor",
                "res_id": self.distributor_id.id,
                "views": [(False, "form")],
            }
        action = self.env["ir.actions.act_window"]._for_xml_id("sale.action_orders")
        return dict(action, domain=[("id", "in", self._get_order_ids())], context={})

    def _get_order_ids(self):
        """Return the ids of the orders that make up a row of sales."""
        near = Domain("date_order", ">=", self.date - relativedelta(days=1)) & Domain(
            "date_order", "<", self.date + relativedelta(days=3)
        )
        place = Domain("partner_shipping_id.state_id", "=", self.state_id.id)
        if not self.state_id:
            place &= Domain("partner_shipping_id.country_id", "=", self.country_id.id)
        orders = self.env["sale.order"].search(
            Domain("state", "=", "sale")
            & Domain("company_id", "=", self.company_id.id)
            & Domain("distributor_id", "=", self.distributor_id.id)
            & Domain("ship_territory_id", "=", self.territory_id.id)
            & (near | Domain("historic_date", "=", self.date))
            & place
        )
        return orders.filtered(lambda o: o._get_territory_date() == self.date).ids
