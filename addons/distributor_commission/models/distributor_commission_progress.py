# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import json
from collections import defaultdict
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from odoo import models
from odoo.tools import SQL

from ..engine import get_portion

# what a source booked so far for each earner of each line
BOOKED = """
    SELECT source_id, COALESCE(move_line_id, 0), COALESCE(sale_line_id, 0),
           beneficiary_id, earner, COALESCE(generation, -1), rule_id, MIN(id),
           SUM(basis)::text, SUM(source_basis)::text, SUM(amount)::text
      FROM distributor_commission_entry
     WHERE source_id = ANY(%(sources)s)
       AND kind NOT IN ('reversal', 'tier', 'bonus', 'dispute')
  GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
NOTHING = (None, "0", "0", "0")
MONEY = ("basis", "source_basis", "amount")


class Share(NamedTuple):
    """What one earner gets when the whole document is paid or delivered."""

    line: int | None
    sale_line: int | None
    product: int | None
    beneficiary: int
    earner: str
    generation: int | None
    level: int
    rule: int
    rate: str
    rate_kind: str
    basis: str
    basis_kind: str
    source_basis: str
    amount_before: str
    limits: str | None
    amount: str

    def get_key(self):
        generation = -1 if self.generation is None else self.generation
        return (
            self.line or 0,
            self.sale_line or 0,
            self.beneficiary,
            self.earner,
            generation,
            self.rule,
        )


class DistributorCommissionProgress(models.AbstractModel):
    """Commission that follows something in proportion: payments, deliveries, changes.

    The whole document is computed once and kept as a promise. Whenever a part of it
    is reached, entries bring what is booked to that part of the promise, rounded
    cumulatively, so that all parts add up to the whole.
    """

    _name = "distributor.commission.progress"
    _description = "Progress of Commission"
    _inherit = ["distributor.commission.payment", "distributor.commission.sold"]

    def _promise(self, rows):
        """Compute rows of sources, and keep what they earn as a whole."""
        shares, lines = defaultdict(list), defaultdict(dict)
        for terms, own in self._group_by_terms(rows):
            found = self._compute(terms, own)
            by_key = {row["key"]: row for row in own}
            for row in own:
                lines[row["source"]][row["key"]] = [row["net"], row["quantity"]]
            for line in found:
                row = by_key[line.fact]
                shares[row["source"]].append(self._prepare_share(row, line))
        for source, seen in lines.items():
            self._keep_promise(source, seen, shares[source])

    def _prepare_share(self, row, line):
        return Share(
            row["line"],
            row["sale_line"],
            row["product"],
            line.beneficiary,
            line.earner,
            line.generation,
            line.level,
            line.rule,
            str(line.rate),
            line.rate_kind,
            str(line.basis),
            line.basis_kind,
            row["source_net"],
            str(line.amount_before),
            ",".join(line.limits) or None,
            str(line.amount),
        )

    def _keep_promise(self, source, lines, shares):
        """Add lines to what a source promises."""
        self.env.cr.execute(
            SQL(
                """
                UPDATE distributor_commission_source
                   SET promised = JSONB_BUILD_OBJECT(
                       'lines', COALESCE(promised -> 'lines', '{}') || %(lines)s,
                       'shares', COALESCE(promised -> 'shares', '[]') || %(shares)s)
                 WHERE id = %(source)s
                """,
                lines=json.dumps(lines),
                shares=json.dumps(shares),
                source=source,
            )
        )

    def _follow(self, sources, parts, kind, day):
        """Bring what sources booked to the parts that are reached.

        :param sources: {source id: row with company, currency, version, promised}
        :param parts: function of (source id, Share) that returns (part, whole)
        :param kind: kind of the entries after the first one of an earner
        :param day: date of the entries
        :return: number of entries that were added
        """
        booked = self._get_booked(sources)
        entries = []
        for source, row in sources.items():
            terms = self._get_terms(row["version"])
            due = day + timedelta(days=terms.freeze_days)
            for share in map(Share._make, (row["promised"] or {}).get("shares", ())):
                part, whole = parts(source, share)
                first, *sums = booked.get((source, *share.get_key()), NOTHING)
                missing = [
                    get_portion(Decimal(getattr(share, name)), part, whole, terms.unit)
                    - Decimal(done)
                    for name, done in zip(MONEY, sums, strict=True)
                ]
                if any(missing):
                    dates = (kind if first else "accrual", day, due)
                    entries.append(
                        self._prepare_part(source, row, share, dates, missing, first)
                    )
        count = self._write(entries)
        self._reopen({entry[2] for entry in entries})
        return count

    def _get_booked(self, sources):
        """Return {(source, key of the share): (first entry, sums as text)}."""
        found = self.env.execute_query(SQL(BOOKED, sources=list(sources)))
        return {tuple(row[:7]): row[7:] for row in found}

    def _prepare_part(self, source, row, share, dates, missing, first):
        basis, source_basis, amount = missing
        return (
            row["company"],
            row["currency"],
            source,
            source,
            share.beneficiary,
            *dates,
            share.earner,
            share.generation,
            share.level,
            row["version"],
            share.rule,
            share.line,
            share.sale_line,
            share.product,
            share.rate,
            share.rate_kind,
            basis,
            share.basis_kind,
            source_basis,
            None,
            None if first else share.amount_before,
            share.limits,
            amount,
            first,
            None,
            self.env.uid,
        )
