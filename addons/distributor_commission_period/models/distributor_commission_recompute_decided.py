# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import defaultdict
from decimal import Decimal
from typing import Any, NamedTuple

from odoo import models
from odoo.tools import SQL

from odoo.addons.distributor_commission.engine import (
    DECISION,
    OFFSET,
    RULES,
    get_kept,
    get_paid,
)

ZERO = Decimal(0)
# All that was booked for whoever somebody decided a dispute of, on these documents. A
# decision about a document that was not booked then stands with the document that has
# its number, or with the first one of the order.
DECIDED = """
    WITH paper AS (
        SELECT paper.id, source.id AS source_id
          FROM distributor_commission_source AS source
     LEFT JOIN sale_order AS sale ON sale.id = source.order_id
          JOIN distributor_commission_source AS paper
            ON paper.event = 'dispute'
           AND paper.document IN (source.document, sale.name)
           AND paper.company_id = source.company_id
           AND paper.plan_id = source.plan_id
         WHERE source.id = ANY(%(sources)s)
           AND NOT source.undone
           AND (paper.document = source.document OR NOT EXISTS (
                SELECT FROM distributor_commission_source AS earlier
                 WHERE earlier.order_id = source.order_id
                   AND earlier.plan_id = source.plan_id
                   AND earlier.event <> 'refund'
                   AND NOT earlier.undone
                   AND earlier.id < source.id))
    ), own AS (
        SELECT entry.source_id, entry.beneficiary_id
          FROM distributor_commission_entry AS entry
         WHERE entry.source_id = ANY(%(sources)s) AND entry.kind = 'dispute'
         UNION
        SELECT paper.source_id, entry.beneficiary_id
          FROM paper
          JOIN distributor_commission_entry AS entry ON entry.source_id = paper.id
         WHERE entry.kind = 'dispute'
    ), booked AS (
        SELECT own.source_id AS source, entry.id
          FROM own
          JOIN distributor_commission_entry AS entry
            ON entry.source_id = own.source_id
           AND entry.beneficiary_id = own.beneficiary_id
         UNION
        SELECT paper.source_id, entry.id
          FROM paper
          JOIN distributor_commission_entry AS entry ON entry.source_id = paper.id
         WHERE entry.kind = 'dispute'
    )
    SELECT booked.source, entry.id, entry.beneficiary_id AS who, entry.kind,
           entry.amount::text, entry.key LIKE 'again:%%' AS again,
           origin.kind AS about, root.id AS root, root.earner,
           COALESCE(root.move_line_id, 0) AS line,
           COALESCE(root.sale_line_id, 0) AS sale_line,
           COALESCE(root.generation, -1) AS generation,
           COALESCE(root.source_basis, 0)::text AS whole,
           COALESCE(root.version_id, entry.version_id) AS version,
           COALESCE(root.product_id, entry.product_id) AS product
      FROM booked
      JOIN distributor_commission_entry AS entry ON entry.id = booked.id
 LEFT JOIN distributor_commission_entry AS origin ON origin.id = entry.origin_entry_id
 LEFT JOIN distributor_commission_entry AS root
        ON root.id = COALESCE(origin.origin_entry_id, origin.id)
  ORDER BY entry.id
"""
# what a decision is about beside a share: what credit notes took of it, or nothing that
# was booked
BACK, MISSING = "back", "missing"
TAKEN = ("reversal", "undo")


class Decided(NamedTuple):
    """What somebody decided about a share, and what the rules did since."""

    row: dict[str, Any]  # the first decision
    history: list[tuple[str, Decimal]]

    @property
    def paid(self):
        """What decisions pay on top of the rules so far."""
        return get_paid(self.history)


class DistributorCommissionRecomputeDecided(models.AbstractModel):
    """Counts what decisions about disputes paid already of what a share earns.

    The ledger shows both: the correction to what the rules say, and that a decision had
    paid it already.
    """

    _name = "distributor.commission.recompute.decided"
    _description = "Decisions in a Computation Again"

    def _fetch_decided(self, sources):
        """Return what was decided about shares of documents, and beside them.

        :return: {share without its rule: Decided}, {(source, distributor, BACK or
            MISSING): Decided}
        """
        rows = self.env.execute_query_dict(SQL(DECIDED, sources=list(sources)))
        shares, beside = defaultdict(list), defaultdict(list)
        for row in rows:
            row["amount"] = Decimal(row["amount"])
            row["what"] = _get_what(row)
            place = _get_place(row)
            if row["kind"] == "dispute" or row["kind"] == "correction":
                (shares if len(place) > 3 else beside)[place].append(row)
            for key in _get_beside(row, place):
                beside[key].append({**row, "what": RULES})
        return _collect(shares), _collect(beside)

    def _draft_beside(self, decided, drafts):
        """Return the drafts that set off decisions about no share."""
        changes = defaultdict(lambda: ZERO)
        for draft in drafts:
            own = (draft["source"], draft["beneficiary_id"])
            amount = Decimal(draft["amount"])
            changes[(*own, MISSING)] += amount
            if draft["kind"] == "reversal":
                changes[(*own, BACK)] += amount
        found = []
        for key, own in decided.items():
            draft = self._draft_kept(own, changes[key])[1]
            if draft:
                found.append({**draft, "source": key[0]})
        return found

    def _draft_kept(self, decided, change):
        """Return the draft that sets off what a decision paid already, or none.

        :param change: by how much the rules change what the share earns
        :return: what decisions pay on top then, the draft as dict or None
        """
        kept = get_kept(decided.history, change)
        amount = kept - decided.paid
        if not amount:
            return kept, None
        row = decided.row
        names = ("earner", "level_id", "rule_id", "rate", "rate_kind", "basis")
        names += ("basis_kind", "source_basis", "amount_before", "limits")
        return kept, {
            **dict.fromkeys(names),
            "beneficiary_id": row["who"],
            "kind": "dispute",
            "generation": None if row["generation"] < 0 else row["generation"],
            "version_id": row["version"],
            "move_line_id": row["line"] or None,
            "sale_line_id": row["sale_line"] or None,
            "product_id": row["product"],
            "old": str(decided.paid),
            "new": str(kept),
            "amount": str(amount),
            "origin_entry_id": row["root"] if len(_get_place(row)) > 3 else row["id"],
        }


def _get_what(row):
    if row["kind"] != "dispute":
        return RULES
    return OFFSET if row["again"] else DECISION


def _get_place(row):
    """Return the share without its rule an entry is about, or what it is beside."""
    source, who = row["source"], row["who"]
    if row["about"] in TAKEN or (row["about"] == "dispute" and row["earner"]):
        return (source, who, BACK)
    if row["about"] == "dispute" or not row["earner"]:
        return (source, who, MISSING)
    names = ("line", "sale_line", "who", "earner", "generation")
    return (source, *(row[name] for name in names))


def _get_beside(row, place):
    """Return what decisions about no share an entry of a computation counts for."""
    own = (row["source"], row["who"])
    if not row["again"] or (row["kind"] == "dispute" and len(place) == 3):
        return []
    return [(*own, MISSING), *([(*own, BACK)] if row["kind"] == "reversal" else [])]


def _collect(groups):
    """Return Decided of the groups of rows in which there is a decision."""
    found = {}
    for key, rows in groups.items():
        first = next((row for row in rows if row["what"] == DECISION), None)
        if first:
            history = [(row["what"], row["amount"]) for row in rows]
            found[key] = Decided(first, history)
    return found
