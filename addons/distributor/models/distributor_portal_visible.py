# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.fields import Domain


class DistributorPortalVisible(models.AbstractModel):
    """A stock record of which a portal user sees what its distributors leave visible.

    A global record rule uses `portal_visible`. Rules are cached, so what belongs to
    whom is asked at search time and not written into the rule.
    """

    _name = "distributor.portal.visible"
    _description = "Record Seen in the Portal"

    portal_visible = fields.Boolean(
        compute="_compute_portal_visible",
        search="_search_portal_visible",
        compute_sudo=True,
        groups="base.group_no_one",
    )

    @api.depends_context("uid")
    def _compute_portal_visible(self):
        visible = self.filtered_domain(self._get_portal_domain())
        for record in self:
            record.portal_visible = record in visible

    @api.model
    def _search_portal_visible(self, operator, value):
        return self._get_portal_domain() if operator == "in" else NotImplemented

    @api.model
    def _get_portal_domain(self):
        """Return the domain of what the current portal user may see."""
        return Domain.FALSE
