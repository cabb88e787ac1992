# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What a simulation carries from one batch of documents to the next."""

from collections import defaultdict
from dataclasses import astuple
from datetime import date
from decimal import Decimal

from odoo.addons.distributor_commission.engine import Accrued, Meter
from odoo.addons.distributor_commission.models.distributor_commission_reversal import (
    Root,
)

ZERO = Decimal(0)


class Tally:
    """Meters, what credit notes may still take back, and figures that add up.

    It stays small, however many documents there are: the rows of a batch leave it with
    the batch, and of the sales only those stay that credit notes or further invoices
    of the period come back to.

    :param credited: order lines of which something is taken back in the period
    :param repeated: orders with several documents in the period
    """

    def __init__(self, credited=(), repeated=()):
        self.credited = set(credited)
        self.repeated = set(repeated)
        self.meters = {}
        # {(rule, beneficiary, first day): [volume, shares before limits]} of rules with
        # tiers, for the close of periods; later events count in the period of the sale
        self.closing = defaultdict(lambda: [ZERO, ZERO])
        # {order line: {invoice line: [Root]}}
        self.roots = defaultdict(lambda: defaultdict(list))
        # {(measure, distributor, first day of the month): net}, for bonuses
        self.volumes = defaultdict(Decimal)
        self.levels = {}
        self.net = ZERO
        self.line_count = 0
        self.cap_count = self.limit_count = 0
        self.cap_amount = self.limit_amount = ZERO
        self.rows = {}
        # sales of before the period are only remembered
        self.counts = True
        self.terms = {}
        self.rules = {}

    def begin(self):
        """Count from here on; meters start at zero."""
        self.meters.clear()
        self.closing.clear()
        self.counts = True

    # of one batch

    def add(self, key, amount, basis):
        """Add to a row of the result."""
        if self.counts:
            row = self.rows.setdefault(key, [ZERO, ZERO])
            row[0] += amount
            row[1] += basis

    def take_rows(self):
        """Return the rows of the batch, and begin the next one."""
        rows, self.rows = self.rows, {}
        self.meters = {
            key: meter
            for key, meter in self.meters.items()
            if key[2][0] == "period" or key[2][1] in self.repeated
        }
        return rows

    def cut(self, name, amount):
        """Count what a limit took away."""
        if not self.counts:
            return
        if name in ("cap", "margin"):
            self.cap_amount += amount
        else:
            self.limit_count += 1
            self.limit_amount += amount

    def count_on(self, key, basis, amount):
        """Move a meter; what credit notes take back counts as well."""
        meter = self.meters.get(key, Meter())
        self.meters[key] = Meter(meter.volume + basis, meter.paid + amount)

    def count_for_close(self, key, basis, before):
        """Count on what the close of a period looks at."""
        sums = self.closing[key]
        sums[0] += basis
        sums[1] += before

    # kept between batches

    def dump(self):
        """Return all but the rows, as JSON can keep it."""
        return {
            "credited": sorted(self.credited),
            "repeated": sorted(self.repeated),
            "meters": [
                [*_dump_key(key), *map(str, meter)]
                for key, meter in self.meters.items()
            ],
            "closing": [
                [rule, who, start.isoformat(), *map(str, sums)]
                for (rule, who, start), sums in self.closing.items()
            ],
            "roots": [
                [sale_line, line, root.row, list(map(str, astuple(root.accrued)))]
                for sale_line, lines in self.roots.items()
                for line, roots in lines.items()
                for root in roots
            ],
            "volumes": [
                [measure, who, start.isoformat(), str(volume)]
                for (measure, who, start), volume in self.volumes.items()
            ],
            "levels": list(self.levels.items()),
            "counts": [self.line_count, self.cap_count, self.limit_count],
            "sums": list(map(str, (self.net, self.cap_amount, self.limit_amount))),
        }

    @classmethod
    def load(cls, data):
        """Return the tally that was dumped."""
        tally = cls(data["credited"], data["repeated"])
        for rule, who, kind, value, *sums in data["meters"]:
            when = date.fromisoformat(value) if kind == "period" else value
            tally.meters[rule, who, (kind, when)] = Meter(*map(Decimal, sums))
        for rule, who, start, *sums in data["closing"]:
            key = (rule, who, date.fromisoformat(start))
            tally.closing[key] = list(map(Decimal, sums))
        for sale_line, line, row, (_key, *sums) in data["roots"]:
            root = Root(row, Accrued(row["id"], *map(Decimal, sums)))
            tally.roots[sale_line][line].append(root)
        for measure, who, start, volume in data["volumes"]:
            key = (measure, who, date.fromisoformat(start))
            tally.volumes[key] = Decimal(volume)
        tally.levels = dict(data["levels"])
        tally.line_count, tally.cap_count, tally.limit_count = data["counts"]
        sums = map(Decimal, data["sums"])
        tally.net, tally.cap_amount, tally.limit_amount = sums
        return tally


def _dump_key(key):
    rule, who, (kind, value) = key
    return rule, who, kind, value.isoformat() if kind == "period" else value
