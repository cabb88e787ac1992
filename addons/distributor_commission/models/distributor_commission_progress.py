# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import json
from collections import defaultdict
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from odoo import models
from odoo.tools import SQL

from ..engine import compute, get_portion
from .distributor_commission_queries import NAMES

# what a source booked so far for each earner of each line
BOOKED = """
    SELECT source_id, COALESCE(move_line_id, 0), COALESCE(sale_line_id, 0),
           beneficiary_id, earner, COALESCE(generation, -1), rule_id, MIN(id),
           MAX(due_date), SUM(basis)::text, SUM(source_basis)::text, SUM(amount)::text
      FROM distributor_commission_entry
     WHERE source_id = ANY(%(sources)s)
       AND kind <> ALL(%(others)s)
  GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
OTHERS = ["tier", "bonus", "dispute"]
NOTHING = (None, None, "0", "0", "0")
MONEY = ("basis", "source_basis", "amount")
SUMS = (*MONEY, "amount_before")


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
    volume_before: str | None
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

    def add(self, other):
        """Return both together; what was first explains the rest."""
        sums = {
            name: str(Decimal(getattr(self, name)) + Decimal(getattr(other, name)))
            for name in SUMS
        }
        return self._replace(rate=other.rate, **sums)


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
        """Compute rows of sources, and keep what they earn as a whole.

        A row of a line that is promised already replaces its promise. Where tiers or
        limits count, the row is what comes on top instead: ``whole`` then holds the
        net and the quantity that are reached with it.
        """
        for terms, own in self._group_by_terms(rows):
            if not terms.ruleset.is_metered:
                self._promise_rows(terms, own)
                continue
            # each source remembers where its totals stood
            by_source = defaultdict(list)
            for row in own:
                by_source[row["source"]].append(row)
            for part in by_source.values():
                self._promise_rows(terms, part)

    def _promise_rows(self, terms, rows):
        facts = self._to_facts(terms, rows)
        meters = self._load_meters(terms, facts)
        before = dict(meters)
        found = compute(facts, terms.ruleset, terms.unit, meters)
        counted = self._count_promised(before, meters)
        by_key = {row["key"]: row for row in rows}
        shares = defaultdict(list)
        for line in found:
            row = by_key[line.fact]
            shares[row["source"]].append(self._prepare_share(row, line))
        by_source = defaultdict(list)
        for row in rows:
            by_source[row["source"]].append(row)
        for source, own in by_source.items():
            adds = terms.ruleset.is_metered
            self._keep_promise(source, own, shares[source], counted, adds)

    def _prepare_share(self, row, line):
        volume = line.volume_before
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
            None if volume is None else str(volume),
            str(line.amount_before),
            ",".join(line.limits) or None,
            str(line.amount),
        )

    def _keep_promise(self, source, rows, shares, counted, adds):
        """Put rows and what they earn into what a source promises.

        :param counted: what the rows added to the totals of tiers and limits
        :param adds: whether shares come on top of earlier ones or replace them
        """
        promise = rows[0].get("promised") or {}
        kept = {share.get_key(): share for share in self._get_shares(promise)}
        lines = {
            str(row["key"]): row.get("whole") or [row["net"], row["quantity"]]
            for row in rows
        }
        if not adds:
            for key, share in kept.items():
                if str(share.line or share.sale_line) in lines:
                    kept[key] = share._replace(**dict.fromkeys(SUMS, "0"))
        for share in shares:
            key = share.get_key()
            is_more = adds and key in kept
            kept[key] = kept[key].add(share) if is_more else share
        promise = {
            "lines": {**promise.get("lines", {}), **lines},
            "shares": list(kept.values()),
            "meters": [*promise.get("meters", ()), *counted],
        }
        self.env.cr.execute(
            SQL(
                "UPDATE distributor_commission_source SET promised = %s WHERE id = %s",
                json.dumps(promise),
                source,
            )
        )
        for row in rows:
            row["promised"] = promise

    def _get_shares(self, promise):
        return list(map(Share._make, (promise or {}).get("shares", ())))

    def _follow(self, sources, parts, kind, day):
        """Bring what sources booked to the parts that are reached.

        :param sources: {source id: row with company, currency, version, promised}
        :param parts: function of (source id, Share) that returns (part, whole)
        :param kind: kind of the entries after the first one of an earner
        :param day: date of the entries
        :return: number of entries that were added
        """
        booked = self._get_booked(sources, kind)
        entries = []
        for source, row in sources.items():
            terms = self._get_terms(row["version"])
            for share in self._get_shares(row["promised"]):
                first, due, *sums = booked.get((source, *share.get_key()), NOTHING)
                part, whole = parts(source, share)
                missing = [
                    get_portion(Decimal(getattr(share, name)), part, whole, terms.unit)
                    - Decimal(done)
                    for name, done in zip(MONEY, sums, strict=True)
                ]
                if any(missing):
                    # what is taken back is not due before what it takes back
                    frozen = day + timedelta(days=terms.freeze_days)
                    due = max(day, due) if first and missing[2] < 0 else frozen
                    dates = (kind if first else "accrual", day, due)
                    entries.append(
                        (
                            *self._prepare_part(
                                source, row, share, dates, missing, first
                            ),
                            f"{share.amount} {part} {whole}",
                        )
                    )
        count = self._write(entries, f"{NAMES}, reached")
        self._reopen({entry[2] for entry in entries})
        return count + self._follow_decided(list(sources), day)

    def _follow_decided(self, sources, day):
        """Bring what was decided about sources to the parts that are reached; a hook.

        :param sources: ids of sources that follow something in proportion
        :param day: date of the entries
        :return: number of entries that were added
        """
        return 0

    def _get_booked(self, sources, kind):
        """Return {(source, key of the share): (first entry, due, sums as text)}."""
        # whether an order is paid is a condition, and no part of it
        others = OTHERS if kind == "payment" else [*OTHERS, "payment"]
        found = self.env.execute_query(
            SQL(BOOKED, sources=list(sources), others=others)
        )
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
            None if first else share.volume_before,
            None if first else share.amount_before,
            share.limits,
            amount,
            first,
            None,
            self.env.uid,
        )
