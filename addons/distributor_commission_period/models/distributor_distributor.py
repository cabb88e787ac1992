# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from odoo import models

from odoo.addons.distributor_commission.engine import (
    get_bonus,
    get_period_start,
    round_half_up,
)
from odoo.addons.distributor_commission.engine.tiers import find_reached

from .period_days import get_last_day


class DistributorDistributor(models.Model):
    _inherit = "distributor.distributor"

    def _get_bonus_outlook(self):
        """Return how far it is to the next step of each bonus that it may get.

        Sales of the current period, less credit notes, as the close will measure them.
        The caller checks that the user may see the figures of the distributor.

        :return: list of dict with bonus (record), name, measure (own or downline),
            period, so_far, amount (the bonus for it), rate (of the step), threshold,
            next_rate and missing (of the next step; False at the last one), until
            (last day) and currency (record)
        """
        self.ensure_one()
        # sudo: the bonuses of the plans that apply; the caller has checked the reader
        versions = self.env["distributor.commission.version"].sudo()
        today = self.company_id._get_commission_today()
        applying = versions._get_applying(self.company_id.id, today)
        bonuses = applying.bonus_ids.filtered(
            lambda bonus: bonus.level_id in (bonus.level_id.browse(), self.level_id)
        )
        # sudo: as above; without a bonus nobody asks for the level
        if not bonuses or not self.sudo().level_id.can_earn_commission:
            return []
        return [self._prepare_outlook(bonus, today) for bonus in bonuses]

    def _prepare_outlook(self, bonus, today):
        first = get_period_start(today, bonus.period)
        plan, currency = bonus.version_id.plan_id, bonus.company_id.currency_id
        measures = self.env["distributor.commission.measure"].sudo()
        found = measures._measure(plan, bonus.measure, bonus.period, first, self)
        so_far = found.get(self.id, Decimal(0))
        tiers = bonus.tier_ids._to_engine()
        unit = bonus.company_id._get_commission_unit()
        reached = find_reached(max(so_far, Decimal(0)), tiers)
        following = tiers[reached] if reached < len(tiers) else None
        missing = following and round_half_up(following.threshold - so_far, unit)
        return {
            "bonus": bonus,
            "name": bonus.name,
            "measure": bonus.measure,
            "period": bonus.period,
            "so_far": float(so_far),
            "amount": float(get_bonus(so_far, tiers, bonus.tier_mode, unit)),
            "rate": float(tiers[reached - 1].rate) if reached else 0.0,
            "threshold": float(following.threshold) if following else False,
            "next_rate": float(following.rate) if following else False,
            "missing": float(missing) if following else False,
            "until": get_last_day(first, bonus.period),
            "currency": currency,
        }
