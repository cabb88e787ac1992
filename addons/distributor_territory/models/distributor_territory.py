# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .distributor_territory_place_mixin import PLACE

#: what decides on which day a place belongs to a territory
CRITERIA = {*PLACE, "date_start", "date_end", "company_id", "active"}


class DistributorTerritory(models.Model):
    """A place of the sales map: a country, a state, a city or some zip codes.

    It may cover a list of further places. One that covers none only groups those
    below it. Dates are inclusive; empty means open.
    """

    _name = "distributor.territory"
    _description = "Territory"
    _inherit = [
        "distributor.territory.matching",
        "distributor.territory.sql",
        "distributor.territory.history",
        "distributor.territory.place.mixin",
    ]
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
        help="Leave empty to only group the territories below."
    )
    place_ids = fields.One2many(
        "distributor.territory.place", "territory_id", "Also Covers", copy=True
    )
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

    @api.depends(*PLACE, "place_ids.coverage")
    @api.depends_context("lang")
    def _compute_coverage(self):
        for territory in self:
            places = [territory._describe_place()]
            places += territory.place_ids.mapped("coverage")
            territory.coverage = "; ".join(filter(None, places))

    def _compute_distributor_count(self):
        counts = self.env["distributor.distributor"]._read_group(
            [("territory_id", "child_of", self.ids)], ["territory_id"], ["__count"]
        )
        for territory in self:
            path = territory.parent_path or "-"
            territory.distributor_count = sum(
                count for leaf, count in counts if leaf.parent_path.startswith(path)
            )

    @api.model_create_multi
    def create(self, vals_list):
        territories = super().create([self._clean_vals(vals) for vals in vals_list])
        territories._update_map()
        return territories

    def write(self, vals):
        if vals.get("parent_id"):
            self._check_loop(self.browse(vals["parent_id"]))
        vals = self._clean_vals(vals)
        self._filter_other_place(vals)._check_unused()
        result = super().write(vals)
        if not CRITERIA.isdisjoint(vals):
            self._update_map()
        return result

    def _update_map(self):
        """Take over what the territories cover now."""
        keys = self.env["distributor.territory.key"].sudo()
        # sudo: derived from what the user may write; nobody writes keys by hand
        keys._rebuild(self)
        self._check_same_place(keys)
        self._match_open_orders()

    def _make_keys(self):
        """Return the places covered as `engine.matcher.Key`, each once."""
        self.ensure_one()
        prepare = self.env["distributor.territory.key"]._prepare_keys
        found = prepare(self)
        for place in self.place_ids:
            found += prepare(place)
        return list(dict.fromkeys(found))

    def _check_same_place(self, keys):
        """Refuse a place that another territory of the company covers the same day."""
        for pair in keys._find_same_place(self):
            one, other = map(self.sudo().browse, pair)
            raise ValidationError(
                self.env._(
                    "%(one)s and %(other)s cover the same place on the same day:"
                    " %(coverage)s. An address there would belong to both. Change what"
                    " one of them covers, or give the one a last day and the other a"
                    " later first day.",
                    one=one.display_name,
                    other=other.display_name,
                    coverage=one.coverage,
                )
            )

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
