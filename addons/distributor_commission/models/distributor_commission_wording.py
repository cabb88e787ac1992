# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.tools import format_amount, format_date


class DistributorCommissionRule(models.Model):
    """A rule in one sentence, the same wherever it is shown."""

    _inherit = "distributor.commission.rule"

    def _get_wording_fields(self):
        return [
            "earner",
            "generation",
            "rate_kind",
            "basis",
            "rate",
            "tier_mode",
            "tier_ids.threshold",
            "tier_ids.rate",
            "period",
            "max_order",
            "max_period",
            "level_id.name",
            "buyer_level_id.name",
            "categ_id.name",
            "product_id.name",
            "territory_id.name",
            "channel_id.name",
            "date_start",
            "date_end",
        ]

    @api.depends(lambda self: self._get_wording_fields())
    @api.depends_context("lang")
    def _compute_display_name(self):
        for rule in self:
            rule.display_name = rule.wording

    @api.depends(lambda self: self._get_wording_fields())
    @api.depends_context("lang")
    def _compute_wording(self):
        # sudo: names of the conditions, for whoever may read the rule
        for rule, plain in zip(self, self.sudo(), strict=True):
            said = self.env._(
                "%(who)s gets %(share)s", who=plain._say_who(), share=plain._say_share()
            )
            parts = [said, *plain._say_conditions(), *plain._say_limits()]
            rule.wording = plain.tier_ids._join(parts)

    def _say_who(self):
        level = self.level_id.name or self.env._("any level")
        if self.earner == "upline":
            return self.env._(
                "Upline %(generation)s (%(level)s)",
                generation=self.generation,
                level=level,
            )
        if self.earner == "differential":
            return self.env._("Each upline (%s), by difference,", level)
        if self.earner == "territory":
            return self.env._("The owner of the territory (%s)", level)
        return self.env._("The buyer (%s)", level)

    def _say_share(self):
        """Say the rate, and of what."""
        names = {"rate": self._say_rate(), "goods": self._say_goods()}
        if self.rate_kind == "fixed":
            if self.tier_mode:
                return self.env._(
                    "an amount for each unit of %(goods)s (%(rate)s)", **names
                )
            return self.env._("%(rate)s for each unit of %(goods)s", **names)
        if self.tier_mode:
            if self.basis == "margin":
                return self.env._(
                    "a share of the margin of %(goods)s (%(rate)s)", **names
                )
            return self.env._(
                "a share of the untaxed net of %(goods)s (%(rate)s)", **names
            )
        if self.basis == "margin":
            return self.env._("%(rate)s of the margin of %(goods)s", **names)
        return self.env._("%(rate)s of the untaxed net of %(goods)s", **names)

    def _say_rate(self):
        fixed = self.rate_kind == "fixed"
        if self.tier_mode:
            tiers = self.tier_ids._describe(
                self.tier_mode, self.period, fixed, self.currency_id
            )
            return tiers or self.env._("no tiers yet")
        return self._say_amount(self.rate) if fixed else f"{self.rate:g} %"

    def _say_amount(self, amount):
        currency = self.currency_id or self.env.company.currency_id
        return format_amount(self.env, amount, currency)

    def _say_goods(self):
        if self.product_id:
            return self.product_id.display_name
        return self.categ_id.name or self.env._("everything")

    def _say_conditions(self):
        said = []
        if self.territory_id:
            said.append(self.env._("in %s", self.territory_id.name))
        if self.buyer_level_id:
            said.append(self.env._("when a %s buys", self.buyer_level_id.name))
        if self.channel_id:
            said.append(self.env._("through %s", self.channel_id.name))
        if self.date_start:
            said.append(
                self.env._("from %s on", format_date(self.env, self.date_start))
            )
        if self.date_end:
            said.append(self.env._("until %s", format_date(self.env, self.date_end)))
        return said

    def _say_limits(self):
        said = []
        if self.max_order:
            said.append(
                self.env._("at most %s an order", self._say_amount(self.max_order))
            )
        if self.max_period:
            said.append(
                self.env._(
                    "at most %(amount)s %(period)s",
                    amount=self._say_amount(self.max_period),
                    period=self.tier_ids._say_period(self.period),
                )
            )
        return said
