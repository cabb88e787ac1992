# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError


class DistributorAuthorizationEnd(models.TransientModel):
    """Ends authorisations early, with those of the downline that rest on them."""

    _name = "distributor.authorization.end"
    _description = "End Authorisations"

    authorization_ids = fields.Many2many(
        "distributor.authorization",
        "distributor_authorization_end_rel",
        "wizard_id",
        "authorization_id",
        string="Authorisations",
        required=True,
    )
    date_end = fields.Date("Last Day", required=True, default=fields.Date.context_today)
    affected_ids = fields.Many2many(
        "distributor.authorization",
        string="End With Them",
        compute="_compute_affected_ids",
    )
    affected_text = fields.Text(compute="_compute_affected_ids")
    confirmed = fields.Boolean("End those of the downline too")

    @api.depends("authorization_ids", "date_end")
    @api.depends_context("lang")
    def _compute_affected_ids(self):
        for wizard in self:
            affected = wizard._find_affected()
            wizard.affected_ids = affected[0].browse([one.id for one in affected[1]])
            wizard.affected_text = affected[0]._as_list(
                self.env._(
                    "%(name)s ends on %(day)s.",
                    name=one.display_name,
                    day=one._format_days(day, day),
                )
                for one, day in affected[1].items()
            )

    def _find_affected(self):
        """Return (the authorisations, {one of the downline: its last day})."""
        ending = self.authorization_ids._origin
        return ending, ending._find_unfit(self.date_end) if self.date_end else {}

    def action_end(self):
        """End them, and what rests on them once that was confirmed."""
        self.ensure_one()
        self.authorization_ids._check_manager()
        self.authorization_ids._check_step("approved")
        ending, affected = self._find_affected()
        if affected and not self.confirmed:
            raise UserError(
                self.env._(
                    "Authorisations of the downline no longer fit:\n%(affected)s\n"
                    "Tick that they end too, or keep the upline's.",
                    affected=self.affected_text,
                )
            )
        ending._end(self.date_end)
        for one, day in affected.items():
            one._end(day)
        return {"type": "ir.actions.act_window_close"}
