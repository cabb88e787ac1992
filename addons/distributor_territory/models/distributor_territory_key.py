# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.tools import SQL

from ..engine.matcher import Criteria, Key, make_keys


class DistributorTerritoryKey(models.Model):
    """The places of a territory as addresses are compared with them.

    Derived from the territory and its places, one row for each spelling and zip prefix.
    Written by `_rebuild` only; read by SQL.
    """

    _name = "distributor.territory.key"
    _description = "Place of a Territory, Normalised"
    _log_access = False

    territory_id = fields.Many2one(
        "distributor.territory", required=True, index=True, ondelete="cascade"
    )
    country_id = fields.Many2one("res.country", required=True)
    state_id = fields.Many2one("res.country.state")
    city = fields.Char()
    district = fields.Char()
    zip = fields.Char()

    _place_idx = models.Index("(country_id, state_id, city)")

    @api.model
    def _rebuild(self, territories):
        """Write the keys of territories anew; two queries for any number of them."""
        rows = [
            (territory.id, key.country, key.state or None, *key[2:])
            for territory in territories
            for key in territory._make_keys()
        ]
        self.env.execute_query(
            SQL(
                "DELETE FROM distributor_territory_key WHERE territory_id = ANY(%s)"
                " RETURNING id",
                territories.ids,
            )
        )
        if rows:
            self.env.execute_query(
                SQL(
                    """
                    INSERT INTO distributor_territory_key
                        (territory_id, country_id, state_id, city, district, zip)
                    SELECT * FROM UNNEST(
                        %s::int[], %s::int[], %s::int[], %s::text[], %s::text[],
                        %s::text[]
                    ) RETURNING id
                    """,
                    *map(list, zip(*rows, strict=True)),
                )
            )
        self.invalidate_model()

    @api.model
    def _fetch_criteria(self, addresses, company):
        """Return the `Criteria` of a company that may cover one of the addresses."""
        territories = self.env["distributor.territory"]
        territories.flush_model(
            ["code", "parent_path", "active", "company_id", "date_start", "date_end"]
        )
        rows = self.env.execute_query(
            SQL(
                """
                SELECT t.id, t.code, t.parent_path, t.date_start, t.date_end,
                       k.country_id, COALESCE(k.state_id, 0), k.city, k.district, k.zip
                  FROM distributor_territory_key k
                  JOIN distributor_territory t ON t.id = k.territory_id
                 WHERE t.company_id = %(company)s
                   AND t.active
                   AND k.country_id = ANY(%(countries)s)
                   AND (k.state_id IS NULL OR k.state_id = ANY(%(states)s))
                   AND k.city = ANY(%(cities)s)
                   AND k.district = ANY(%(districts)s)
                """,
                company=company.id,
                countries=list({address.country for address in addresses}),
                states=list({address.state for address in addresses}),
                cities=list({"", *(address.city for address in addresses)}),
                districts=list(
                    {"", *(one for address in addresses for one in address.districts)}
                ),
            )
        )
        keys = {}
        for territory, code, path, start, end, *key in rows:
            head = (territory, code, (path or "").count("/"), start, end)
            keys.setdefault(head, []).append(Key(*key))
        return [
            Criteria(territory, code, depth, tuple(places), start, end)
            for (territory, code, depth, start, end), places in keys.items()
        ]

    @api.model
    def _find_same_place(self, territories):
        """Return [(territory id, other id)] that cover a place on the same day."""
        territories.flush_model(["active", "company_id", "date_start", "date_end"])
        return self.env.execute_query(
            SQL(
                """
                WITH place AS MATERIALIZED (
                    SELECT t.id, DATERANGE(t.date_start, t.date_end, '[]') AS days,
                           ROW(
                               t.company_id, k.country_id, COALESCE(k.state_id, 0),
                               k.city, k.district, k.zip
                           )::text AS place
                      FROM distributor_territory_key k
                      JOIN distributor_territory t ON t.id = k.territory_id
                     WHERE t.active AND t.company_id = ANY(%(companies)s)
                ),
                doubled AS MATERIALIZED (
                    SELECT *
                      FROM (SELECT *, COUNT(*) OVER (PARTITION BY place) FROM place) p
                     WHERE count > 1
                )
                SELECT one.id, other.id
                  FROM doubled one
                  JOIN doubled other ON other.place = one.place
                 WHERE one.id = ANY(%(ids)s)
                   AND other.id != one.id
                   AND other.days && one.days
                 LIMIT 1
                """,
                companies=territories.company_id.ids,
                ids=territories.ids,
            )
        )

    @api.model
    def _prepare_keys(self, record):
        """Return the `Key`s of a record that has the fields of a place."""
        if not record.country_id:
            return []
        return make_keys(
            record.country_id.id,
            record.state_id.id or 0,
            record.city,
            record.district,
            record.zip_prefix,
        )
