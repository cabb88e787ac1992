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
    INSERT INTO distributor_commission_meter (
           rule_id, beneficiary_id, scope, turns, volume, paid)
    SELECT rule, beneficiary, scope, 1, 0, 0
      FROM UNNEST(%(rules)s::int[], %(beneficiaries)s::int[], %(scopes)s::text[])
           AS meter (rule, beneficiary, scope)
  ORDER BY rule, beneficiary, scope
        ON CONFLICT (rule_id, beneficiary_id, scope)
        DO UPDATE SET turns = distributor_commission_meter.turns + 1
"""
# What is earned bit by bit counts from the promise on, not from the last payment on.
PROMISED = """
    SELECT wanted.at, meter.volume::text, meter.paid::text
      FROM UNNEST(%(at)s::int[], %(rules)s::int[], %(beneficiaries)s::int[],
                  %(scopes)s::text[]) AS wanted (at, rule, beneficiary, scope)
      JOIN distributor_commission_meter AS meter
        ON meter.rule_id = wanted.rule
       AND meter.beneficiary_id = wanted.beneficiary
       AND meter.scope = wanted.scope
"""
COUNT = """
    UPDATE distributor_commission_meter AS meter
       SET volume = meter.volume + added.volume, paid = meter.paid + added.paid
      FROM UNNEST(%(rules)s::int[], %(beneficiaries)s::int[], %(scopes)s::text[],
                  %(volumes)s::numeric[], %(paids)s::numeric[])
           AS added (rule, beneficiary, scope, volume, paid)
     WHERE meter.rule_id = added.rule
       AND meter.beneficiary_id = added.beneficiary
       AND meter.scope = added.scope
"""
DISCOUNT = """
    UPDATE distributor_commission_meter AS meter
       SET volume = meter.volume - gone.volume, paid = meter.paid - gone.paid,
           turns = meter.turns + 1
      FROM (
            SELECT (part ->> 0)::int AS rule, (part ->> 1)::int AS beneficiary,
                   part ->> 2 AS scope, SUM((part ->> 5)::numeric) AS volume,
                   SUM((part ->> 6)::numeric) AS paid
              FROM distributor_commission_source AS source
        CROSS JOIN LATERAL JSONB_ARRAY_ELEMENTS(source.promised -> 'meters') AS part
             WHERE source.id = ANY(%(sources)s)
          GROUP BY 1, 2, 3
           ) AS gone
     WHERE meter.rule_id = gone.rule
       AND meter.beneficiary_id = gone.beneficiary
       AND meter.scope = gone.scope
"""
# What a period has used is told by the day of the sale, whenever its entries were made:
# an invoice that is set back to draft, credited or computed again later gives back to
# the period that it took from. First entries have the day of their sale. What came
# later is not dated before its sale, and few: an index of its own finds it.
PERIODS = """
    SELECT meter.at, SUM(entry.basis)::text, SUM(entry.amount)::text
      FROM UNNEST(%(at)s::int[], %(rules)s::int[], %(beneficiaries)s::int[],
                  %(starts)s::date[], %(ends)s::date[])
           AS meter (at, rule, beneficiary, first, "end")
CROSS JOIN LATERAL (
            SELECT accrual.id, accrual.basis, accrual.amount
              FROM distributor_commission_entry AS accrual
             WHERE accrual.beneficiary_id = meter.beneficiary
               AND accrual.date >= meter.first AND accrual.date < meter."end"
               AND accrual.rule_id = meter.rule
               AND accrual.origin_entry_id IS NULL AND accrual.key IS NULL
         UNION ALL
            SELECT later.id, later.basis, later.amount
              FROM distributor_commission_entry AS later
              JOIN distributor_commission_source AS sale ON sale.id = later.source_id
             WHERE later.beneficiary_id = meter.beneficiary
               AND later.rule_id = meter.rule
               AND later.date >= meter.first
               AND (later.origin_entry_id IS NOT NULL OR later.key IS NOT NULL)
               AND later.kind NOT IN ('tier', 'bonus', 'dispute')
               AND sale.date >= meter.first AND sale.date < meter."end"
           ) AS entry
     WHERE (%(before)s::int IS NULL OR entry.id < %(before)s)
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
    volume = fields.Float(digits=0, help="The basis that promises count in it.")
    paid = fields.Float(digits=0, help="What promises earn in it.")

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
        self.env.cr.execute(SQL(LOCK, **self._split_keys(keys)))
        return self._read_meters(terms, facts)

    def _get_meter_keys(self, terms, facts):
        return sorted(need_meters(facts, terms.ruleset), key=str)

    def _read_meters(self, terms, facts, before=None):
        """Return the running totals, or what they were before an entry.

        :param before: id of an entry, or None for now
        """
        keys = self._get_meter_keys(terms, facts)
        meters = {key: Meter() for key in keys}
        if terms.event != "invoiced":
            found = self._get_promised(keys)
            return meters | {
                keys[at]: Meter(Decimal(volume), Decimal(paid))
                for at, volume, paid in found
            }
        periods = {rule.key: rule.period for rule in terms.ruleset.rules}
        found = self._sum_periods(keys, periods, before)
        found += self._sum_orders(keys, before)
        for at, volume, paid in found:
            meters[keys[at]] = Meter(Decimal(volume), Decimal(paid))
        return meters

    def _get_promised(self, keys):
        if not keys:
            return []
        return self.env.execute_query(
            SQL(PROMISED, at=list(range(len(keys))), **self._split_keys(keys))
        )

    def _split_keys(self, keys):
        rules, beneficiaries, scopes = zip(*keys, strict=True)
        return {
            "rules": list(rules),
            "beneficiaries": list(beneficiaries),
            "scopes": [f"{kind}:{value}" for kind, value in scopes],
        }

    def _count_promised(self, before, after):
        """Count what a promise adds to meters, and return how it did.

        :param before: {key: Meter} that it began with
        :param after: {key: Meter} that it came to
        :return: list of [rule, beneficiary, scope, volume and paid before, added volume
            and paid], numbers as text
        """
        if not before:
            return []
        names = self._split_keys(list(before))
        added = [
            (after[key].volume - meter.volume, after[key].paid - meter.paid)
            for key, meter in before.items()
        ]
        volumes, paids = map(list, zip(*added, strict=True))
        self.env.cr.execute(SQL(COUNT, volumes=volumes, paids=paids, **names))
        return [
            [*place, *map(str, meter), *map(str, more)]
            for place, meter, more in zip(
                zip(*names.values(), strict=True), before.values(), added, strict=True
            )
        ]

    def _discount_promised(self, source_ids):
        """Take what sources promised off the meters again."""
        if source_ids:
            self.env.cr.execute(SQL(DISCOUNT, sources=list(source_ids)))

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
