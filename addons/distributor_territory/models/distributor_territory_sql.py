# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.tools import SQL

#: where an address may have its district, see `engine.address.read_address`
DISTRICT_COLUMNS = ("district1", "district2", "district3", "city_text")


class DistributorTerritorySql(models.AbstractModel):
    """Matches any number of addresses by SQL, as `engine.matcher` does one by one.

    A territory's places are compared by equality, one hash join for each shape of place
    there is in the map (which parts are filled, and how long the zip prefix is).
    """

    _name = "distributor.territory.sql"
    _description = "Matching of Addresses in the Database"
    _inherit = "distributor.territory.reading"

    @api.model
    def _match_partners(self, partners, company=None, day=None):
        """Return {partner id: territory id or None} on a day, by one join.

        :param day: date; without it today
        """
        partners.flush_recordset(self._get_address_fields())
        source = SQL(
            """
            SELECT p.id, p.country_id, p.state_id, %(city)s AS city, p.zip, p.street,
                   p.street2, %(day)s::date AS day
              FROM res_partner p %(join)s
             WHERE p.id = ANY(%(ids)s)
            """,
            ids=partners.ids,
            **self._get_source_parts(day),
        )
        return dict(self._match_source(source, company or self.env.company))

    @api.model
    def _get_address_fields(self):
        names = ["country_id", "state_id", "city", "zip", "street", "street2"]
        partners = self.env["res.partner"]
        return [*names, "city_id"] if "city_id" in partners._fields else names

    @api.model
    def _get_source_parts(self, day=None):
        """Return what a statement over ``res_partner p`` needs to read an address."""
        parts = {
            "day": day or fields.Date.context_today(self),
            "city": SQL("p.city"),
            "join": SQL(""),
        }
        if "city_id" in self.env["res.partner"]._fields:
            name = self.env["res.city"]._field_to_sql("rc", "name")
            parts["city"] = SQL("COALESCE(NULLIF(p.city, ''), %s)", name)
            parts["join"] = SQL("LEFT JOIN res_city rc ON rc.id = p.city_id")
        return parts

    @api.model
    def _match_source(self, source, company):
        """Return [(id, territory id or None)] of the addresses that a statement gives.

        :param source: SQL with columns id, country_id, state_id, city, zip, street,
            street2, day; what it reads must be flushed
        """
        return self.env.execute_query(self._get_match_sql(source, company))

    @api.model
    def _get_match_sql(self, source, company):
        """Return the SQL that gives id and territory_id of each address."""
        self.env["distributor.territory"].flush_model(
            ["code", "parent_path", "active", "company_id", "date_start", "date_end"]
        )
        return SQL(
            """
            WITH source AS MATERIALIZED (%(source)s),
            rule AS MATERIALIZED (%(rule)s),
            address AS MATERIALIZED (%(address)s),
            found AS (SELECT id, MIN(rank) AS rank FROM (%(joins)s) one GROUP BY id)
            SELECT a.id, r.territory_id
              FROM source a
              LEFT JOIN found f ON f.id = a.id
              LEFT JOIN rule r ON r.rank = f.rank
            """,
            source=source,
            address=self._get_address_sql(self._get_odd_texts(source)),
            rule=self._get_rule_sql(company),
            joins=self._get_joins_sql(company),
        )

    @api.model
    def _get_rule_sql(self, company):
        """Every key of the map, ranked as `engine.matcher.Candidate` is."""
        return SQL(
            """
            SELECT k.territory_id, k.country_id, COALESCE(k.state_id, 0) AS state_id,
                   k.city, k.district, k.zip, t.date_start, t.date_end,
                   ROW_NUMBER() OVER (
                       ORDER BY LENGTH(k.zip) DESC, k.district != '' DESC,
                                k.city != '' DESC, k.state_id IS NOT NULL DESC,
                                LENGTH(t.parent_path)
                                - LENGTH(REPLACE(t.parent_path, '/', '')) DESC,
                                t.code COLLATE "C", t.id
                   ) AS rank
              FROM distributor_territory_key k
              JOIN distributor_territory t ON t.id = k.territory_id
             WHERE t.company_id = %s AND t.active
            """,
            company.id,
        )

    @api.model
    def _get_joins_sql(self, company):
        """One hash join for each shape of place in the map: which parts are filled,
        and how long the zip prefix is. A district may stand in four places."""
        shapes = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT k.state_id IS NOT NULL, k.city != '',
                       k.district != '', LENGTH(k.zip)
                  FROM distributor_territory_key k
                  JOIN distributor_territory t ON t.id = k.territory_id
                 WHERE t.company_id = %s AND t.active
                """,
                company.id,
            )
        )
        joins = [
            self._get_join_sql(state, city, column, length)
            for state, city, district, length in shapes
            for column in (DISTRICT_COLUMNS if district else (None,))
        ]
        nothing = SQL("SELECT 0 AS id, 0 AS rank WHERE FALSE")
        return SQL(" UNION ALL ").join([nothing, *joins])

    @api.model
    def _get_join_sql(self, state, city, district, length):
        column = SQL.identifier("a", district) if district else SQL("''")
        return SQL(
            """
            SELECT a.id, r.rank
              FROM address a
              JOIN rule r
                ON r.country_id = a.country_id
               AND r.state_id = %(state)s
               AND r.city = %(city)s
               AND r.district = %(district)s
               AND r.zip = LEFT(a.zip, %(length)s)
               AND LENGTH(r.zip) = %(length)s
               AND (r.date_start IS NULL OR r.date_start <= a.day)
               AND (r.date_end IS NULL OR r.date_end >= a.day)
            """,
            state=SQL("a.state_id") if state else SQL("0"),
            city=SQL("a.city") if city else SQL("''"),
            district=column,
            length=length,
        )
