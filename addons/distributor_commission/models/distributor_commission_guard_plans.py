# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.tools import format_date

from ..engine.exposure import get_exposures, get_goods
from ..engine.rules import WHOLE
from .distributor_commission_tier import to_decimal


def say_percent(share):
    """Return a share with at most two digits after the point.

    >>> from decimal import Decimal
    >>> say_percent(Decimal("120.00")), say_percent(Decimal(1) / 3)
    ('120', '0.33')
    """
    return f"{float(round(share, 2)):.2f}".rstrip("0").rstrip(".")


class DistributorCommissionGuardPlans(models.AbstractModel):
    """What a version and the plans in force beside it pay together.

    Each plan keeps within the sale by itself; nothing reduces the sum of several.
    """

    _name = "distributor.commission.guard.plans"
    _description = "What Commission Plans Pay Together"

    def _find_plans(self):
        """Warn when plans in force together may pay more than a sale, naming them."""
        worst = max(self._get_sums(), key=lambda found: found[0], default=None)
        if not worst or worst[0] <= WHOLE:
            return None
        total, day, goods, paying = worst
        return self._make_finding(
            "G-13",
            "warn",
            self.env._(
                "From %(date)s on, one sale of %(goods)s may pay %(share)s %% by the"
                " plans that are in force together: %(plans)s. Each keeps within the"
                " sale, but nothing reduces their sum.",
                date=format_date(self.env, day),
                goods=self._say_goods(goods),
                share=say_percent(total),
                plans=", ".join(
                    f"{version.plan_id.name} {say_percent(share)} %"
                    for version, share in paying.items()
                    if share
                ),
            ),
            self.env._("No plan pays out more than was sold."),
        )

    def _get_sums(self):
        """Yield (sum, day, goods, {version: share}) where another plan pays as well."""
        for day, versions in self._get_together():
            shares = versions._get_shares()
            for goods in shares[versions[0]]:
                paying = {version: own[goods] for version, own in shares.items()}
                own = paying[versions[0]]
                total = sum(paying.values())
                if 0 < own < total:
                    yield total, day, goods, paying

    def _get_together(self):
        """Yield (day, this version and those of other plans), whenever these change."""
        if not self.date_start:
            return
        calendar = self.env["distributor.commission.calendar"]
        periods = [
            period
            for period in calendar._get_periods()
            if period.company == self.company_id.id
            and period.plan != self.plan_id._origin.id
        ]
        days = {period.start for period in periods if period.start > self.date_start}
        for day in sorted({self.date_start, *days}):
            found = [period.version for period in periods if period.covers(day)]
            if found:
                # sudo: what plans of this company pay, for whoever may read this one
                yield day, self.sudo() + self.sudo().browse(found)

    def _get_shares(self):
        """Return {version: {goods: most it pays on a sale of these, in percent}}."""
        rules = self.rule_ids
        parents, prices = rules._get_parents(), self[0]._get_prices(rules)
        engine = {version: version.rule_ids._to_engine() for version in self}
        goods = {get_goods(rule) for own in engine.values() for rule in own} - {None}
        return {
            version: {
                exposure.goods: min(
                    exposure.share, to_decimal(version.cap_rate) or WHOLE
                )
                + version._get_bonus_share()
                for exposure in get_exposures(own, parents, prices, goods)
            }
            for version, own in engine.items()
        }

    def _get_prices(self, rules):
        """Return {("product", id): list price} of the goods rules name, where known."""
        prices = {}
        # sudo: list prices, for whoever may read the rules
        for product in rules.product_id.sudo().with_company(self.company_id):
            price = product.currency_id._convert(
                product.lst_price,
                self.currency_id,
                self.company_id,
                self.date_start or self.company_id._get_commission_today(),
            )
            if price > 0:
                prices["product", product.id] = to_decimal(price)
        return prices
