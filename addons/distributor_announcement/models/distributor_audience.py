# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

# who is told something: no applicants, and nobody who left
TOLD = ("active", "suspended", "terminating")


class DistributorAudience(models.AbstractModel):
    """Something meant for all distributors, or for some of them.

    Who belongs to it follows from what a distributor is today: whoever joins, or is
    moved to one of the levels or territories, belongs to it from then on.
    """

    _name = "distributor.audience"
    _description = "Distributors for Whom Something Is Meant"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    audience = fields.Selection(
        [
            ("all", "All Distributors"),
            ("part", "By Level or Territory"),
            ("chosen", "Chosen Distributors"),
        ],
        required=True,
        default="all",
        tracking=True,
    )
    # what is archived still counts, and what is used is not deleted: an audience never
    # grows because one of its parts went away
    level_ids = fields.Many2many(
        "distributor.level",
        string="Levels",
        ondelete="restrict",
        context={"active_test": False},
        help="Empty: every level.",
    )
    territory_ids = fields.Many2many(
        "distributor.territory",
        string="Territories",
        ondelete="restrict",
        check_company=True,
        context={"active_test": False},
        help="With all territories they are divided into. Empty: everywhere.",
    )
    distributor_ids = fields.Many2many(
        "distributor.distributor",
        string="Distributors",
        ondelete="restrict",
        check_company=True,
        context={"active_test": False},
    )
    audience_count = fields.Integer(
        "For Distributors", compute="_compute_audience_count"
    )

    @api.depends(
        "company_id", "audience", "level_ids", "territory_ids", "distributor_ids"
    )
    def _compute_audience_count(self):
        distributors = self.env["distributor.distributor"]
        for record in self:
            # shown on the form only: each record asks another question
            domain = record._get_audience_domain()
            record.audience_count = distributors.search_count(domain)

    @api.constrains("audience", "level_ids", "territory_ids", "distributor_ids")
    def _check_audience(self):
        for record in self:
            if record.audience == "part" and not (
                record.level_ids or record.territory_ids
            ):
                raise ValidationError(
                    self.env._(
                        "%s is meant for some levels or territories: choose at least"
                        " one.",
                        record.display_name,
                    )
                )
            if record.audience == "chosen" and not record.distributor_ids:
                raise ValidationError(
                    self.env._(
                        "%s is meant for some distributors: choose at least one.",
                        record.display_name,
                    )
                )

    def _get_audience_domain(self):
        """Return the domain of the distributors for whom this is meant today."""
        self.ensure_one()
        domain = Domain("company_id", "=", self.company_id.id)
        domain &= Domain("state", "in", TOLD)
        if self.audience == "chosen":
            return domain & Domain("id", "in", self.distributor_ids.ids)
        if self.audience == "part" and self.level_ids:
            domain &= Domain("level_id", "in", self.level_ids.ids)
        if self.audience == "part" and self.territory_ids:
            domain &= Domain("territory_id", "child_of", self.territory_ids.ids)
        return domain

    @api.model
    def _get_told_domain(self, distributor):
        """Return the domain of what is meant for a distributor today."""
        if distributor.state not in TOLD:
            return Domain.FALSE
        path = distributor.territory_id.parent_path or ""
        above = [int(node) for node in path.split("/") if node]
        part = (
            Domain("level_ids", "=", False)
            | Domain("level_ids", "in", distributor.level_id.ids)
        ) & (Domain("territory_ids", "=", False) | Domain("territory_ids", "in", above))
        return Domain("company_id", "=", distributor.company_id.id) & (
            Domain("audience", "=", "all")
            | (Domain("audience", "=", "part") & part)
            | (
                Domain("audience", "=", "chosen")
                & Domain("distributor_ids", "in", distributor.ids)
            )
        )

    def action_view_audience(self):
        """Show for whom this is meant today."""
        self.ensure_one()
        self.check_access("read")
        return self._view_distributors(
            self.env._("For %s", self.display_name), self._get_audience_domain()
        )

    def _view_distributors(self, title, domain):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor.distributor_distributor_action"
        )
        return dict(action, display_name=title, domain=list(domain), context={})
