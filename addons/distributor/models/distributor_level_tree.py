# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.exceptions import ValidationError


class DistributorLevel(models.Model):
    """What the settings of a level ask of the tree."""

    _inherit = "distributor.level"

    def write(self, vals):
        rules = {"rank", "child_level_ids", "can_have_downline", "max_depth"}
        if rules & set(vals):
            # who moves at this moment asked the old rules: one of both starts over
            # sudo: the rules of a level hold in each company that uses it
            distributors = self.env["distributor.distributor"].sudo()
            roots = distributors.with_context(active_test=False).search(
                [("parent_id", "=", False)]
            )
            roots._lock_roots(roots.ids)
        return super().write(vals)

    def _get_below_refusal(self, level):
        """Return why a level cannot stand directly below this one, False if it can."""
        self.ensure_one()
        if self.rank >= level.rank:
            return self.env._("an upline has a higher level.")
        if not self.can_have_downline:
            return self.env._("this level has no downline.")
        if self.child_level_ids and level not in self.child_level_ids:
            return self.env._(
                "only %s may stand directly below this level.",
                ", ".join(self.child_level_ids.mapped("name")),
            )
        return False

    @api.constrains("rank", "child_level_ids", "can_have_downline", "max_depth")
    def _check_tree(self):
        # sudo: the rules of a level hold in each company that uses it
        members = (
            self.env["distributor.distributor"]
            .sudo()
            .with_context(active_test=False)
            .search([("level_id", "in", self.ids)])
        )
        refusals = members._get_pair_refusals() or members._get_depth_refusals()
        if refusals:
            raise ValidationError(
                self.env._(
                    "The levels cannot change like this:\n%s", "\n".join(refusals[:10])
                )
            )
