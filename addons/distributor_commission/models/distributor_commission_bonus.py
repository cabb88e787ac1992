# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models

from .distributor_commission_tier import PERIODS, TIER_MODES


class DistributorCommissionBonus(models.Model):
    """Paid at the close of a period on what was sold in it, as an entry of its own."""

    _name = "distributor.commission.bonus"
    _description = "Commission Period Bonus"
    _inherit = ["distributor.commission.part"]
    _order = "version_id, sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    version_id = fields.Many2one(
        "distributor.commission.version", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="version_id.company_id", store=True)
    state = fields.Selection(related="version_id.state")
    measure = fields.Selection(
        [("own", "Its own purchases"), ("downline", "Sales of its downline")],
        required=True,
        default="own",
        help="Untaxed net, less credit notes. The downline counts as far down as the"
        " plan pays generations.",
    )
    period = fields.Selection(PERIODS, required=True, default="month")
    tier_mode = fields.Selection(TIER_MODES, required=True, default="whole")
    tier_ids = fields.One2many(
        "distributor.commission.tier", "bonus_id", "Tiers", copy=True
    )
    level_id = fields.Many2one(
        "distributor.level",
        "Level of the Earner",
        ondelete="restrict",
        help="Level on the last day of the period. Empty: any level.",
    )
    wording = fields.Text("In Words", compute="_compute_wording")

    @api.depends(
        "measure",
        "period",
        "tier_mode",
        "tier_ids.threshold",
        "tier_ids.rate",
        "level_id.name",
    )
    @api.depends_context("lang")
    def _compute_wording(self):
        for bonus in self:
            level = bonus.level_id.name or self.env._("any level")
            if bonus.measure == "downline":
                text = self.env._("Distributors (%s) on the sales of their downline: ")
            else:
                text = self.env._("Distributors (%s) on what they buy themselves: ")
            tiers = bonus.tier_ids._describe(bonus.tier_mode, bonus.period)
            bonus.wording = text % level + (tiers or self.env._("no tiers yet"))
