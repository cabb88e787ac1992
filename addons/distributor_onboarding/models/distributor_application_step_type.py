# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class DistributorApplicationStepType(models.Model):
    """How long a step may take, who owns it, and what is checked."""

    _name = "distributor.application.step.type"
    _description = "Application Step Settings"
    _order = "sequence, id"
    _rec_name = "kind"

    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        lambda self: self.env["distributor.application.step"]._get_kinds(),
        "Step",
        required=True,
    )
    days = fields.Integer(
        "Days Allowed", default=3, required=True, help="0: due on the day it begins."
    )
    user_id = fields.Many2one(
        "res.users",
        "Owner",
        domain=[("share", "=", False)],
        help="Empty: the salesperson of the application.",
    )
    checklist = fields.Text(translate=True, help="One line for each point to check.")
    company_id = fields.Many2one(
        "res.company", index=True, help="Empty: for every company without its own."
    )

    _kind_uniq = models.UniqueIndex(
        "(COALESCE(company_id, 0), kind)", "This step has its settings already."
    )
    _days_check = models.Constraint("CHECK (days >= 0)", "A step has 0 days or more.")

    @api.model
    def _get_for_company(self, company):
        """Return {kind: settings} for a company, its own before the common ones."""
        found = self.search([("company_id", "in", (False, company.id))])
        common = {t.kind: t for t in found if not t.company_id}
        return {**common, **{t.kind: t for t in found if t.company_id}}

    def _get_points(self):
        """Return the points of the checklist."""
        lines = (line.strip() for line in (self.checklist or "").splitlines())
        return [line for line in lines if line]
