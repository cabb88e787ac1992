# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from odoo import api, fields, models
from odoo.tools import float_repr, format_amount

from ..engine import Tier

DIGITS = (16, 4)
RATE_DIGITS = 4

TIER_MODES = [("marginal", "Each part at its own rate"), ("whole", "Whole amount")]
PERIODS = [("month", "Month"), ("quarter", "Quarter"), ("year", "Year")]


def to_decimal(value):
    """Return a stored float as the engine reads it."""
    return Decimal(float_repr(value or 0.0, RATE_DIGITS))


class DistributorCommissionTier(models.Model):
    """From which volume of a period on which rate applies."""

    _name = "distributor.commission.tier"
    _description = "Commission Tier"
    _inherit = ["distributor.commission.part"]
    _order = "rule_id, bonus_id, threshold, id"

    rule_id = fields.Many2one(
        "distributor.commission.rule", index="btree_not_null", ondelete="cascade"
    )
    bonus_id = fields.Many2one(
        "distributor.commission.bonus", index="btree_not_null", ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True, precompute=True
    )
    threshold = fields.Float(
        "From",
        digits=DIGITS,
        aggregator=None,
        help="Sales of the period from which this rate applies; units when the rule"
        " pays for units. Below the first one nothing is paid.",
    )
    rate = fields.Float(
        required=True,
        digits=DIGITS,
        aggregator=None,
        help="In percent, or an amount for each unit, as the rule says.",
    )

    _parent_check = models.Constraint(
        "CHECK ((rule_id IS NULL) <> (bonus_id IS NULL))",
        "A tier belongs to a rule or to a bonus.",
    )
    _threshold_check = models.Constraint(
        "CHECK (threshold >= 0)", "A tier begins at zero or above."
    )
    _rate_check = models.Constraint(
        "CHECK (rate >= 0)", "The rate of a tier is zero or above."
    )
    _rule_threshold_uniq = models.UniqueIndex(
        "(rule_id, threshold) WHERE rule_id IS NOT NULL",
        "Two tiers of a rule begin at the same volume.",
    )
    _bonus_threshold_uniq = models.UniqueIndex(
        "(bonus_id, threshold) WHERE bonus_id IS NOT NULL",
        "Two tiers of a bonus begin at the same volume.",
    )

    @api.depends("rule_id.company_id", "bonus_id.company_id")
    def _compute_company_id(self):
        for tier in self:
            tier.company_id = tier.rule_id.company_id or tier.bonus_id.company_id

    @api.depends("threshold", "rate")
    def _compute_display_name(self):
        for tier in self:
            tier.display_name = f"≥ {tier.threshold:,g}: {tier.rate:g}"

    def _get_versions(self):
        return self.rule_id.version_id | self.bonus_id.version_id

    def _to_engine(self):
        """Return these for the engine, from the lowest on."""
        tiers = [Tier(to_decimal(t.threshold), to_decimal(t.rate)) for t in self]
        return tuple(sorted(tiers, key=lambda tier: tier.threshold))

    def _describe(self, mode, period, fixed=False, currency=None):
        """Say in words what these tiers pay.

        :param fixed: rates are amounts for each unit, thresholds count units
        """

        def say_rate(rate):
            if fixed:
                return self.env._(
                    "%s a unit",
                    format_amount(self.env, rate, currency or self._money()),
                )
            return f"{rate:g} %"

        steps = sorted((t.threshold, say_rate(t.rate)) for t in self)
        if not steps:
            return ""
        say = self._describe_whole if mode == "whole" else self._describe_marginal
        return say(steps, self._say_period(period))

    def _describe_whole(self, steps, period):
        texts = [
            self.env._(
                "from %(from)s %(period)s %(rate)s on everything",
                **{"from": f"{start:,g}", "period": period, "rate": rate},
            )
            for start, rate in steps
        ]
        return self.env._("whole amount: %s", self._join(texts))

    def _describe_marginal(self, steps, period):
        texts = []
        if steps[0][0]:
            texts.append(self.env._("nothing up to %s", f"{steps[0][0]:,g}"))
        for (start, rate), (end, _next) in zip(
            steps, [*steps[1:], (None, None)], strict=False
        ):
            names = {"from": f"{start:,g}", "to": f"{end or 0:,g}", "rate": rate}
            if end is None:
                texts.append(self.env._("%(rate)s of the part above %(from)s", **names))
            elif not start:
                texts.append(self.env._("%(rate)s of the part up to %(to)s", **names))
            else:
                texts.append(
                    self.env._("%(rate)s of the part from %(from)s to %(to)s", **names)
                )
        return self.env._(
            "marginal, %(period)s: %(parts)s", period=period, parts=self._join(texts)
        )

    def _money(self):
        return (self.company_id[:1] or self.env.company).currency_id

    def _join(self, texts):
        """Write texts one after the other, with the comma of the language."""
        texts = iter(texts)
        said = next(texts, "")
        for text in texts:
            said = self.env._("%(said)s, %(more)s", said=said, more=text)
        return said

    @api.model
    def _say_period(self, period):
        return {
            "month": self.env._("in the month"),
            "quarter": self.env._("in the quarter"),
            "year": self.env._("in the year"),
        }[period]
