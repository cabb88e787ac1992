# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError


class DistributorStatementMake(models.TransientModel):
    """Asks for which distributors and which period statements are made."""

    _name = "distributor.statement.make"
    _description = "Make Statements"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    date_start = fields.Date(
        "From", required=True, default=lambda self: self._default_date_start()
    )
    date_end = fields.Date(
        "Until",
        required=True,
        compute="_compute_date_end",
        store=True,
        readonly=False,
    )
    distributor_ids = fields.Many2many(
        "distributor.distributor",
        string="Distributors",
        domain="[('company_id', '=', company_id)]",
        help="Everybody who has anything to state, when empty.",
    )
    send = fields.Boolean(
        "Send Them", help="In the background, each with its PDF by e-mail."
    )

    def _default_date_start(self):
        today = self.env["distributor.distributor"]._get_today(self.env.company)
        return fields.Date.subtract(today.replace(day=1), months=1)

    @api.depends("date_start")
    def _compute_date_end(self):
        for wizard in self:
            start = wizard.date_start
            wizard.date_end = start and fields.Date.end_of(start, "month")

    def action_make(self):
        """Make the drafts, and queue them for sending, after a check of the group."""
        self.ensure_one()
        statements = self.env["distributor.statement"]
        statements._check_finance()
        self._check_choice()
        made = statements._make(
            self.company_id,
            self.date_start,
            self.date_end,
            self.distributor_ids or None,
            to_send=self.send,
        )
        if not made:
            raise UserError(
                self.env._(
                    "Nothing to make: each of them has a statement of this period"
                    " already, or nothing to state."
                )
            )
        if self.send:
            statements._trigger_send()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_statement.distributor_statement_action"
        )
        return dict(action, domain=[("id", "in", made.ids)], context={})

    def _check_choice(self):
        """Refuse companies, distributors and periods that are not the user's."""
        if self.company_id not in self.env.companies:
            raise UserError(
                self.env._("Switch to %s first.", self.company_id.display_name)
            )
        self.distributor_ids.check_access("read")
        foreign = self.distributor_ids.filtered(
            lambda one: one.company_id != self.company_id
        )
        if foreign:
            raise UserError(
                self.env._(
                    "%(name)s belongs to another company.", name=foreign[0].display_name
                )
            )
        if self.date_end < self.date_start:
            raise UserError(self.env._("The period ends before it begins."))
