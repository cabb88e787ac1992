# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..engine.matcher import normalize_city, split_zips

CRITERIA = {"country_id", "state_id", "city", "zip_prefix", "company_id", "active"}


class DistributorTerritory(models.Model):
    """A place of the sales map: a country, a state, a city or some zip codes.

    A territory without country only groups those below it and covers no address.
    """

    _name = "distributor.territory"
    _description = "Territory"
    _inherit = ["distributor.territory.matching"]
    _parent_store = True
    _check_company_auto = True
    _order = "complete_name, id"
    _rec_names_search = ["code", "name"]

    name = fields.Char(required=True)
    code = fields.Char(required=True, copy=False)
    complete_name = fields.Char(
        "Full Name", compute="_compute_complete_name", store=True, recursive=True
    )
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    parent_id = fields.Many2one(
        "distributor.territory",
        "Part Of",
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("distributor.territory", "parent_id", "Divided Into")
    country_id = fields.Many2one(
        "res.country",
        index="btree_not_null",
        help="Leave empty to only group the territories below.",
    )
    state_id = fields.Many2one(
        "res.country.state", domain="[('country_id', '=?', country_id)]"
    )
    city = fields.Char(help="Exactly as in addresses; upper or lower case is the same.")
    match_city = fields.Char(compute="_compute_match_city", store=True, precompute=True)
    zip_prefix = fields.Char(
        "ZIP Codes Starting With",
        help="One or more beginnings of zip codes, separated by commas: 200, 2013.",
    )
    coverage = fields.Char("Covers", compute="_compute_coverage")
    distributor_ids = fields.One2many("distributor.distributor", "territory_id")
    distributor_count = fields.Integer(
        "Distributors",
        compute="_compute_distributor_count",
        help="Distributors of this territory and of those it is divided into.",
    )
    price_ids = fields.One2many("distributor.territory.price", "territory_id")

    _code_uniq = models.Constraint(
        "UNIQUE (company_id, code)", "Another territory has this code already."
    )

    @api.depends("name", "parent_id.complete_name")
    def _compute_complete_name(self):
        for territory in self:
            above = territory.parent_id.complete_name
            name = territory.name or ""
            territory.complete_name = f"{above} / {name}" if above else name

    @api.depends("code", "name")
    def _compute_display_name(self):
        for territory in self:
            territory.display_name = f"[{territory.code}] {territory.name or ''}"

    @api.depends("city")
    def _compute_match_city(self):
        for territory in self:
            territory.match_city = normalize_city(territory.city)

    @api.depends("country_id", "state_id", "city", "zip_prefix")
    @api.depends_context("lang")
    def _compute_coverage(self):
        for territory in self:
            zips = territory.zip_prefix
            parts = [
                territory.country_id.name,
                territory.state_id.name,
                territory.city,
                zips and self.env._("ZIP %(zips)s…", zips=zips.replace(",", "…, ")),
            ]
            territory.coverage = ", ".join(part for part in parts if part)

    def _compute_distributor_count(self):
        counts = self.env["distributor.distributor"]._read_group(
            [("territory_id", "child_of", self.ids)], ["territory_id"], ["__count"]
        )
        for territory in self:
            path = territory.parent_path or "-"
            territory.distributor_count = sum(
                count for leaf, count in counts if leaf.parent_path.startswith(path)
            )

    @api.onchange("state_id")
    def _onchange_state_id(self):
        if self.state_id:
            self.country_id = self.state_id.country_id

    @api.onchange("country_id")
    def _onchange_country_id(self):
        if self.state_id.country_id != self.country_id:
            self.state_id = False

    @api.constrains("country_id", "state_id", "city", "zip_prefix")
    def _check_country_id(self):
        for territory in self:
            country, state = territory.country_id, territory.state_id
            if (state or territory.match_city or territory.zip_prefix) and not country:
                raise ValidationError(
                    self.env._(
                        "Territory %s: a state, city or zip code needs a country.",
                        territory.display_name,
                    )
                )
            if state and state.country_id != country:
                raise ValidationError(
                    self.env._(
                        "Territory %(territory)s: %(state)s is not in %(country)s.",
                        territory=territory.display_name,
                        state=state.name,
                        country=country.name,
                    )
                )

    @api.constrains(*CRITERIA)
    def _check_same_place(self):
        """Refuse a place that another active territory of the company covers too."""
        checked = self.filtered(lambda record: record.active and record.country_id)
        known = {}
        for territory in self.search(
            [
                ("company_id", "in", checked.company_id.ids),
                ("country_id", "in", checked.country_id.ids),
            ]
        ):
            for place in territory._get_criteria().keys:
                other = known.setdefault((territory.company_id, place), territory)
                if other != territory and (other in self or territory in self):
                    territory._raise_same_place(other)

    def _raise_same_place(self, other):
        raise ValidationError(
            self.env._(
                "%(one)s and %(other)s cover the same place: %(coverage)s. An address"
                " there would belong to both.",
                one=other.display_name,
                other=self.display_name,
                coverage=self.coverage,
            )
        )

    @api.model_create_multi
    def create(self, vals_list):
        territories = super().create([self._clean_vals(vals) for vals in vals_list])
        territories._match_open_orders()
        return territories

    def write(self, vals):
        if vals.get("parent_id"):
            self._check_loop(self.browse(vals["parent_id"]))
        result = super().write(self._clean_vals(vals))
        if not CRITERIA.isdisjoint(vals):
            self._match_open_orders()
        return result

    @api.model
    def _clean_vals(self, vals):
        if vals.get("zip_prefix"):
            return dict(vals, zip_prefix=",".join(split_zips(vals["zip_prefix"])))
        return vals

    def _check_loop(self, parent):
        above = {int(key) for key in (parent.parent_path or "").split("/") if key}
        for territory in self:
            if territory.id in above:
                raise ValidationError(
                    self.env._(
                        "%(territory)s cannot be part of %(parent)s, which is itself"
                        " part of %(territory)s.",
                        territory=territory.display_name,
                        parent=parent.display_name,
                    )
                )

    def _get_path(self):
        """Return the ids from this territory up to the root, nearest first."""
        path = [int(key) for key in (self.parent_path or "").split("/") if key]
        return tuple(reversed(path))

    def action_view_distributors(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor.distributor_distributor_action"
        )
        return dict(
            action,
            domain=[("territory_id", "child_of", self.id)],
            context={"default_territory_id": self.id},
        )
