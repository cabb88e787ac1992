# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.tools import format_date


class DistributorTreeShow(models.TransientModel):
    """Asks on which day, and from which distributor down, the tree is shown."""

    _name = "distributor.tree.show"
    _description = "Show the Tree on a Day"

    date = fields.Date(
        "Day",
        required=True,
        default=lambda self: self.env["distributor.tree.day"]._get_day(),
    )
    root_id = fields.Many2one(
        "distributor.distributor",
        "Below",
        help="Leave empty for the whole channel.",
    )

    def action_show(self):
        """Open the tree of the day as a list and a hierarchy."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor.distributor_tree_day_action"
        )
        context = {"tree_date": fields.Date.to_string(self.date)}
        domain = []
        if self.root_id:
            domain = [("id", "child_of", self.root_id.id)]
            context["hierarchy_res_id"] = self.root_id.id
        name = self.env._("Tree on %s", format_date(self.env, self.date))
        return dict(
            action,
            name=name,
            display_name=name,
            domain=domain,
            context=context,
        )
