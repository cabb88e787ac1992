# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

REASONED = ("suspend", "refuse", "terminate", "move")
DATED = ("terminate", "move")


class DistributorBulkStep(models.TransientModel):
    """Takes one step of the lifecycle with many distributors."""

    _name = "distributor.bulk.step"
    _description = "Step for Many Distributors"
    _inherit = "distributor.bulk"

    distributor_ids = fields.Many2many(
        "distributor.distributor", string="Distributors", readonly=True
    )
    distributor_count = fields.Integer(compute="_compute_distributor_count")
    step = fields.Selection(
        [
            ("activate", "Activate"),
            ("suspend", "Suspend"),
            ("reactivate", "Reactivate"),
            ("refuse", "Refuse applicants"),
            ("terminate", "Begin the exit"),
            ("close", "Close the file after the exit"),
            ("move", "Move below another upline"),
            ("salesperson", "Hand over to a salesperson"),
            ("level", "Change the level"),
        ],
        required=True,
        default="activate",
    )
    reason = fields.Char()
    company_id = fields.Many2one("res.company", compute="_compute_distributor_count")
    upline_id = fields.Many2one(
        "distributor.distributor",
        "New Upline",
        domain="[('company_id', '=', company_id), ('state', '=', 'active'),"
        " ('id', 'not in', distributor_ids)]",
        help="Leave empty to place them directly below the brand.",
    )
    date = fields.Date(
        "From Day",
        default=lambda self: self.env["distributor.distributor"]._get_today(),
    )
    user_id = fields.Many2one(
        "res.users", "Salesperson", domain=[("share", "=", False)]
    )
    level_id = fields.Many2one("distributor.level", "New Level")
    line_ids = fields.One2many(
        "distributor.bulk.step.line", "wizard_id", "Results", readonly=True
    )

    @api.depends("distributor_ids")
    def _compute_distributor_count(self):
        for wizard in self:
            wizard.distributor_count = len(wizard.distributor_ids)
            wizard.company_id = wizard.distributor_ids.company_id[:1]

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        if "distributor_ids" in fields_list:
            ids = self.env.context.get("active_ids") or []
            values["distributor_ids"] = [Command.set(ids)]
        return values

    def action_run(self):
        """Take the step with each distributor and show the results."""
        self.ensure_one()
        if not self.env.user.has_group("distributor.distributor_group_manager"):
            raise AccessError(
                self.env._("Only a distribution manager changes many distributors.")
            )
        self.distributor_ids.check_access("write")
        self._check_parameters()
        return self._run_each(self.distributor_ids)

    def _check_parameters(self):
        if self.step in REASONED and not (self.reason or "").strip():
            raise UserError(self.env._("Give the reason, it is kept in the history."))
        if self.step in DATED and not self.date:
            raise UserError(self.env._("Give the day from which it holds."))
        if self.step == "salesperson" and not self.user_id:
            raise UserError(self.env._("Choose the salesperson."))
        if self.step == "level" and not self.level_id:
            raise UserError(self.env._("Choose the new level."))

    def _run_one(self, record):
        getattr(self, f"_run_{self.step}")(record)

    def _run_activate(self, distributor):
        distributor.action_activate()

    def _run_suspend(self, distributor):
        distributor._suspend(self.reason)

    def _run_reactivate(self, distributor):
        distributor.action_reactivate()

    def _run_refuse(self, distributor):
        distributor._refuse(self.reason)

    def _run_terminate(self, distributor):
        days = distributor.company_id.distributor_portal_days
        distributor._begin_exit(
            self.date, self.date + relativedelta(days=days), self.reason
        )

    def _run_close(self, distributor):
        distributor._close()

    def _run_move(self, distributor):
        # the right to move was checked in action_run
        distributor._move(self.upline_id, self.date, self.reason, True)

    def _run_salesperson(self, distributor):
        distributor.user_id = self.user_id

    def _run_level(self, distributor):
        distributor.level_id = self.level_id
