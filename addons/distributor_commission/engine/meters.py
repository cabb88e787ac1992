# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from .limits import take_part
from .money import round_down
from .tiers import get_period_start
from .types import ZERO, Meter

NOTHING = Meter()


class MeterBook:
    """The running totals of rules and beneficiaries, while facts are computed.

    :param meters: {key: Meter}, updated
    """

    def __init__(self, meters, unit):
        self._meters = meters
        self._unit = unit
        self._starts = {}
        self._limits = {}

    def find_keys(self, rule, beneficiary, fact):
        """Return the keys of the meters of the order and of the period, if any."""
        order_key = period_key = None
        if rule.max_order is not None:
            order_key = (rule.key, beneficiary, ("order", fact.order))
        if rule.tiers or rule.max_period is not None:
            start = self._get_start(fact.date, rule.period)
            period_key = (rule.key, beneficiary, start)
        return order_key, period_key

    def _get_start(self, day, period):
        seen = (day, period)
        if seen not in self._starts:
            self._starts[seen] = ("period", get_period_start(day, period))
        return self._starts[seen]

    def get_volume(self, key):
        return self._meters.get(key, NOTHING).volume

    def take(self, amount, key, limit):
        """Return the part of an amount that a limit leaves."""
        if limit not in self._limits:
            self._limits[limit] = round_down(limit, self._unit)
        paid = self._meters.get(key, NOTHING).paid
        return take_part(amount, paid, self._limits[limit])

    def count(self, keys, volume=ZERO, paid=ZERO):
        for key in keys:
            if key:
                meter = self._meters.get(key, NOTHING)
                self._meters[key] = Meter(meter.volume + volume, meter.paid + paid)
