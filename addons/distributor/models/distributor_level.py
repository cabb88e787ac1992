# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.tools import frozendict, ormcache


class DistributorLevel(models.Model):
    """Role of a distributor in the channel, such as master agent or store.

    The rank orders the levels from the brand downwards: an upline has a smaller
    rank than its downline, and ranks may be skipped.
    """

    _name = "distributor.level"
    _description = "Distributor Level"
    _inherit = "distributor.setting.log"
    _order = "rank, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    rank = fields.Integer(
        required=True,
        default=10,
        help="1 is nearest to the brand. An upline has a smaller rank than its "
        "downline; ranks may be skipped.",
    )
    active = fields.Boolean(default=True)
    child_level_ids = fields.Many2many(
        "distributor.level",
        "distributor_level_child_rel",
        "level_id",
        "child_level_id",
        "Levels Below",
        domain="[('rank', '>', rank)]",
        help="Which levels may stand directly below it. Empty: every lower level.",
    )
    can_have_downline = fields.Boolean(default=True)
    can_order = fields.Boolean(
        "Orders by Itself",
        default=True,
        help="Without this, its orders come from its upline.",
    )
    can_hold_stock = fields.Boolean("Holds Stock", default=True)
    can_earn_commission = fields.Boolean("Earns Commission", default=True)
    max_depth = fields.Integer(
        "Maximum Depth",
        aggregator=None,
        help="How many generations may stand below a distributor of this level."
        " 0: no limit.",
    )
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    deposit_amount = fields.Float(
        digits="Account",
        help="Deposit, in the currency of the company, that a distributor pays before"
        " it is activated. It stays refundable.",
    )
    min_first_order = fields.Float(
        "Minimum First Order",
        digits="Account",
        help="Untaxed amount of the first order, in the currency of the company.",
    )
    review_months = fields.Integer(
        "Review Every (months)",
        default=12,
        aggregator=None,
        help="After how many months somebody looks at a distributor of this level"
        " again. 0: never.",
    )
    distributor_ids = fields.One2many("distributor.distributor", "level_id")
    distributor_count = fields.Integer(
        "Distributors", compute="_compute_distributor_count"
    )

    _code_uniq = models.Constraint(
        "UNIQUE (code)", "Another level has this code already."
    )
    _rank_check = models.Constraint(
        "CHECK (rank > 0)", "The rank of a level is 1 or more."
    )
    _review_months_check = models.Constraint(
        "CHECK (review_months >= 0)", "The months between two reviews are 0 or more."
    )

    @api.depends_context("company")
    def _compute_currency_id(self):
        self.currency_id = self.env.company.currency_id

    @api.depends("distributor_ids")
    def _compute_distributor_count(self):
        counts = dict(
            self.env["distributor.distributor"]._read_group(
                [("level_id", "in", self.ids)], ["level_id"], ["__count"]
            )
        )
        for level in self:
            level.distributor_count = counts.get(level, 0)

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    @ormcache("self.id")
    def _get_order_terms(self):
        """Return what the level says about orders, which each order asks."""
        return frozendict(self._read_order_terms())

    def _read_order_terms(self):
        """Return {name: value} of what the level says about orders; other modules add
        to it. The values are kept until a level changes.
        """
        return {"can_order": self.can_order, "min_first_order": self.min_first_order}
