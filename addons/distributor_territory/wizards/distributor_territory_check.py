# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import SQL, format_date

#: more conflicts than anybody reads; the rest shows once these are solved
LIMIT = 500


class DistributorTerritoryCheck(models.TransientModel):
    """Lists the gaps and overlaps of the map on a day."""

    _name = "distributor.territory.check"
    _description = "Map Check"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    date = fields.Date("On", required=True, default=fields.Date.context_today)
    months = fields.Integer("Orders of the Last Months", required=True, default=12)
    country_ids = fields.Many2many(
        "res.country",
        string="All States Of",
        help="Also list the states of these countries that no territory covers whole.",
    )
    line_ids = fields.One2many("distributor.territory.check.line", "check_id")
    is_done = fields.Boolean()
    is_clean = fields.Boolean(compute="_compute_is_clean")

    @api.depends("date")
    def _compute_display_name(self):
        for check in self:
            check.display_name = self.env._(
                "Map on %s", format_date(self.env, check.date)
            )

    @api.depends("is_done", "line_ids.kind")
    def _compute_is_clean(self):
        for check in self:
            kinds = set(check.line_ids.mapped("kind"))
            check.is_clean = check.is_done and kinds <= {"nested"}

    def action_check(self):
        """Check the map and show what was found."""
        self.ensure_one()
        self.check_access("write")
        lines = [
            *self._find_gaps(),
            *self._find_states(),
            *self._find_overlaps(),
        ]
        self.line_ids.unlink()
        self.env["distributor.territory.check.line"].create(
            [dict(line, check_id=self.id) for line in lines]
        )
        self.is_done = True

    def _find_gaps(self):
        """Addresses of distributors and orders that no territory covers."""
        territories = self.env["distributor.territory"]
        self.env["sale.order"].flush_model()
        self.env["distributor.distributor"].flush_model()
        self.env["res.partner"].flush_model(territories._get_address_fields())
        query = SQL(
            """
            WITH used AS (%(used)s), matched (id, territory_id) AS (%(matched)s)
            SELECT p.country_id, p.state_id, COUNT(*) AS address_count,
                   SUM(u.order_count)::int AS order_count, SUM(u.amount) AS amount,
                   (ARRAY_AGG(p.id))[:1000] AS partner_ids
              FROM matched m
              JOIN used u ON u.id = m.id
              JOIN res_partner p ON p.id = m.id
             WHERE m.territory_id IS NULL
             GROUP BY p.country_id, p.state_id
             ORDER BY amount DESC, address_count DESC
            """,
            used=self._get_used_sql(),
            matched=territories._get_match_sql(self._get_source(), self.company_id),
        )
        return [dict(row, kind="gap") for row in self.env.execute_query_dict(query)]

    def _get_source(self):
        parts = self.env["distributor.territory"]._get_source_parts(self.date)
        return SQL(
            """
            SELECT p.id, p.country_id, p.state_id, %(city)s AS city, p.zip, p.street,
                   p.street2, %(day)s::date AS day
              FROM res_partner p %(join)s
              JOIN (%(used)s) used ON used.id = p.id
            """,
            used=self._get_used_sql(),
            **parts,
        )

    def _get_used_sql(self):
        """The addresses that count, with orders and untaxed sales of the months."""
        return SQL(
            """
            SELECT id, SUM(orders) AS order_count, SUM(amount) AS amount
              FROM (
                SELECT partner_shipping_id AS id, 1 AS orders,
                       amount_untaxed / COALESCE(NULLIF(currency_rate, 0), 1) AS amount
                  FROM sale_order
                 WHERE company_id = %(company)s AND state = 'sale'
                   AND date_order >= %(since)s
                 UNION ALL
                SELECT partner_id, 0, 0
                  FROM distributor_distributor
                 WHERE company_id = %(company)s AND state != 'terminated'
              ) one
             GROUP BY id
            """,
            company=self.company_id.id,
            since=self.date - relativedelta(months=self.months),
        )

    def _find_states(self):
        """States of the chosen countries that no territory covers whole."""
        rows = self.env.execute_query_dict(
            SQL(
                """
                WITH k AS (%(keys)s)
                SELECT s.country_id, s.id AS state_id
                  FROM res_country_state s
                 WHERE s.country_id = ANY(%(countries)s)
                   AND NOT EXISTS (
                       SELECT 1 FROM k
                        WHERE k.country_id = s.country_id
                          AND COALESCE(k.state_id, s.id) = s.id
                          AND k.city = '' AND k.district = '' AND k.zip = ''
                   )
                 ORDER BY s.country_id, s.name
                """,
                keys=self._get_keys_sql(),
                countries=self.country_ids.ids,
            )
        )
        return [dict(row, kind="state") for row in rows]

    def _get_keys_sql(self):
        self.env["distributor.territory"].flush_model()
        return SQL(
            """
            SELECT k.*, t.parent_path
              FROM distributor_territory_key k
              JOIN distributor_territory t ON t.id = k.territory_id
             WHERE t.company_id = %(company)s AND t.active
               AND (t.date_start IS NULL OR t.date_start <= %(day)s)
               AND (t.date_end IS NULL OR t.date_end >= %(day)s)
            """,
            company=self.company_id.id,
            day=self.date,
        )

    def _find_overlaps(self):
        """Pairs of territories with places in common; those of which one stands above
        the other are told together."""
        rows = self.env.execute_query(
            SQL(
                """
                WITH k AS MATERIALIZED (%(keys)s),
                pair AS (
                    SELECT a.territory_id AS one, b.territory_id AS other,
                           a.parent_path AS path, b.parent_path AS other_path,
                           a.country_id, COALESCE(a.state_id, b.state_id) AS state_id,
                           a.city AS city1, b.city AS city2,
                           a.district AS district1, b.district AS district2,
                           a.zip AS zip1, b.zip AS zip2
                      FROM k a JOIN k b ON a.state_id = b.state_id
                     UNION ALL
                    SELECT a.territory_id, b.territory_id, a.parent_path,
                           b.parent_path, a.country_id,
                           COALESCE(a.state_id, b.state_id), a.city, b.city,
                           a.district, b.district, a.zip, b.zip
                      FROM k a JOIN k b
                        ON a.country_id = b.country_id
                       AND (a.state_id IS NULL OR b.state_id IS NULL)
                )
                SELECT CASE WHEN STARTS_WITH(other_path, path) THEN 'nested'
                            ELSE 'conflict' END AS kind,
                       one, CASE WHEN STARTS_WITH(other_path, path) THEN NULL
                                 ELSE other END AS other,
                       MIN(country_id), MIN(state_id), COUNT(DISTINCT other)
                  FROM pair
                 WHERE one != other
                   AND (city1 = '' OR city2 = '' OR city1 = city2)
                   AND (district1 = '' OR district2 = '' OR district1 = district2)
                   AND (STARTS_WITH(zip1, zip2) OR STARTS_WITH(zip2, zip1))
                   AND (STARTS_WITH(other_path, path)
                        OR (NOT STARTS_WITH(path, other_path) AND one < other))
                 GROUP BY 1, 2, 3
                 ORDER BY 1, 2, 3
                 LIMIT %(limit)s
                """,
                keys=self._get_keys_sql(),
                limit=LIMIT,
            )
        )
        names = ("kind", "territory_id", "other_id", "country_id", "state_id", "count")
        return [dict(zip(names, row, strict=True)) for row in rows]
