# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal
from typing import NamedTuple

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.distributor_commission.engine import get_portion

from .distributor_commission_decided import FOLLOWED

# the key of what follows decisions
FOLLOWS = "decided:"
# What the shares had come to that these reversals take back from, what of it was
# decided, and what credit notes had taken of the net by then. A part of a decision that
# was made after the credit note looks at the time before the decision.
SHARES = """
    SELECT own.id, own.amount::text AS amount, (decision.id IS NOT NULL) AS is_after,
           (first.amount + COALESCE(SUM(later.amount) FILTER (
            WHERE later.kind IN ('correction', 'dispute')), 0))::text AS earned,
           COALESCE(decision.amount, SUM(later.amount)
               FILTER (WHERE later.kind = 'dispute'), 0)::text AS decided,
           COALESCE(first.source_basis, 0)::text AS whole,
           COALESCE(-SUM(later.source_basis)
               FILTER (WHERE later.kind IN ('reversal', 'undo')), 0)::text AS taken,
           CASE WHEN decision.id IS NULL THEN COALESCE(-own.source_basis, 0)::text
                ELSE COALESCE(-SUM(later.source_basis) FILTER (
                      WHERE later.kind IN ('reversal', 'undo')
                        AND later.document_id = own.document_id
                        AND later.move_line_id IS NOT DISTINCT FROM own.move_line_id
                     ), 0)::text END AS gone
      FROM distributor_commission_entry AS own
      JOIN distributor_commission_entry AS first ON first.id = own.origin_entry_id
 LEFT JOIN distributor_commission_entry AS decision
        ON own.key LIKE 'dispute:%%'
       AND decision.key = 'dispute:' || SPLIT_PART(own.key, ':', 2)
 LEFT JOIN distributor_commission_entry AS later
        ON later.origin_entry_id = first.id
       AND later.id < COALESCE(decision.id, own.id)
     WHERE own.id = ANY(%(entries)s)
  GROUP BY own.id, first.id, decision.id
"""
NUMBERS = ("amount", "earned", "decided", "whole", "taken", "gone")


class DecidedPart(NamedTuple):
    """What an entry takes of decisions: their amount, the sale, and what it takes."""

    decided: Decimal
    sale: Decimal  # the net that they are about
    gone: Decimal  # what of it this entry, or all by now, takes away
    amount: Decimal


class DistributorCommissionDecidedPart(models.AbstractModel):
    """What entries of credit notes and bounced payments take of decisions."""

    _name = "distributor.commission.decided.part"
    _description = "Part Taken of a Decision"

    # [decided, sale, gone, amount]; a field, so that a page looks all up at once
    decided_part = fields.Json(compute="_compute_decided_part")

    @api.depends("key", "amount")
    def _compute_decided_part(self):
        self.decided_part = False
        back = self.filtered(lambda entry: entry._may_take_decided())
        followed = self.filtered(lambda entry: (entry.key or "").startswith(FOLLOWS))
        parts = {**back._fetch_parts(), **followed._fetch_followed()}
        for entry in back | followed:
            if part := parts.get(entry._origin.id):
                entry.decided_part = list(map(str, part))

    def _may_take_decided(self):
        is_again = (self.key or "").startswith("again:")
        return self.kind == "reversal" and self.origin_entry_id and not is_again

    def _get_decided_part(self):
        """Return what an entry takes of decisions as :class:`DecidedPart`, or None."""
        self.ensure_one()
        numbers = self.decided_part
        return DecidedPart(*map(Decimal, numbers)) if numbers else None

    def _fetch_parts(self):
        """Return {reversal: DecidedPart}."""
        if not self.ids:
            return {}
        self.flush_model()
        rows = self.env.execute_query_dict(SQL(SHARES, entries=self.ids))
        found = {}
        for row in rows:
            row.update((name, Decimal(row[name])) for name in NUMBERS)
            if row["decided"] and row["whole"]:
                found[row["id"]] = _to_part(row, self[:1]._get_unit())
        return found

    def _fetch_followed(self):
        """Return {entry that followed a decision: DecidedPart}."""
        booking = self.env["distributor.commission.booking"]
        decisions = booking._fetch_decisions(FOLLOWED, self.ids) if self.ids else {}
        amounts = {entry.id: Decimal(str(entry.amount)) for entry in self}
        found = {}
        for key, own in decisions.items():
            widest = max(own, key=lambda one: abs(one.then))
            gone = widest.then - min(widest.now, widest.then, key=abs)
            decided = sum(one.amount for one in own)
            found[key] = DecidedPart(decided, widest.then, gone, amounts[key])
        return found

    def _is_decided_again(self):
        """Return whether an entry gives a decision again, as the sale came back."""
        part = self._get_decided_part()
        return bool(part) and part.decided * part.amount > 0

    def _get_decided_names(self):
        """Return what a sentence says of :class:`DecidedPart`, or None."""
        if not (part := self._get_decided_part()):
            return None
        return {
            "decided": self._format(float(part.decided)),
            "percent": _say_percent(part),
            "taken": self._format(float(part.amount)),
        }


def _to_part(row, unit):
    """Return what a reversal takes of decisions beside what else it takes."""
    decided, whole, gone = row["decided"], row["whole"], row["gone"]
    if row["is_after"]:
        return DecidedPart(decided, whole, gone, row["amount"])
    after, before, plain_after, plain_before = (
        get_portion(earned, taken, whole, unit)
        for earned in (row["earned"], row["earned"] - decided)
        for taken in (row["taken"] + gone, row["taken"])
    )
    amount = (after - before) - (plain_after - plain_before)
    return DecidedPart(decided, whole, gone, -amount)


def _say_percent(part):
    """Return the share of the sale that is gone."""
    if not part.sale:
        return "0"
    return f"{100 * part.gone / part.sale:.2f}".rstrip("0").rstrip(".")
