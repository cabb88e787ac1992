# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import format_date

# what a user may write; all else is the result
ASKED = {"name", "version_id", "date_from", "date_to", "compare_all"}
TOP = 10


class DistributorCommissionSimulation(models.Model):
    """A version run on the sales of a past period; nothing of it is booked."""

    _name = "distributor.commission.simulation"
    _description = "Commission Simulation"
    _inherit = [
        "distributor.step",
        "distributor.commission.simulation.run",
        "distributor.commission.simulation.result",
        "distributor.commission.simulation.sheet",
        "distributor.commission.simulation.steps",
    ]
    _order = "id desc"

    name = fields.Char(
        compute="_compute_name",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
    )
    version_id = fields.Many2one(
        "distributor.commission.version", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="version_id.company_id", store=True, index=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id", store=True)
    date_from = fields.Date(
        "From",
        required=True,
        default=lambda self: self._default_month() - relativedelta(months=3),
    )
    date_to = fields.Date(
        "To",
        required=True,
        default=lambda self: self._default_month() - relativedelta(days=1),
        help="Invoices and credit notes dated up to this day.",
    )
    compare_all = fields.Boolean(
        "Compare with All Plans",
        help="What really accrued: under all plans of the company, not only under the"
        " plan of this version.",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("running", "Running"),
            ("done", "Done"),
            ("failed", "Failed"),
        ],
        "Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
    )
    user_id = fields.Many2one("res.users", "Started by", readonly=True, copy=False)
    date_started = fields.Datetime("Started", readonly=True, copy=False)
    date_finished = fields.Datetime("Finished", readonly=True, copy=False)
    message = fields.Text(readonly=True, copy=False)
    done_count = fields.Integer("Documents Simulated", readonly=True, copy=False)
    total_count = fields.Integer("Documents", readonly=True, copy=False)
    progress = fields.Float(compute="_compute_progress")
    tally = fields.Json(groups=fields.NO_ACCESS, copy=False)
    version_stamp = fields.Char(readonly=True, copy=False)
    last_date = fields.Date(readonly=True, copy=False)
    last_move = fields.Integer(readonly=True, copy=False)

    line_ids = fields.One2many(
        "distributor.commission.simulation.line", "simulation_id", readonly=True
    )
    earner_ids = fields.One2many(
        "distributor.commission.simulation.earner",
        "simulation_id",
        "Distributors",
        readonly=True,
    )
    line_count = fields.Integer("Lines of Documents", readonly=True, copy=False)
    net_sales = fields.Monetary(
        readonly=True,
        copy=False,
        help="Untaxed net of orders of distributors, less credit notes.",
    )
    amount_simulated = fields.Monetary("Simulated", readonly=True, copy=False)
    amount_actual = fields.Monetary(
        "Accrued",
        readonly=True,
        copy=False,
        help="What is in the ledger for documents of the same days.",
    )
    difference = fields.Monetary(compute="_compute_shares", store=True)
    rate_simulated = fields.Float(
        "Simulated (% of Net Sales)", compute="_compute_shares", store=True
    )
    rate_actual = fields.Float(
        "Accrued (% of Net Sales)", compute="_compute_shares", store=True
    )
    bonus_amount = fields.Monetary("Of Which Period Bonuses", readonly=True, copy=False)
    cap_count = fields.Integer("Sales Lines Above the Limit", readonly=True, copy=False)
    cap_amount = fields.Monetary("Cut by It", readonly=True, copy=False)
    limit_count = fields.Integer(
        "Shares Above Limits of Rules", readonly=True, copy=False
    )
    limit_amount = fields.Monetary("Cut by Them", readonly=True, copy=False)
    findings = fields.Html("Guard Rails", compute="_compute_findings")
    is_outdated = fields.Boolean(compute="_compute_is_outdated")
    winner_ids = fields.Many2many(
        "distributor.commission.simulation.earner",
        string="Gain Most",
        compute="_compute_top",
    )
    loser_ids = fields.Many2many(
        "distributor.commission.simulation.earner",
        string="Lose Most",
        compute="_compute_top",
    )
    other_id = fields.Many2one(
        "distributor.commission.simulation",
        "Compare with",
        copy=False,
        ondelete="set null",
        domain="[('id', '!=', id), ('company_id', '=', company_id),"
        " ('state', '=', 'done')]",
        help="Another simulation, of another version or another period.",
    )

    _dates_check = models.Constraint(
        "CHECK (date_from <= date_to)", "The period ends before it begins."
    )

    def _default_month(self):
        """Return the first day of this month."""
        return fields.Date.context_today(self).replace(day=1)

    @api.depends("version_id", "date_from", "date_to")
    def _compute_name(self):
        for simulation in self:
            version = simulation.version_id.display_name
            simulation.name = version and self.env._(
                "%(version)s: %(first)s to %(last)s",
                version=version,
                first=format_date(self.env, simulation.date_from),
                last=format_date(self.env, simulation.date_to),
            )

    @api.depends("done_count", "total_count", "state")
    def _compute_progress(self):
        for simulation in self:
            share = simulation.done_count / (simulation.total_count or 1)
            simulation.progress = 100.0 if simulation.state == "done" else 100.0 * share

    @api.depends("net_sales", "amount_simulated", "amount_actual")
    def _compute_shares(self):
        for simulation in self:
            net = simulation.net_sales
            simulated, actual = simulation.amount_simulated, simulation.amount_actual
            simulation.difference = simulated - actual
            simulation.rate_simulated = 100 * simulated / net if net else 0
            simulation.rate_actual = 100 * actual / net if net else 0

    @api.depends("version_id")
    @api.depends_context("lang")
    def _compute_findings(self):
        for simulation in self:
            version = simulation.version_id
            found = version._get_findings() if version else []
            simulation.findings = version._show_findings(found)

    @api.depends("version_stamp", "version_id")
    def _compute_is_outdated(self):
        for simulation in self:
            stamp = simulation.version_stamp
            simulation.is_outdated = bool(stamp) and stamp != simulation._get_stamp()

    def _get_stamp(self):
        """Return what changes whenever the version or a part of it is changed."""
        version = self.version_id
        if version.state != "draft":
            # final, and the approval itself changes no figure
            return self.version_stamp or "final"
        parts = [version, version.rule_ids, version.bonus_ids]
        parts += [part.tier_ids for part in parts[1:]]
        days = [day for part in parts for day in part.mapped("write_date")]
        return f"{len(days)} {max(days)}"

    @api.depends("earner_ids.difference")
    def _compute_top(self):
        for simulation in self:
            earners = simulation.earner_ids.sorted("difference", reverse=True)
            simulation.winner_ids = earners.filtered(lambda e: e.difference > 0)[:TOP]
            losers = earners.filtered(lambda e: e.difference < 0)
            simulation.loser_ids = losers[::-1][:TOP]

    @api.constrains("other_id")
    def _check_other_id(self):
        for simulation in self.filtered("other_id"):
            # sudo: whoever may not read the other one cannot refer to it either
            other = simulation.sudo().other_id
            if other.company_id != simulation.company_id or other == simulation:
                raise ValidationError(
                    self.env._(
                        "Compare %s with another simulation of the same company.",
                        simulation.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(not ASKED.issuperset(vals) for vals in vals_list):
            raise AccessError(self.env._("The result of a simulation is not entered."))
        return super().create(vals_list)

    def write(self, vals):
        free = {"name", "other_id"}
        if not self.env.su and not (ASKED | free).issuperset(vals):
            raise AccessError(self.env._("The result of a simulation is not entered."))
        if not (ASKED - free).isdisjoint(vals):
            self._check_step("draft")
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_running(self):
        if any(simulation.state == "running" for simulation in self):
            raise UserError(self.env._("Cancel the simulation before you delete it."))

    def _prepare_empty_vals(self):
        names = ("done_count", "total_count", "line_count", "cap_count", "limit_count")
        names += ("amount_simulated", "amount_actual", "net_sales", "bonus_amount")
        names += ("cap_amount", "limit_amount", "last_move")
        empty = (
            "tally",
            "message",
            "version_stamp",
            "date_started",
            "date_finished",
            "last_date",
        )
        return {
            "state": "draft",
            **dict.fromkeys(names, 0),
            **dict.fromkeys(empty, False),
        }
