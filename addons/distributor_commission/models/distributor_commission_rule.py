# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import float_repr

from ..engine import Rule

RATE_DIGITS = 4


class DistributorCommissionRule(models.Model):
    """One generation's rate. Conditions that are empty fit every sale."""

    _name = "distributor.commission.rule"
    _description = "Commission Rule"
    _order = "version_id, generation, sequence, id"

    version_id = fields.Many2one(
        "distributor.commission.version", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="version_id.company_id", store=True)
    state = fields.Selection(related="version_id.state")
    sequence = fields.Integer(
        default=10, help="Decides between rules of which neither is narrower."
    )
    generation = fields.Integer(
        required=True,
        default=1,
        aggregator=None,
        help="1 is the upline of the buyer, 2 the upline of that one, and so on.",
    )
    rate = fields.Float(
        "Rate (%)", required=True, digits=(7, RATE_DIGITS), aggregator=None
    )
    level_id = fields.Many2one(
        "distributor.level",
        "Level of the Earner",
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
        "product.product", ondelete="restrict", help="Empty: any product."
    )

    _generation_check = models.Constraint(
        "CHECK (generation >= 1)",
        "Generation 1 is the upline of the buyer; the buyer itself earns nothing.",
    )
    _rate_check = models.Constraint(
        "CHECK (rate > 0 AND rate <= 100)", "A rate is above 0 % and at most 100 %."
    )
    _goods_check = models.Constraint(
        "CHECK (product_id IS NULL OR categ_id IS NULL)",
        "Choose a product or a category, not both.",
    )

    @api.depends("generation", "rate", "level_id", "categ_id", "product_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for rule in self:
            conditions = [
                rule.level_id.name,
                rule.categ_id.display_name,
                rule.product_id.display_name,
            ]
            rule.display_name = self.env._(
                "generation %(generation)s, %(conditions)s: %(rate)s %%",
                generation=rule.generation,
                conditions=", ".join(filter(None, conditions))
                or self.env._("every sale"),
                rate=f"{rule.rate:g}",
            )

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        rules._check_draft()
        return rules

    def write(self, vals):
        self._check_draft()
        res = super().write(vals)
        if "version_id" in vals:
            self._check_draft()
        return res

    @api.ondelete(at_uninstall=False)
    def _unlink_except_approved(self):
        self._check_draft()

    def _check_draft(self):
        if any(rule.version_id.state != "draft" for rule in self):
            raise UserError(
                self.env._(
                    "The rules of an approved version are final. Make a new version."
                )
            )

    def _to_engine(self):
        return [
            Rule(
                key=rule.id,
                generation=rule.generation,
                rate=Decimal(float_repr(rule.rate, RATE_DIGITS)),
                sequence=rule.sequence,
                level=rule.level_id.id or None,
                product=rule.product_id.id or None,
                category=rule.categ_id.id or None,
            )
            for rule in self
        ]

    def _get_category_paths(self):
        """Return the way from the root category, for the check of ambiguity."""
        paths = {("category", c.id): _get_path(c) for c in self.categ_id}
        for product in self.product_id:
            paths[("product", product.id)] = _get_path(product.categ_id)
        return paths


def _get_path(category):
    return tuple(int(key) for key in (category.parent_path or "").split("/") if key)
