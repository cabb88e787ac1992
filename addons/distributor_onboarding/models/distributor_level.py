# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorLevel(models.Model):
    _inherit = "distributor.level"

    can_apply = fields.Boolean(
        "Open to Applications",
        default=True,
        help="Applicants may choose this level on the public page.",
    )

    def _get_levels_below(self):
        """Return the levels that may stand directly below this one."""
        self.ensure_one()
        if not self.can_have_downline:
            return self.browse()
        return self.child_level_ids or self.search([("rank", ">", self.rank)])
