# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from odoo import api, models
from odoo.tools import SQL

from odoo.addons.distributor_commission.engine import get_missing, get_portion

from .distributor_commission_decided import DISPUTED, IN_PROPORTION, get_credited
from .distributor_commission_dispute_states import OPEN

# What entries came to with all that was written about them later, and what credit notes
# took back of the first entry of their share. A dispute about what a credit note took
# has nothing to do with the share.
STANDING = """
    SELECT entry.id, first.id AS first, source.undone,
           entry.kind IN ('reversal', 'undo') AS is_back,
           (entry.amount + COALESCE(SUM(later.amount) FILTER (
            WHERE later.id > entry.id
              AND CASE WHEN entry.kind IN ('reversal', 'undo')
                       THEN later.kind = 'reversal' AND later.key LIKE 'again:%%'
                            OR later.kind = 'dispute'
                               AND later.origin_entry_id = entry.id
                       ELSE later.kind IN ('correction', 'dispute', 'bonus', 'tier')
                  END), 0))::text AS amount,
           (first.amount + COALESCE(SUM(later.amount) FILTER (
            WHERE later.kind IN ('correction', 'dispute')
              AND later.origin_entry_id = first.id), 0))::text AS earned,
           COALESCE(first.source_basis, 0)::text AS whole,
           COALESCE(-SUM(later.source_basis) FILTER (
            WHERE later.kind IN ('reversal', 'undo')
              AND later.origin_entry_id = first.id), 0)::text AS taken
      FROM distributor_commission_entry AS entry
      JOIN distributor_commission_source AS source ON source.id = entry.source_id
      JOIN distributor_commission_entry AS first
        ON first.id = COALESCE(entry.origin_entry_id, entry.id)
 LEFT JOIN distributor_commission_entry AS later
        ON later.origin_entry_id IN (first.id, entry.id)
     WHERE entry.id = ANY(%(entries)s)
  GROUP BY entry.id, first.id, source.id
"""
# what was booked for a document about which a distributor had nothing
BOOKED = """
    SELECT SUM(amount)::text
      FROM distributor_commission_entry
     WHERE source_id = %(source)s AND beneficiary_id = %(distributor)s
       AND kind NOT IN ('reversal', 'undo', 'payment')
"""


class DistributorCommissionDisputeMissing(models.AbstractModel):
    """What is still missing of the amount that a distributor expects.

    A mistake that was found by the distributor may be corrected by a computation of the
    period, or by another decision, before this one. What was written since counts, and
    of a sale that was credited a decision pays the part that is left.
    """

    _name = "distributor.commission.dispute.missing"
    _description = "What Is Missing in Disputes"

    @api.depends("state", "entry_id.correction_ids", "difference", "source_id")
    def _compute_missing(self):
        opened = self.filtered(lambda dispute: dispute.state in OPEN)
        (self - opened).written_since = (self - opened).missing = 0.0
        standing = self._fetch_standing(opened.entry_id)
        for dispute in opened:
            written = dispute._get_written(standing)
            gone = dispute._find_sale().undone
            wanted = _to_decimal(dispute.difference)
            dispute.written_since = float(written)
            dispute.missing = 0.0 if gone else float(get_missing(wanted, written))

    @api.model
    def _fetch_standing(self, entries):
        """Return {entry id: row} of what entries came to."""
        if not entries:
            return {}
        entries.flush_model()
        rows = self.env.execute_query_dict(SQL(STANDING, entries=entries.ids))
        for row in rows:
            for name in ("amount", "earned", "whole", "taken"):
                row[name] = Decimal(row[name])
        return {row["id"]: row for row in rows}

    def _get_written(self, standing):
        """Return what was added since the dispute was opened, as Decimal."""
        self.ensure_one()
        if self.entry_id:
            amount = standing[self.entry_id.id]["amount"]
            return amount - _to_decimal(self.entry_amount)
        source = self._find_sale()
        if not source:
            return Decimal(0)
        [(amount,)] = self.env.execute_query(
            SQL(BOOKED, source=source.id, distributor=self.distributor_id.id)
        )
        return Decimal(amount or 0)

    def _find_sale(self):
        """Return the sale it is about, also one that was booked after the opening."""
        if self.source_id or self.entry_id:
            return self.source_id
        return self._find_source(self.distributor_id, self.document)

    def _get_credited(self, amount):
        """Return what credit notes take back of an amount that a decision adds.

        They take the same part of it as of all that the share earned, by one rounding.
        Where commission follows payments or deliveries, it is what is not paid, or not
        delivered, any more of what was when the disputed entry was booked.
        """
        self.ensure_one()
        if self.entry_id.source_id.event in IN_PROPORTION:
            return self._get_gone(_to_decimal(amount))
        row = self._fetch_standing(self.entry_id).get(self.entry_id.id)
        if not row or row["is_back"] or not row["whole"] or not row["taken"]:
            return Decimal(0)
        unit = self.company_id._get_commission_unit()
        before, after = (
            get_portion(earned, row["taken"], row["whole"], unit)
            for earned in (row["earned"], row["earned"] + _to_decimal(amount))
        )
        return after - before

    def _get_gone(self, amount):
        booking = self.env["distributor.commission.booking"]
        found = booking._fetch_decisions(DISPUTED, self.entry_id.ids)
        unit = self.company_id._get_commission_unit()
        for reached in found.get(self.entry_id.id, ()):
            return get_credited(reached, amount, unit)
        return Decimal(0)


def _to_decimal(amount):
    return Decimal(str(round(amount or 0.0, 6)))
