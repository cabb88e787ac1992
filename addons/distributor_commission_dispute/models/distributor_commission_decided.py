# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import defaultdict
from decimal import Decimal
from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL

from odoo.addons.distributor_commission.engine import (
    get_left,
    get_standing,
)

# what earns in proportion to payments, deliveries or changes
IN_PROPORTION = ("paid", "confirmed", "delivered")

# Decisions about shares of these documents, and what a computation of the period set
# off against them.
DECISIONS = """
    SELECT entry.id, entry.amount, entry.date, entry.due_date, entry.key,
           COALESCE(dispute.entry_id, entry.id) AS until, entry.origin_entry_id AS root,
           entry.origin_entry_id AS own, NULL::int AS before
      FROM distributor_commission_source AS source
      JOIN distributor_commission_entry AS entry ON entry.source_id = source.id
 LEFT JOIN distributor_commission_dispute AS dispute
        ON entry.key = 'dispute:' || dispute.id
     WHERE source.id = ANY(%(keys)s)
       AND NOT source.undone
       AND source.event = ANY(%(events)s)
       AND entry.kind = 'dispute'
"""
# The same as they were when these entries followed them.
FOLLOWED = """
    SELECT entry.id, entry.amount, entry.date, entry.due_date, entry.key,
           COALESCE(dispute.entry_id, entry.id) AS until, entry.origin_entry_id AS root,
           own.id AS own, own.id AS before
      FROM distributor_commission_entry AS own
      JOIN distributor_commission_entry AS entry
        ON entry.origin_entry_id = own.origin_entry_id AND entry.id < own.id
      JOIN distributor_commission_source AS source ON source.id = entry.source_id
 LEFT JOIN distributor_commission_dispute AS dispute
        ON entry.key = 'dispute:' || dispute.id
     WHERE own.id = ANY(%(keys)s)
       AND source.event = ANY(%(events)s)
       AND entry.kind = 'dispute'
"""
# an entry that somebody does not agree with
DISPUTED = """
    SELECT entry.id, entry.amount, entry.date, entry.due_date, entry.key,
           entry.id AS until, COALESCE(entry.origin_entry_id, entry.id) AS root,
           entry.id AS own, NULL::int AS before
      FROM distributor_commission_entry AS entry
      JOIN distributor_commission_source AS source ON source.id = entry.source_id
     WHERE entry.id = ANY(%(keys)s) AND source.event = ANY(%(events)s)
"""
# Which part of the sale the share had reached then, and has reached now: by its net,
# or by the quantity of what is free. Whether an order is paid is no part of it.
REACHED = """
    WITH about AS (%(about)s)
    SELECT about.own, about.root, about.key, about.date, about.due_date,
           about.amount::text, root.company_id AS company, reached.*, followed.*
      FROM about
      JOIN distributor_commission_entry AS root ON root.id = about.root
      JOIN distributor_commission_source AS source ON source.id = root.source_id
CROSS JOIN LATERAL (
            SELECT COALESCE(SUM(share.source_basis), 0)::text AS net_now,
                   COALESCE(SUM(share.source_basis)
                       FILTER (WHERE share.id <= about.until), 0)::text AS net_then,
                   COALESCE(SUM(share.basis), 0)::text AS basis_now,
                   COALESCE(SUM(share.basis)
                       FILTER (WHERE share.id <= about.until), 0)::text AS basis_then
              FROM distributor_commission_entry AS share
             WHERE share.source_id = root.source_id
               AND share.beneficiary_id = root.beneficiary_id
               AND share.earner = root.earner
               AND share.generation IS NOT DISTINCT FROM root.generation
               AND share.move_line_id IS NOT DISTINCT FROM root.move_line_id
               AND share.sale_line_id IS NOT DISTINCT FROM root.sale_line_id
               AND share.kind NOT IN ('tier', 'bonus', 'dispute')
               AND (source.event = 'paid' OR share.kind <> 'payment')
               AND (about.before IS NULL OR share.id < about.before)
           ) AS reached
CROSS JOIN LATERAL (
            SELECT COUNT(*) AS followed_count,
                   COALESCE(SUM(later.amount), 0)::text AS followed
              FROM distributor_commission_entry AS later
             WHERE later.origin_entry_id = root.id
               AND later.key LIKE 'decided:%%'
               AND (about.before IS NULL OR later.id < about.before)
           ) AS followed
     WHERE root.earner IS NOT NULL
  ORDER BY about.own, about.id
"""
FOLLOW = """
    INSERT INTO distributor_commission_entry (
           company_id, currency_id, source_id, document_id, beneficiary_id, kind, date,
           due_date, generation, version_id, sale_line_id, move_line_id, product_id,
           amount, origin_entry_id, key, user_id)
    SELECT root.company_id, root.currency_id, root.source_id, root.source_id,
           root.beneficiary_id,
           CASE WHEN source.event = 'paid' THEN 'payment' ELSE 'change' END,
           GREATEST(%(day)s::date, part.date), GREATEST(%(day)s::date, part.due_date),
           root.generation, root.version_id, root.sale_line_id, root.move_line_id,
           root.product_id, part.amount, root.id,
           'decided:' || root.id || ':' || part.number, %(uid)s
      FROM UNNEST(%(roots)s::int[], %(numbers)s::int[], %(amounts)s::numeric[],
                  %(dates)s::date[], %(due_dates)s::date[])
           AS part (root, number, amount, date, due_date)
      JOIN distributor_commission_entry AS root ON root.id = part.root
      JOIN distributor_commission_source AS source ON source.id = root.source_id
        ON CONFLICT (key) WHERE key IS NOT NULL DO NOTHING
 RETURNING source_id
"""


