# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine import Rule
from .distributor_commission_tier import (
    DIGITS,
    PERIODS,
    RATE_DIGITS,  # noqa: F401 the digits of any stored rate
    TIER_MODES,
    to_decimal,
)

EARNERS = [
    ("upline", "Upline"),
    ("differential", "Upline, by difference"),
    ("territory", "Owner of the ship-to territory"),
    ("buyer", "Buyer"),
]


class DistributorCommissionRule(models.Model):
    """Who earns how much on a sale. Conditions that are empty fit every sale."""

    _name = "distributor.commission.rule"
    _description = "Commission Rule"
    _inherit = ["distributor.commission.part"]
    _order = "version_id, earner_order, generation, sequence, id"
    _check_company_auto = True

    version_id = fields.Many2one(
        "distributor.commission.version", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="version_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    state = fields.Selection(related="version_id.state")
    sequence = fields.Integer(
        default=10, help="Decides between rules of which neither is narrower."
    )
    earner = fields.Selection(
        EARNERS,
        required=True,
        default="upline",
        help="Upline: the one so many places above the buyer.\n"
        "By difference: going up from the buyer, each place earns its own rate less the"
        " highest rate already paid below it.\n"
        "Owner: whoever held the authorisation for the ship-to territory on the day.",
    )
    earner_order = fields.Integer(
        compute="_compute_earner_order", store=True, precompute=True
    )
    generation = fields.Integer(
        default=1,
        aggregator=None,
        help="1 is the upline of the buyer, 2 the upline of that one, and so on.",
    )
    rate_kind = fields.Selection(
        [("percent", "Percent"), ("fixed", "Amount a unit")],
        "Pays",
        required=True,
        default="percent",
    )
    basis = fields.Selection(
        [("net", "Untaxed net"), ("margin", "Margin"), ("quantity", "Quantity")],
        "Of",
        required=True,
        default="net",
    )
    rate = fields.Float(
        digits=DIGITS,
        aggregator=None,
        help="In percent, or an amount for each unit in the currency of the company."
        " Not used with tiers.",
    )
    tier_mode = fields.Selection(
        TIER_MODES,
        "Tiers by Volume",
        help="Each part: the rate of a tier holds for what is sold within it.\n"
        "Whole amount: the tier that is reached holds for all sales of the period.\n"
        "Empty: one rate.",
    )
    tier_ids = fields.One2many(
        "distributor.commission.tier", "rule_id", "Tiers", copy=True
    )
    period = fields.Selection(
        PERIODS,
        required=True,
        default="month",
        help="Over which the volume of tiers and the limit are counted.",
    )
    max_order = fields.Monetary(
        "At Most an Order", aggregator=None, help="0: no limit."
    )
    max_period = fields.Monetary(
        "At Most a Period", aggregator=None, help="0: no limit."
    )
    level_id = fields.Many2one(
        "distributor.level",
        "Level of the Earner",
        ondelete="restrict",
        help="The level it had when the order was confirmed. Empty: any level.",
    )
    buyer_level_id = fields.Many2one(
        "distributor.level",
        "Level of the Buyer",
        ondelete="restrict",
        help="The level it had when the order was confirmed. Empty: any level.",
    )
    categ_id = fields.Many2one(
        "product.category",
        "Product Category",
        ondelete="restrict",
        help="Categories below it are included. Empty: any category.",
    )
    product_id = fields.Many2one(
        "product.product",
        ondelete="restrict",
        check_company=True,
        help="Empty: any product.",
    )
    territory_id = fields.Many2one(
        "distributor.territory",
        "Ship-to Territory",
        ondelete="restrict",
        check_company=True,
        help="Territories it is divided into are included. Empty: anywhere.",
    )
    channel_id = fields.Many2one(
        "distributor.sale.channel",
        "Sales Channel",
        ondelete="restrict",
        help="Empty: any channel.",
    )
    date_start = fields.Date("First Day", help="Empty: as long as the version applies.")
    date_end = fields.Date("Last Day", help="Empty: as long as the version applies.")
    wording = fields.Text("In Words", compute="_compute_wording")

    _generation_check = models.Constraint(
        "CHECK (earner <> 'upline' OR generation >= 1)",
        "Generation 1 is the upline of the buyer; for the buyer itself choose the"
        " earner “Buyer”.",
    )
    _rate_check = models.Constraint(
        "CHECK ((rate > 0 OR (rate = 0 AND tier_mode IS NOT NULL))"
        " AND (rate_kind <> 'percent' OR rate <= 100))",
        "A rate is above zero, and at most 100 when it is in percent.",
    )
    _basis_check = models.Constraint(
        "CHECK ((rate_kind = 'fixed') = (basis = 'quantity'))",
        "An amount is paid for the quantity, a percentage for the net or the margin.",
    )
    _differential_check = models.Constraint(
        "CHECK (tier_mode IS NULL OR earner <> 'differential')",
        "A rate by difference has no tiers: it would not be known what is left of it.",
    )
    _goods_check = models.Constraint(
        "CHECK (product_id IS NULL OR categ_id IS NULL)",
        "Choose a product or a category, not both.",
    )
    _limit_check = models.Constraint(
        "CHECK (COALESCE(max_order, 0) >= 0 AND COALESCE(max_period, 0) >= 0)",
        "A limit is above zero; leave it at zero for none.",
    )
    _date_check = models.Constraint(
        "CHECK (date_start IS NULL OR date_end IS NULL OR date_start <= date_end)",
        "The last day of a rule is not before its first.",
    )

    @api.depends("earner")
    def _compute_earner_order(self):
        order = {earner: place for place, (earner, _label) in enumerate(EARNERS)}
        for rule in self:
            rule.earner_order = order.get(rule.earner, 0)

    @api.onchange("rate_kind")
    def _onchange_rate_kind(self):
        if self.rate_kind == "fixed":
            self.basis = "quantity"
        elif self.basis == "quantity":
            self.basis = "net"

    @api.onchange("earner")
    def _onchange_earner(self):
        self.generation = 1 if self.earner == "upline" else 0

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._complete_vals(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._complete_vals(vals))

    @api.model
    def _complete_vals(self, vals):
        """Add what follows from the given values."""
        vals = dict(vals)
        if vals.get("earner", "upline") != "upline":
            vals["generation"] = 0
        if vals.get("rate_kind") == "fixed":
            vals["basis"] = "quantity"
        return vals

    def _check_complete(self):
        """Refuse tiers that are announced and missing, or there and not asked for."""
        for rule in self:
            rates = rule.tier_ids.mapped("rate")
            if rule.rate_kind == "percent" and max(rates, default=0) > 100:
                raise UserError(
                    self.env._(
                        "“%s”: the rate of a tier is above 100 %%.", rule.wording
                    )
                )
            if bool(rule.tier_mode) != bool(rule.tier_ids):
                raise UserError(
                    self.env._(
                        "“%s”: choose how its tiers count and enter at least one, or"
                        " leave both out.",
                        rule.wording,
                    )
                )

    def _to_engine(self):
        """Return these for the engine."""
        return [rule._to_engine_rule() for rule in self]

    def _to_engine_rule(self):
        tiers = self.tier_ids if self.tier_mode else self.tier_ids.browse()
        return Rule(
            key=self._origin.id,
            earner=self.earner,
            generation=self.generation if self.earner == "upline" else None,
            rate=to_decimal(self.rate),
            rate_kind=self.rate_kind,
            basis=self.basis,
            tiers=tiers._to_engine(),
            tier_mode=self.tier_mode or "marginal",
            period=self.period,
            max_order=to_decimal(self.max_order) or None,
            max_period=to_decimal(self.max_period) or None,
            sequence=self.sequence,
            level=self.level_id.id or None,
            buyer_level=self.buyer_level_id.id or None,
            product=self.product_id.id or None,
            category=self.categ_id.id or None,
            territory=self.territory_id.id or None,
            channel=self.channel_id.id or None,
            date_start=self.date_start or None,
            # the engine names the first day that is over
            date_end=self.date_end + timedelta(days=1) if self.date_end else None,
        )

    def _get_parents(self):
        """Return {("category" | "product" | "territory", id): way from the root}."""
        paths = {("category", c.id): get_path(c) for c in self.categ_id}
        for product in self.product_id:
            paths["product", product.id] = get_path(product.categ_id)
        # sudo: where a territory lies, for whoever may read the rule
        for territory in self.territory_id.sudo():
            paths["territory", territory.id] = get_path(territory)
        return paths


def get_path(record):
    """Return the ids from the root down to a record of a tree."""
    return tuple(int(key) for key in (record.parent_path or "").split("/") if key)
