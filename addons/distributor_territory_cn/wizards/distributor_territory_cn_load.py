# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class DistributorTerritoryCnLoad(models.TransientModel):
    """Shows what loading the divisions would create, and does it."""

    _name = "distributor.territory.cn.load"
    _description = "Load China's Divisions"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    depth = fields.Selection(
        [
            ("province", "Provinces"),
            ("city", "Provinces and cities"),
            ("district", "Provinces, cities and districts"),
        ],
        "Down To",
        required=True,
        default="city",
    )
    parent_id = fields.Many2one(
        "distributor.territory",
        "Part Of",
        domain="[('company_id', '=', company_id)]",
        help="The provinces become part of this territory.",
    )
    new_count = fields.Integer("Will Be Created", compute="_compute_counts")
    known_count = fields.Integer("On the Map Already", compute="_compute_counts")
    renamed_count = fields.Integer("Will Be Renamed", compute="_compute_counts")
    preview = fields.Text("For Example", compute="_compute_counts")

    @api.depends("company_id", "depth")
    def _compute_counts(self):
        territories = self.env["distributor.territory"]
        for load in self:
            load.new_count = load.known_count = load.renamed_count = 0
            load.preview = False
            if not (load.company_id and load.depth):
                continue
            plan = self.env["distributor.territory.cn"]._plan(
                load.company_id, load.depth
            )
            new = [one for one in plan.values() if not one.territory]
            load.new_count = len(new)
            load.known_count = len(plan) - len(new)
            load.renamed_count = sum(
                one.is_own and territories.browse(one.territory).name != one.name
                for one in plan.values()
            )
            names = [f"{one.territory_code} {one.name}" for one in new]
            rest = [self.env._("and %s more", len(names) - 8)] if names[8:] else []
            load.preview = "\n".join(names[:8] + rest)

    def action_load(self):
        """Load the divisions and show them."""
        self.ensure_one()
        self.env["distributor.territory"].check_access("create")
        created, _renamed = self.env["distributor.territory.cn"]._load(
            self.company_id, self.depth, self.parent_id
        )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_territory.distributor_territory_action"
        )
        return dict(
            action,
            domain=[("code", "=like", "CN-%"), ("company_id", "=", self.company_id.id)],
            target="main",
            name=self.env._("%s territories created", len(created)),
        )
