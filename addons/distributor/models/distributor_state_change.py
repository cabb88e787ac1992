# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError

from .distributor_lifecycle import STATES


class DistributorStateChange(models.Model):
    """One step in the life of a distributor: who, when and why. Never edited."""

    _name = "distributor.state.change"
    _description = "Distributor Status Change"
    _order = "id desc"
    _rec_name = "distributor_id"

    distributor_id = fields.Many2one(
        "distributor.distributor", required=True, index=True, ondelete="cascade"
    )
    state_from = fields.Selection(STATES, "Old Status", required=True)
    state_to = fields.Selection(
        [*STATES, ("refused", "Refused")], "New Status", required=True, index=True
    )
    reason = fields.Text()
    open_items = fields.Text(help="What was still open when it was closed anyway.")
    user_id = fields.Many2one("res.users", "By", required=True, ondelete="restrict")
    date = fields.Datetime(required=True, default=fields.Datetime.now)
    company_id = fields.Many2one(
        related="distributor_id.company_id", store=True, index=True
    )

    def write(self, vals):
        # the ORM keeps the company in step with the distributor, nothing else changes
        if not set(vals) <= {"company_id"}:
            raise UserError(self.env._("The history of a distributor is final."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("The history of a distributor is final."))

    @api.model
    def _log(self, before, reason, state_to=None):
        """Keep who changed the state of distributors, and why.

        :param before: dict {distributor: its state until now}
        :param state_to: what became of it, by default its state
        """
        # sudo: callers checked who may change the state; nobody may edit its history
        return self.sudo().create(
            [
                {
                    "distributor_id": distributor.id,
                    "state_from": state,
                    "state_to": state_to or distributor.state,
                    "reason": reason,
                    "open_items": self.env.context.get("distributor_open_items"),
                    "user_id": self.env.uid,
                }
                for distributor, state in before.items()
                if state != (state_to or distributor.state)
            ]
        )