class Decision(NamedTuple):
    """What was decided about a share, and what of the sale was reached then and now."""

    own: int  # the first entry of the share, or the entry that asks
    company: int
    root: int
    amount: Decimal
    then: Decimal
    now: Decimal
    is_offset: bool
    followed: Decimal  # by all decisions of the share
    followed_count: int
    date: object
    due_date: object


class DistributorCommissionDecided(models.AbstractModel):
    """Lets decisions follow a sale that earns in proportion.

    A decision is about what of the sale was paid or delivered when the disputed entry
    was booked. It pays its amount for that; where less is left later, as a payment
    bounced, goods came back or were credited, its part goes, and it comes again with
    the sale. What is paid on top later earns by the rules. The state of the sale
    decides, so that the order of events does not matter.
    """

    _name = "distributor.commission.decided"
    _description = "Decisions That Follow a Sale"

    @api.model
    def _fetch_decisions(self, statement, keys):
        """Return {first entry of a share, or the entry that asks: [Decision]}.

        :param statement: DECISIONS with ids of documents, FOLLOWED with those of
            entries that followed, DISPUTED with those of entries to decide about
        """
        for model in ("distributor.commission.entry", "distributor.commission.source"):
            self.env[model].flush_model()
        self.env["distributor.commission.dispute"].flush_model(["entry_id"])
        about = SQL(statement, keys=list(keys), events=list(IN_PROPORTION))
        found = defaultdict(list)
        for row in self.env.execute_query_dict(SQL(REACHED, about=about)):
            found[row["own"]].append(_to_decision(row))
        return found

    @api.model
    def _bring_decided(self, sources, day):
        """Write what is missing to what decisions come to now; see ``_follow``."""
        decisions = self._fetch_decisions(DECISIONS, sources)
        rows = []
        for root, own in decisions.items():
            last = own[-1]
            kept = get_kept_of(own, self._get_unit(last.company))
            if missing := kept - sum(one.amount for one in own) - last.followed:
                due = max(one.due_date for one in own)
                number = last.followed_count + 1
                rows.append((root, number, missing, last.date, due))
        if not rows:
            return 0
        names = ("roots", "numbers", "amounts", "dates", "due_dates")
        values = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
        found = self.env.execute_query(SQL(FOLLOW, day=day, uid=self.env.uid, **values))
        self._reopen({source for (source,) in found})
        self._forget()
        return len(found)


def get_kept_of(decisions, unit):
    """Return what the decisions about a share come to now."""
    decided = [(d.amount, d.then, d.now) for d in decisions if not d.is_offset]
    offset = sum((d.amount for d in decisions if d.is_offset), Decimal(0))
    return get_standing(decided, offset, unit)


def get_credited(decision, amount, unit):
    """Return what of an amount is gone with the sale already."""
    return amount - get_left(amount, decision.then, decision.now, unit)


def _to_decision(row):
    name = "net" if Decimal(row["net_then"]) else "basis"
    return Decision(
        row["own"],
        row["company"],
        row["root"],
        Decimal(row["amount"]),
        Decimal(row[f"{name}_then"]),
        Decimal(row[f"{name}_now"]),
        (row["key"] or "").startswith("again:"),
        Decimal(row["followed"]),
        row["followed_count"],
        row["date"],
        row["due_date"],
    )
