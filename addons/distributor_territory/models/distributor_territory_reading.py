# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import json

from odoo import api, models
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


class DistributorTerritoryReading(models.AbstractModel):
    """Reads the texts of addresses in SQL, by the patterns of `engine.address`."""

    _name = "distributor.territory.reading"
    _description = "Reading of Addresses in the Database"

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
