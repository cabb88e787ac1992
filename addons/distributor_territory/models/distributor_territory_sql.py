# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import json

from odoo import api, fields, models
from odoo.tools import SQL

from ..engine.address import (
    CITY,
    DISTRICT,
    HEAD,
    HEAD_LENGTH,
    PROVINCE,
    normalize_city,
    normalize_zip,
)

#: texts that SQL makes comparable exactly as `engine.address` does; all others are
#: looked up in a list that Python made
PLAIN_CITY = "^[ -~一-鿿]*$"
PLAIN_ZIP = "^[ -~]*$"
#: where an address may have its district, see `engine.address.read_address`
DISTRICT_COLUMNS = ("district1", "district2", "district3", "city_text")


class DistributorTerritorySql(models.AbstractModel):
    """Matches any number of addresses by SQL, as `engine.matcher` does one by one.

    The texts of an address are read in SQL by the patterns of `engine.address`. A
    territory's places are compared by equality, one hash join for each shape of place
    there is in the map (which parts are filled, and how long the zip prefix is).
    """

    _name = "distributor.territory.sql"
    _description = "Matching of Addresses in the Database"

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

    @api.model
    def _get_address_sql(self, odd):
        """Read the texts of the addresses, see `engine.address.read_address`."""
        return SQL(
            """
            SELECT id, country_id, state_id, zip, day, heads.city AS city_text,
                   COALESCE(
                       NULLIF(head.city, ''), NULLIF(heads.city, ''),
                       NULLIF(one.city, ''), two.city
                   ) AS city,
                   CASE WHEN head.city != ''
                        THEN COALESCE(SUBSTRING(head.rest, %(district)s), '')
                        ELSE '' END AS district1,
                   COALESCE(
                       SUBSTRING(one.rest, %(district)s),
                       SUBSTRING(street1, %(district)s), ''
                   ) AS district2,
                   COALESCE(
                       SUBSTRING(two.rest, %(district)s),
                       SUBSTRING(street2, %(district)s), ''
                   ) AS district3
              FROM (%(heads)s) heads
             CROSS JOIN LATERAL (%(head)s) head
             CROSS JOIN LATERAL (%(one)s) one
             CROSS JOIN LATERAL (%(two)s) two
            """,
            district=DISTRICT,
            heads=self._get_heads_sql(odd),
            head=self._get_split_sql(SQL("heads.city_head")),
            one=self._get_split_sql(SQL("heads.street1")),
            two=self._get_split_sql(SQL("heads.street2")),
        )

    @api.model
    def _get_heads_sql(self, odd):
        """Make city and zip comparable and take what the texts begin with.

        Streets are read only where the map or an address needs them.
        """
        street = SQL(
            "(COALESCE(city, '') = '' OR (SELECT BOOL_OR(district != '') FROM rule))"
        )
        return SQL(
            """
            SELECT id, day, COALESCE(country_id, 0) AS country_id,
                   COALESCE(state_id, 0) AS state_id, %(city)s AS city, %(zip)s AS zip,
                   %(city_head)s AS city_head,
                   CASE WHEN %(street)s THEN
                       REGEXP_REPLACE(%(street1)s, %(province)s, '') ELSE '' END
                       AS street1,
                   CASE WHEN %(street)s THEN
                       REGEXP_REPLACE(%(street2)s, %(province)s, '') ELSE '' END
                       AS street2
              FROM source
            OFFSET 0
            """,
            city=self._get_clean_sql(
                SQL("city"),
                PLAIN_CITY,
                SQL("REGEXP_REPLACE(BTRIM(LOWER(city COLLATE \"C\")), ' +', ' ', 'g')"),
                odd["city"],
            ),
            zip=self._get_clean_sql(
                SQL("zip"),
                PLAIN_ZIP,
                SQL("UPPER(REGEXP_REPLACE(zip, '[^A-Za-z0-9]', '', 'g'))"),
                odd["zip"],
            ),
            street=street,
            province=PROVINCE,
            city_head=self._get_head_sql(SQL("city")),
            street1=self._get_head_sql(SQL("street")),
            street2=self._get_head_sql(SQL("street2")),
        )

    @api.model
    def _get_clean_sql(self, column, plain, expression, odd):
        """What Python made of an odd text, else the expression."""
        return SQL(
            """
            CASE WHEN %(column)s IS NULL THEN ''
                 WHEN %(column)s ~ %(plain)s THEN %(expression)s
                 ELSE COALESCE(%(odd)s::jsonb ->> %(column)s, '') END
            """,
            column=column,
            plain=plain,
            expression=expression,
            odd=json.dumps(odd),
        )

    @api.model
    def _get_head_sql(self, column):
        """See `engine.address.get_head`; a text of one byte a character has none."""
        return SQL(
            """
            CASE WHEN OCTET_LENGTH(%(column)s) > LENGTH(%(column)s) THEN LEFT(TRANSLATE(
                SUBSTRING(%(column)s, %(head)s), %(spaces)s, ''), %(length)s)
            ELSE '' END
            """,
            column=column,
            head=HEAD,
            spaces=" \u3000",
            length=HEAD_LENGTH,
        )

    @api.model
    def _get_split_sql(self, head):
        """See `engine.address.split_city`."""
        return SQL(
            """
            SELECT CASE WHEN LENGTH(%(head)s) - LENGTH(found) > 1
                        THEN found ELSE '' END AS city,
                   CASE WHEN LENGTH(%(head)s) - LENGTH(found) > 1
                        THEN SUBSTR(%(head)s, LENGTH(found) + 1) ELSE %(head)s END
                        AS rest
              FROM (SELECT SUBSTRING(%(head)s, %(city)s) AS found OFFSET 0) one
             OFFSET 0
            """,
            head=head,
            city=CITY,
        )

    @api.model
    def _get_odd_texts(self, source):
        """Return {column: {text: as Python makes it comparable}} of texts that SQL
        would not make comparable the same way."""
        rows = self.env.execute_query(
            SQL(
                """
                WITH source AS MATERIALIZED (%(source)s)
                SELECT 'city', city FROM source WHERE city !~ %(city)s GROUP BY city
                 UNION ALL
                SELECT 'zip', zip FROM source WHERE zip !~ %(zip)s GROUP BY zip
                """,
                source=source,
                city=PLAIN_CITY,
                zip=PLAIN_ZIP,
            )
        )
        cleaners = {"city": normalize_city, "zip": normalize_zip}
        odd = {name: {} for name in cleaners}
        for name, text in rows:
            odd[name][text] = cleaners[name](text)
        return odd
