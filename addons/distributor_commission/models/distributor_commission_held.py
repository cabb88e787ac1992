# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from functools import cache

from odoo import api, fields, models


class DistributorCommissionHeld(models.AbstractModel):
    """Whether an entry that could be settled is kept back today."""

    _name = "distributor.commission.held"
    _description = "Held Commission"

    is_held = fields.Boolean("On Hold", compute="_compute_held")
    held_until = fields.Date(compute="_compute_held")
    held_text = fields.Char(compute="_compute_held")

    @api.depends("payable_date", "settlement_line_ids", "beneficiary_id.state")
    @api.depends_context("lang")
    def _compute_held(self):
        self.update({"is_held": False, "held_until": False, "held_text": False})
        get_today = cache(lambda company: company._get_commission_today())
        waiting = self.filtered(lambda one: one._is_due(get_today(one.company_id)))
        settlements = self.env["distributor.commission.settlement"]
        found = settlements._find_obstacles(waiting.beneficiary_id)
        for entry in waiting if found else ():
            own = [
                obstacle
                for obstacle in found.get(entry.beneficiary_id.id, ())
                if obstacle.plan in (None, entry.plan_id.id)
            ]
            if own:
                ends = [obstacle.until for obstacle in own]
                entry.is_held = True
                entry.held_until = max(ends) if all(ends) else False
                entry.held_text = "; ".join(obstacle.text for obstacle in own)

    def _is_due(self, day):
        """Return whether a settlement on a day would take an entry."""
        return bool(
            not self.settlement_id and self.payable_date and self.payable_date <= day
        )
