# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL, format_date


class DistributorTerritoryPrice(models.Model):
    """Says which price list applies to a distributor, by contract, place and level.

    The rule of precedence stands in `engine/resolver.py`; the choice is stored on the
    order and never changes behind the back of anybody.
    """

    _name = "distributor.territory.price"
    _description = "Territory Price"
    _inherit = ["distributor.price.resolution", "mail.thread"]
    _check_company_auto = True
    _order = "company_id, distributor_id, territory_id, level_id, date_start desc, id"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    territory_id = fields.Many2one(
        "distributor.territory",
        index=True,
        check_company=True,
        ondelete="restrict",
        tracking=True,
        help="Also holds for the territories it is divided into, unless they have"
        " a price list of their own.",
    )
    level_id = fields.Many2one(
        "distributor.level",
        ondelete="restrict",
        tracking=True,
        help="Leave empty for all levels.",
    )
    distributor_id = fields.Many2one(
        "distributor.distributor",
        "Contract Price Of",
        index="btree_not_null",
        check_company=True,
        ondelete="cascade",
        tracking=True,
        help="Agreed with this distributor alone; wins over territory and level.",
    )
    pricelist_id = fields.Many2one(
        "product.pricelist",
        "Price List",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
        tracking=True,
    )
    currency_id = fields.Many2one(related="pricelist_id.currency_id")
    date_start = fields.Date("First Day", tracking=True)
    date_end = fields.Date(
        "Last Day", tracking=True, help="The last day on which it holds."
    )
    note = fields.Char()
    status = fields.Selection(
        [("current", "Valid"), ("future", "Planned"), ("past", "Expired")],
        compute="_compute_status",
        search="_search_status",
    )

    _dates_check = models.Constraint(
        "CHECK (date_end IS NULL OR date_start IS NULL OR date_end >= date_start)",
        "The last day is before the first day.",
    )
    # two people may save in the same moment, and neither sees the other's rule; ranges
    # of one number stand for "=", so that no extension of PostgreSQL is needed
    _overlap_excl = models.Constraint(
        "EXCLUDE USING gist ("
        "int4range(company_id, company_id, '[]') WITH =,"
        " int4range(COALESCE(distributor_id, 0), COALESCE(distributor_id, 0), '[]')"
        " WITH =,"
        " int4range(COALESCE(territory_id, 0), COALESCE(territory_id, 0), '[]') WITH =,"
        " int4range(COALESCE(level_id, 0), COALESCE(level_id, 0), '[]') WITH =,"
        " daterange(date_start, date_end, '[]') WITH &&"
        ") DEFERRABLE INITIALLY DEFERRED",
        "Somebody else has just saved a price list for the same on the same day. Reload"
        " and look.",
    )

    @api.depends("distributor_id", "territory_id", "level_id", "pricelist_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for price in self:
            scope = price.distributor_id or price.territory_id
            parts = [scope.display_name, price.level_id.display_name]
            name = " · ".join(part for part in parts if part)
            price.display_name = f"{name}: {price.pricelist_id.name or ''}"

    @api.depends("date_start", "date_end")
    def _compute_status(self):
        today = fields.Date.context_today(self)
        for price in self:
            if price.date_start and price.date_start > today:
                price.status = "future"
            elif price.date_end and price.date_end < today:
                price.status = "past"
            else:
                price.status = "current"

    @api.model
    def _search_status(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = fields.Date.context_today(self)
        started = Domain("date_start", "=", False) | Domain("date_start", "<=", today)
        ended = Domain("date_end", "<", today)
        domains = {"future": ~started, "past": ended, "current": started & ~ended}
        return Domain.OR(domains[status] for status in value if status in domains)

    # pricelist_id is always given, so that a rule without any scope is checked too
    @api.constrains("distributor_id", "territory_id", "level_id", "pricelist_id")
    def _check_scope(self):
        for price in self:
            scope = price.territory_id or price.level_id
            if price.distributor_id and scope:
                raise ValidationError(
                    self.env._(
                        "A contract price names the distributor only: leave territory"
                        " and level empty."
                    )
                )
            if not price.distributor_id and not scope:
                raise ValidationError(
                    self.env._(
                        "Say for whom the price list is: a distributor, a territory"
                        " or a level."
                    )
                )

    @api.constrains(
        "company_id",
        "distributor_id",
        "territory_id",
        "level_id",
        "date_start",
        "date_end",
    )
    def _check_overlap(self):
        """Refuse two price lists for the same scope on the same day."""
        peers = self.search(
            [
                ("company_id", "in", self.company_id.ids),
                ("distributor_id", "in", [*self.distributor_id.ids, False]),
                ("territory_id", "in", [*self.territory_id.ids, False]),
                ("level_id", "in", [*self.level_id.ids, False]),
            ]
        )
        by_scope = peers.grouped(lambda price: price._get_scope())
        for price in self:
            for peer in by_scope.get(price._get_scope(), ()):
                if peer != price and price._overlaps(peer):
                    price._raise_overlap(peer)
        self._check_overlap_now()

    def _check_overlap_now(self):
        """Let the database compare with what others have saved meanwhile.

        Deferred till here, so that the check above can name both rules.
        """
        self.flush_model()
        name = SQL.identifier(f"{self._table}_overlap_excl")
        self.env.cr.execute(SQL("SET CONSTRAINTS %s IMMEDIATE", name))
        self.env.cr.execute(SQL("SET CONSTRAINTS %s DEFERRED", name))

    def _get_scope(self):
        return self.company_id, self.distributor_id, self.territory_id, self.level_id

    def _overlaps(self, other):
        def begins_in_time(one, two):
            start, end = one.date_start, two.date_end
            return not start or not end or start <= end

        return begins_in_time(self, other) and begins_in_time(other, self)

    def _raise_overlap(self, other):
        raise ValidationError(
            self.env._(
                "“%(new)s” (%(new_dates)s) and “%(old)s” (%(old_dates)s) hold for the"
                " same on the same day. End one before the other begins.",
                new=self.display_name,
                new_dates=self._get_dates_text(),
                old=other.display_name,
                old_dates=other._get_dates_text(),
            )
        )

    def _get_dates_text(self):
        start, end = (
            format_date(self.env, day) or "…"
            for day in (self.date_start, self.date_end)
        )
        return f"{start} – {end}"
