# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class ReconcilePlan:
    """Collects what is to be reconciled, to do it for a whole batch at once."""

    def __init__(self):
        self.lines = []


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    def reconcile(self):
        plan = self.env.context.get("distributor_import_plan")
        if isinstance(plan, ReconcilePlan):
            plan.lines.append(self)
            return None
        return super().reconcile()
