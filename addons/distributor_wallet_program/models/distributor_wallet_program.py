# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

from ..engine import Terms


class DistributorWalletProgram(models.Model):
    """A promise: whoever tops up so much gets so much in goods.

    It is earned on money received only and granted as rewards that expire. Approved by
    a second person it is final; a change is a new version that replaces it.
    """

    _name = "distributor.wallet.program"
    _description = "Top-Up Programme"
    _inherit = [
        "distributor.wallet.program.steps",
        "distributor.wallet.program.booking",
        "mail.thread",
    ]
    _order = "state, date_start desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, tracking=True)
    version = fields.Integer(readonly=True, copy=False, default=1, aggregator=None)
    previous_id = fields.Many2one(
        "distributor.wallet.program", "Replaces", readonly=True, copy=False, index=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: self.env.company.currency_id,
        help="Top-ups in this currency count.",
    )
    purpose_id = fields.Many2one(
        "distributor.wallet.purpose",
        "Received As",
        required=True,
        check_company=True,
        ondelete="restrict",
        default=lambda self: self._default_purpose_id(),
        domain="[('refundable', '=', True), ('company_id', '=', company_id)]",
        help="The kind of wallet that is topped up.",
    )
    date_start = fields.Date("Starts On", required=True, tracking=True)
    date_end = fields.Date(
        "Ends On", tracking=True, help="Last day. Empty: until it is closed."
    )
    level_ids = fields.Many2many(
        "distributor.level", string="Levels", help="Empty: all levels."
    )
    measure = fields.Selection(
        [
            ("single", "Each top-up by itself"),
            ("cumulated", "All top-ups of the period together"),
        ],
        "Steps Are Measured On",
        required=True,
        default="single",
    )
    method = fields.Selection(
        [
            ("whole", "The highest step reached counts for the whole amount"),
            ("marginal", "Each step counts for the part of the amount within it"),
        ],
        "Steps Pay",
        required=True,
        default="whole",
    )
    tier_ids = fields.One2many(
        "distributor.wallet.program.tier", "program_id", "Steps", copy=True
    )
    maximum = fields.Monetary(
        "Most a Distributor Gets", help="Over the whole programme; 0 for no limit."
    )
    validity_days = fields.Integer(
        "Use Within (days)",
        default=365,
        help="Days after which a reward expires; 0 if it never does.",
    )
    words = fields.Text("In Words", compute="_compute_words")
    grant_ids = fields.One2many(
        "distributor.wallet.grant", "program_id", "Grants", readonly=True
    )
    granted = fields.Monetary(compute="_compute_granted")
    taken = fields.Monetary("Taken Back", compute="_compute_granted")
    owed = fields.Monetary(
        "To Deduct",
        compute="_compute_granted",
        help="To be taken back, but used already: deducted from the next rewards.",
    )
    distributor_count = fields.Integer("Distributors", compute="_compute_granted")

    _period_check = models.Constraint(
        "CHECK (date_end >= date_start)", "A programme ends after it begins."
    )
    _limits_check = models.Constraint(
        "CHECK (maximum >= 0 AND validity_days >= 0)",
        "The limit and the days of a programme are 0 or more.",
    )

    @api.model
    def _default_purpose_id(self):
        company = self.env.company
        # without a chart of accounts there is no wallet that a top-up could reach
        return company.chart_template and company._get_wallet_purpose()

    @api.constrains("purpose_id")
    def _check_purpose(self):
        for program in self:
            if not program.purpose_id.refundable:
                raise ValidationError(
                    self.env._(
                        "%(program)s: %(purpose)s is not money a distributor pays in."
                        " Choose a purpose whose money is its own.",
                        program=program.name,
                        purpose=program.purpose_id.name,
                    )
                )

    @api.depends("name", "version")
    def _compute_display_name(self):
        for program in self:
            program.display_name = program.name
            if program.version > 1:
                program.display_name = self.env._(
                    "%(name)s (version %(number)s)",
                    name=program.name,
                    number=program.version,
                )

    @api.depends("grant_ids.amount", "grant_ids.taken", "grant_ids.owed")
    def _compute_granted(self):
        groups = self.env["distributor.wallet.grant"]._read_group(
            [("program_id", "in", self.ids), ("amount", ">", 0)],
            ["program_id"],
            ["amount:sum", "taken:sum", "owed:sum", "distributor_id:count_distinct"],
        )
        figures = {program: rest for program, *rest in groups}
        for program in self:
            (
                program.granted,
                program.taken,
                program.owed,
                program.distributor_count,
            ) = figures.get(program._origin, (0.0, 0.0, 0.0, 0))

    @api.depends(
        "tier_ids.threshold",
        "tier_ids.percent",
        "tier_ids.fixed",
        "measure",
        "method",
        "maximum",
        "validity_days",
        "date_end",
        "currency_id",
    )
    def _compute_words(self):
        for program in self:
            program.words = "\n".join(program._get_sentences())

    def _get_sentences(self):
        """Return what the programme promises, in sentences for a distributor."""
        self.ensure_one()
        sentences = [tier._get_sentence() for tier in self.tier_ids.sorted("threshold")]
        if self.measure == "cumulated":
            sentences.append(
                self.env._("All top-ups of the period are added up to reach a step.")
            )
        else:
            sentences.append(self.env._("Each top-up reaches a step by itself."))
        if self.maximum:
            sentences.append(
                self.env._(
                    "A distributor gets at most %s in all.",
                    self.currency_id.format(self.maximum),
                )
            )
        if self.validity_days:
            sentences.append(
                self.env._("Rewards are used within %s days.", self.validity_days)
            )
        if self.date_end:
            sentences.append(
                self.env._(
                    "Money received until %s counts.",
                    format_date(self.env, self.date_end),
                )
            )
        return sentences

    def _get_terms(self):
        """Return the terms for the engine."""
        self.ensure_one()
        return Terms(
            tuple(tier._get_engine_tier() for tier in self.tier_ids),
            marginal=self.method == "marginal",
            cumulated=self.measure == "cumulated",
            maximum=Decimal(str(self.maximum)) if self.maximum else None,
            unit=Decimal(str(self.currency_id.rounding)),
        )
