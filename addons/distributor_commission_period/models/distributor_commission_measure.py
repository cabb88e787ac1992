# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from odoo import api, models
from odoo.tools import SQL

from .distributor_commission_close_sql import COUNTED, DOWNLINE, FLUSHED, OWN
from .period_days import get_next_start


class DistributorCommissionMeasure(models.AbstractModel):
    """What was sold in a period, and what rules with tiers counted in it."""

    _name = "distributor.commission.measure"
    _description = "Measures of a Commission Period"

    @api.model
    def _measure(self, plan, measure, period, first, distributor=None):
        """Return {distributor id: net signed sales} of a period.

        Sales that the plan claimed count, less their credit notes. The downline of a
        distributor is whom the chains of the orders say, as far down as the plan pays;
        a natural person has none.

        :param measure: "own" or "downline"
        :param distributor: measure this one only
        """
        self._flush_for_measure()
        statement = OWN if measure == "own" else DOWNLINE
        found = self.env.execute_query(
            SQL(
                statement,
                measure=measure,
                generations=plan.max_generations,
                who=distributor and distributor.id,
                unit=plan.company_id._get_commission_unit(),
                **self._prepare_days(plan, period, first),
            )
        )
        return {who: Decimal(net) for who, net in found}

    @api.model
    def _count_tiers(self, plan, rules, period, first, before=None):
        """Return {(rule id, distributor id): (volume, share before limits)}.

        :param before: id of an entry, to count what was there before it
        """
        self._flush_for_measure()
        found = self.env.execute_query(
            SQL(
                COUNTED,
                rules=rules.ids,
                before=before,
                **self._prepare_days(plan, period, first),
            )
        )
        return {
            (rule, who): (Decimal(volume), Decimal(booked))
            for rule, who, volume, booked in found
        }

    def _prepare_days(self, plan, period, first):
        return {"plan": plan.id, "start": first, "end": get_next_start(first, period)}

    def _flush_for_measure(self):
        for model, names in FLUSHED.items():
            self.env[model].flush_model(names or None)
