# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import defaultdict
from decimal import Decimal

from odoo import models
from odoo.tools import SQL

from odoo.addons.distributor_commission.engine import compute, get_portion
from odoo.addons.distributor_commission.models.distributor_commission_order_queries import (  # noqa: E501
    SOLD,
)
from odoo.addons.distributor_commission.models.distributor_commission_queries import (
    CHAINS,
    CLAIMED,
    FACTS,
    LINES,
)

from .distributor_commission_recompute_sql import FIRST, TODAY, TOOK

ORDERED = ("confirmed", "delivered")


class DistributorCommissionRecomputeFacts(models.AbstractModel):
    """What documents earn as they are now; reads, and writes nothing of its own."""

    _name = "distributor.commission.recompute.facts"
    _description = "Facts of a Computation Again"

    def _get_booking(self):
        return self.env["distributor.commission.booking"]

    def _fetch_facts(self, sources, plan, keep):
        """Return rows of claimed documents, with what their orders say now.

        :param keep: under the version that was booked, or else the one of the day now
        """
        rows = sources._fetch_rows()
        today = self._fetch_today(sources.order_id.ids)
        for row in rows:
            row.update(today.get(row["order"], {}))
            if not keep:
                row["version"] = self._get_version_on(plan, row["date"], row["version"])
        return self._without_taken(rows, sources)

    def _fetch_today(self, order_ids):
        found = self.env.execute_query_dict(
            SQL(f"WITH {SOLD}, {CHAINS} {TODAY}", orders=order_ids)
        )
        return {row["order"]: row for row in found}

    def _get_version_on(self, plan, day, otherwise):
        for period in self._get_booking()._get_periods():
            if period.plan == plan.id and period.covers(day):
                return period.version
        return otherwise

    def _without_taken(self, rows, sources):
        """Leave out negative lines, as far as they took back from other lines."""
        booking = self._get_booking()
        negative = [row for row in rows if row["line"] and row["net"][0] == "-"]
        if not negative:
            return rows
        took = dict(self.env.execute_query(SQL(TOOK, sources=sources.ids)))
        kept = []
        for row in rows:
            left = -Decimal(row["source_net"]) - Decimal(took.get(row["line"], "0"))
            if row not in negative or row["line"] not in took:
                kept.append(row)
            elif left:
                kept.append(booking._get_rest(row, left))
        return kept

    def _claim_missing(self, plan, move_ids):
        """Claim invoices for a plan and return their rows; the caller may undo it."""
        booking = self._get_booking()
        booking._flush_documents()
        periods = booking._get_periods_of(("invoiced", "paid"))
        keep = [at for at, key in enumerate(periods["plans"]) if key == plan.id]
        periods = {name: [own[at] for at in keep] for name, own in periods.items()}
        rows = self.env.execute_query_dict(
            SQL(
                f"WITH {LINES}, {CHAINS}, {CLAIMED} {FACTS}",
                moves=list(move_ids),
                line=None,
                sources=SQL("claimed"),
                uid=self.env.uid,
                **periods,
            )
        )
        return [row for row in rows if row["version"]]

    def _compute_shares(self, rows):
        """Return {source id: [(Share, version id)]} of whole documents."""
        booking = self._get_booking()
        found = defaultdict(list)
        for terms, own in booking._group_by_terms(rows):
            lines = self._compute_lines(terms, own)
            by_key = {(row["source"], row["key"]): row for row in own}
            for source, line in lines:
                row = by_key[source, line.fact]
                share = booking._prepare_share(row, line)
                found[source].append((share, terms.version))
        return found

    def _compute_lines(self, terms, rows):
        """Return (source id, engine Line); totals of limits are those of the booking.

        What was never booked counts one after the other, after all that was.
        """
        booking = self._get_booking()
        facts = booking._to_facts(terms, rows)
        owner = {row["key"]: row["source"] for row in rows}
        rules = (terms.ruleset, terms.unit)
        if not terms.ruleset.is_metered:
            return [(owner[line.fact], line) for line in compute(facts, *rules)]
        by_source = defaultdict(list)
        for fact in facts:
            by_source[owner[fact.key]].append(fact)
        first = dict(self.env.execute_query(SQL(FIRST, sources=list(by_source))))
        lines, late = [], {}
        for source, own in by_source.items():
            before = first.get(source)
            meters = booking._read_meters(terms, own, before)
            if not before:
                meters.update({key: late[key] for key in meters if key in late})
            lines += [(source, line) for line in compute(own, *rules, meters)]
            if not before:
                late.update(meters)
        return lines

    def _get_reached(self, rows):
        """Return {source id: function that tells which part is reached}.

        Commission of invoices is earned as a whole, that of orders and payments in
        proportion.
        """
        probe = {}
        booking = self._get_booking().with_context(commission_probe=probe)
        moves = {row["move"] for row in rows if row.get("event") == "paid"}
        orders = {row["order"] for row in rows if row.get("event") in ORDERED}
        if moves:
            booking._sync_payment(self.env["account.move"].browse(moves))
        if orders:
            booking._sync_orders(orders)
        return probe

    def _reach(self, share, source, reached, unit):
        """Return (basis, source basis, share before limits, amount) that is earned."""
        names = ("basis", "source_basis", "amount_before", "amount")
        whole = [Decimal(getattr(share, name)) for name in names]
        if source not in reached:
            return whole
        part = reached[source](source, share)
        return [get_portion(value, *part, unit) for value in whole]
