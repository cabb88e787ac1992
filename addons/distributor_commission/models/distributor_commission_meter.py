# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.tools import SQL

from ..engine import Meter, need_meters
from .loose_many2one import LooseMany2one

MONTHS = {"month": 1, "quarter": 3, "year": 12}

# Summing the entries alone would not do: a transaction that began earlier does not see
# what another one writes. Both write this row, so the second one has to start again.
LOCK = """
    INSERT INTO distributor_commission_meter (rule_id, beneficiary_id, scope, turns)
    SELECT rule, beneficiary, scope, 1
      FROM UNNEST(%(rules)s::int[], %(beneficiaries)s::int[], %(scopes)s::text[])
           AS meter (rule, beneficiary, scope)
  ORDER BY rule, beneficiary, scope
        ON CONFLICT (rule_id, beneficiary_id, scope)
        DO UPDATE SET turns = distributor_commission_meter.turns + 1
"""
PERIODS = """
    SELECT meter.at, SUM(entry.basis)::text, SUM(entry.amount)::text
      FROM UNNEST(%(at)s::int[], %(rules)s::int[], %(beneficiaries)s::int[],
                  %(starts)s::date[], %(ends)s::date[])
           AS meter (at, rule, beneficiary, first, "end")
      JOIN distributor_commission_entry AS entry
        ON entry.beneficiary_id = meter.beneficiary
       AND entry.date >= meter.first AND entry.date < meter."end"
       AND entry.rule_id = meter.rule
     WHERE entry.kind NOT IN ('tier', 'bonus', 'dispute')
       AND (%(before)s IS NULL OR entry.id < %(before)s)
  GROUP BY meter.at
"""
ORDERS = """
    SELECT meter.at, SUM(entry.basis)::text, SUM(entry.amount)::text
      FROM UNNEST(%(at)s::int[], %(rules)s::int[], %(beneficiaries)s::int[],
                  %(orders)s::int[]) AS meter (at, rule, beneficiary, sold)
      JOIN distributor_commission_source AS source ON source.order_id = meter.sold
      JOIN distributor_commission_entry AS entry
        ON entry.source_id = source.id
       AND entry.beneficiary_id = meter.beneficiary
       AND entry.rule_id = meter.rule
     WHERE entry.kind NOT IN ('tier', 'bonus', 'dispute')
       AND (%(before)s IS NULL OR entry.id < %(before)s)
  GROUP BY meter.at
"""


class DistributorCommissionMeter(models.Model):
    """Makes bookings that count towards the same tier or limit follow each other."""

    _name = "distributor.commission.meter"
    _description = "Commission Meter"
    _log_access = False

    rule_id = LooseMany2one("distributor.commission.rule", required=True)
    beneficiary_id = LooseMany2one("distributor.distributor", required=True)
    scope = fields.Char(required=True, help="The order or the period it counts in.")
    turns = fields.Integer(required=True, help="How often it was counted on.")

    _scope_uniq = models.Constraint(
        "UNIQUE (rule_id, beneficiary_id, scope)", "One meter for each scope."
    )


class DistributorCommissionMeters(models.AbstractModel):
    """Reads the running totals that tiers and limits depend on."""

    _name = "distributor.commission.meters"
    _description = "Commission Meters"

    def _load_meters(self, terms, facts):
        """Return the running totals that these facts continue, locked until the end.

        :return: {(rule, beneficiary, scope): Meter} as the engine takes it
        """
        keys = self._get_meter_keys(terms, facts)
        if not keys:
            return {}
        rules, beneficiaries, scopes = zip(*keys, strict=True)
        self.env.cr.execute(
            SQL(
                LOCK,
                rules=list(rules),
                beneficiaries=list(beneficiaries),
                scopes=[f"{kind}:{value}" for kind, value in scopes],
            )
        )
        return self._read_meters(terms, facts)

    def _get_meter_keys(self, terms, facts):
        return sorted(need_meters(facts, terms.ruleset), key=str)

    def _read_meters(self, terms, facts, before=None):
        """Return the running totals, or what they were before an entry.

        :param before: id of an entry, or None for now
        """
        keys = self._get_meter_keys(terms, facts)
        meters = {key: Meter() for key in keys}
        periods = {rule.key: rule.period for rule in terms.ruleset.rules}
        found = self._sum_periods(keys, periods, before)
        found += self._sum_orders(keys, before)
        for at, volume, paid in found:
            meters[keys[at]] = Meter(Decimal(volume), Decimal(paid))
        return meters

    def _sum_periods(self, keys, periods, before):
        found = [
            (at, rule, who, start, start + relativedelta(months=MONTHS[periods[rule]]))
            for at, (rule, who, (kind, start)) in enumerate(keys)
            if kind == "period"
        ]
        names = ("at", "rules", "beneficiaries", "starts", "ends")
        return self._sum(PERIODS, names, found, before)

    def _sum_orders(self, keys, before):
        found = [
            (at, rule, who, order)
            for at, (rule, who, (kind, order)) in enumerate(keys)
            if kind == "order"
        ]
        names = ("at", "rules", "beneficiaries", "orders")
        return self._sum(ORDERS, names, found, before)

    def _sum(self, statement, names, found, before):
        if not found:
            return []
        columns = dict(zip(names, map(list, zip(*found, strict=True)), strict=True))
        return self.env.execute_query(SQL(statement, before=before, **columns))
