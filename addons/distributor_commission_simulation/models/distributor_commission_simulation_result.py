# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import defaultdict
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.distributor_commission.engine import (
    get_bonus,
    get_period_start,
    get_true_up,
    round_half_up,
)
from odoo.addons.distributor_commission.models.distributor_commission_meter import (
    MONTHS,
)

from .simulation_queries import EARNERS, MERGE


class DistributorCommissionSimulationResult(models.AbstractModel):
    """Closes a simulation: period bonuses, what really accrued, and the totals."""

    _name = "distributor.commission.simulation.result"
    _description = "Result of a Commission Simulation"

    def _close(self, tally):
        """Bring the result into its final form."""
        terms = self._get_simulator(tally)._get_terms(self.version_id.id)
        bonuses = self._get_bonus_rows(tally, terms.unit)
        self._add_rows(bonuses)
        self._add_rows(self._get_true_up_rows(tally, terms.unit))
        plan = None if self.compare_all else self.version_id.plan_id.id
        self.env["distributor.commission.entry"].flush_model()
        self.env.cr.execute(
            SQL(
                MERGE,
                simulation=self.id,
                currency=self.currency_id.id,
                plan=plan,
                **self._get_range(),
            )
        )
        self.env.cr.execute(SQL(EARNERS, simulation=self.id))
        self.env["distributor.commission.simulation.line"].invalidate_model()
        self.env["distributor.commission.simulation.earner"].invalidate_model()
        self.write(
            {
                **self._prepare_totals(tally),
                "bonus_amount": sum(amount for amount, _basis in bonuses.values()),
                "state": "done",
                "tally": False,
                "date_finished": fields.Datetime.now(),
                "message": False,
            }
        )

    def _prepare_totals(self, tally):
        lines = self.env["distributor.commission.simulation.line"]
        [(simulated, actual)] = lines._read_group(
            [("simulation_id", "=", self.id)],
            [],
            ["amount_simulated:sum", "amount_actual:sum"],
        )
        return {
            "amount_simulated": simulated,
            "amount_actual": actual,
            "net_sales": tally.net,
            "line_count": tally.line_count,
            "cap_count": tally.cap_count,
            "cap_amount": tally.cap_amount,
            "limit_count": tally.limit_count,
            "limit_amount": tally.limit_amount,
        }

    # what the close of a period adds

    def _is_closed(self, start, period):
        """Tell whether a month, quarter or year lies wholly in the simulated days."""
        end = start + relativedelta(months=MONTHS[period], days=-1)
        return self.date_from <= start and end <= self.date_to

    def _get_bonus_rows(self, tally, unit):
        """Return the rows of the bonuses of the months, quarters and years within."""
        rows = {}
        for bonus in self.version_id.bonus_ids:
            volumes = defaultdict(Decimal)
            for (measure, who, month), volume in tally.volumes.items():
                start = get_period_start(month, bonus.period)
                if measure == bonus.measure and self._is_closed(start, bonus.period):
                    volumes[who, start] += volume
            levels = self._get_levels({who for who, _start in volumes})
            tiers = bonus.tier_ids._to_engine()
            for (who, start), volume in volumes.items():
                amount = get_bonus(volume, tiers, bonus.tier_mode, unit)
                level, earns = levels[who]
                if amount and earns and bonus.level_id.id in (False, level):
                    last = start + relativedelta(months=MONTHS[bonus.period] - 1)
                    key = (last, who, level, None, None, "bonus")
                    before, basis = rows.get(key, (0, 0))
                    rows[key] = [before + amount, basis + volume]
        return rows

    def _get_levels(self, distributor_ids):
        """Return {distributor: (level, whether it earns)}."""
        # sudo: the levels of earners; managers only get here
        earners = self.env["distributor.distributor"].sudo().browse(distributor_ids)
        return {
            earner.id: (earner.level_id.id, earner.level_id.can_earn_commission)
            for earner in earners
        }

    def _get_true_up_rows(self, tally, unit):
        """Return what brings closed periods to what their tiers pay in all."""
        rows = {}
        for (key, who, start), (volume, before) in tally.closing.items():
            rule = tally.rules[key]
            if not self._is_closed(start, rule.period):
                continue
            amount = get_true_up(
                volume,
                rule.tiers,
                rule.tier_mode,
                round_half_up(before, unit),
                unit,
                rule.rate_kind,
                rule.max_period,
            )
            if amount:
                last = start + relativedelta(months=MONTHS[rule.period] - 1)
                row = (last, who, tally.levels.get(who), None, None, rule.earner)
                rows[row] = [rows.get(row, [0])[0] + amount, 0]
        return rows
