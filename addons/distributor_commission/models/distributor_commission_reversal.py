# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import defaultdict
from decimal import Decimal
from typing import NamedTuple

from odoo import models
from odoo.tools import SQL

from ..engine import Accrued, reverse, round_half_up
from .distributor_commission_queries import CREDITING, TAKING

# For each earner of these order lines: its accruals, as corrected since, and what
# credit notes took back of them. Commission that follows payments or orders is kept in
# proportion by those.
ROOTS = """
    WITH root AS (
        SELECT entry.*, source.move_id, source.plan_id,
               COALESCE(move.currency_id, sale.currency_id) AS source_currency
          FROM distributor_commission_source AS source
          JOIN distributor_commission_entry AS entry ON entry.source_id = source.id
          JOIN sale_order AS sale ON sale.id = source.order_id
     LEFT JOIN account_move AS move ON move.id = source.move_id
         WHERE source.order_id = ANY(%(orders)s)
           AND source.event = 'invoiced'
           AND NOT source.undone
           AND entry.kind = 'accrual'
           AND entry.sale_line_id = ANY(%(sale_lines)s)
           AND (entry.move_line_id IS NULL OR entry.move_line_id <> ALL(%(lines)s))
    ), later AS (
        SELECT entry.origin_entry_id AS id,
               SUM(entry.amount) FILTER (WHERE NOT back.back) AS corrected,
               SUM(entry.source_basis) FILTER (WHERE back.back) AS source,
               SUM(entry.basis) FILTER (WHERE back.back) AS basis,
               SUM(entry.amount) FILTER (WHERE back.back) AS amount
          FROM root
          JOIN distributor_commission_entry AS entry
            ON entry.origin_entry_id = root.id
    CROSS JOIN LATERAL (
                SELECT entry.kind IN ('reversal', 'undo') AS back
               ) AS back
         -- a payment that bounced takes back all, but it may come again
         WHERE entry.kind IN ('reversal', 'undo', 'correction', 'dispute')
      GROUP BY entry.origin_entry_id
    )
    SELECT root.id, root.source_id AS source, root.plan_id AS plan, root.sale_line_id,
           root.move_line_id AS line, root.move_id AS move,
           root.beneficiary_id AS beneficiary, root.earner, root.generation,
           root.level_id AS level, root.version_id AS version, root.rule_id AS rule,
           root.rate::text, root.rate_kind, root.basis_kind, root.source_currency,
           root.product_id AS product, root.date, root.due_date,
           root.source_basis::text, root.basis::text,
           (root.amount + COALESCE(later.corrected, 0))::text AS amount,
           COALESCE(-later.source, 0)::text AS taken_source,
           COALESCE(-later.basis, 0)::text AS taken_basis,
           COALESCE(-later.amount, 0)::text AS taken_amount
      FROM root
 LEFT JOIN later USING (id)
  ORDER BY root.id
"""


class Root(NamedTuple):
    """An accrual that a credit note takes back from."""

    row: dict
    accrued: Accrued


class DistributorCommissionReversal(models.AbstractModel):
    """What credit notes take back of earlier accruals; a part of the booking."""

    _name = "distributor.commission.reversal"
    _description = "Commission Reversal"

    def _reverse_again(self, moves):
        """Let credit notes that stayed posted take back from invoices posted again.

        :param moves: account.move records that had left the posted state before
        :return: number of entries that were added
        """
        sources = self.env["distributor.commission.source"]
        found = self.env.execute_query(SQL(CREDITING, moves=moves.ids))
        if not found:
            return 0
        refunds = sources.browse(refund for (refund,) in found)
        return self._reverse_missing(refunds)

    def _book_credited(self, credits):
        """Take back for posted credit notes, also where some lines did so before.

        :param credits: posted credit notes of which lines got an order
        """
        self._book_posted(credits)
        sources = self.env["distributor.commission.source"]
        refunds = sources.search(
            [
                ("move_id", "in", credits.ids),
                ("event", "=", "refund"),
                ("undone", "=", False),
            ]
        )
        if not refunds:
            return
        self._reverse_missing(refunds)
        self._sync_credited(refunds.order_id.ids, max(refunds.mapped("date")))

    def _reverse_missing(self, refunds):
        """Let credit notes take back what their lines do not take back yet.

        :param refunds: distributor.commission.source records of credit notes
        :return: number of entries that were added
        """
        taking = self.env.execute_query(SQL(TAKING, sources=refunds.ids))
        live = {(line, root): Decimal(taken) for line, root, taken in taking}
        reversals = self._reverse(refunds._fetch_rows(), live)
        self._reopen({entry[2] for entry in reversals})
        return self._write(reversals)

    def _reverse(self, rows, live=None):
        """Return the rows of reversals, line by line at the original rates.

        What is left of a negative line of an invoice (a discount, for instance) that
        has nothing to take back accrues as it is.

        :param live: {(line of a credit note, accrual): what it takes back already}
        """
        roots = self._fetch_roots(rows)
        entries, rest = [], []
        for row in sorted(rows, key=lambda row: (row["date"], row["line"])):
            own = roots.get(row["sale_line"], {})
            if row["event"] == "refund":
                for lines in own.values():
                    entries += self._reverse_row(row, lines, live or {})[0]
                continue
            plan = self._get_terms(row["version"]).plan
            new, left = self._reverse_row(row, own.get(plan, {}))
            entries += new
            if left:
                rest.append(self._get_rest(row, left))
        return entries + self._accrue(rest)

    def _get_rest(self, row, left):
        """Return what is left of a row, in proportion."""
        share = left / -Decimal(row["source_net"])
        unit = self._get_terms(row["version"]).unit
        return {
            **row,
            "net": str(round_half_up(Decimal(row["net"]) * share, unit)),
            "quantity": str(Decimal(row["quantity"]) * share),
            "source_net": str(-left),
        }

    def _fetch_roots(self, rows):
        """Return {sale line: {plan: {line of the document: [root]}}}."""
        found = self.env.execute_query_dict(
            SQL(
                ROOTS,
                orders=list({row["order"] for row in rows}),
                sale_lines=list({row["sale_line"] for row in rows}),
                lines=list({row["line"] for row in rows}),
            )
        )
        roots = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
        names = ("source_basis", "basis", "amount")
        names += ("taken_source", "taken_basis", "taken_amount")
        for root in found:
            accrued = Accrued(root["id"], *(Decimal(root[name]) for name in names))
            lines = roots[root["sale_line_id"]][root["plan"]]
            lines[root["line"] or 0].append(Root(root, accrued))
        return roots

    def _reverse_row(self, row, lines, live=None):
        """Take a line back from the lines of the sale, the latest first.

        :param lines: {line: [root]} of one plan; what was taken is remembered in it
        :param live: what it takes back already
        :return: rows of entries, and what is left in the currency of the row
        """
        entries, left = [], -Decimal(row["source_net"])
        factors = {
            key: self._get_exchange(row, roots[0])
            for key, roots in lines.items()
            if not row["reversed"] or roots[0].row["move"] in (None, row["reversed"])
        }
        for key, factor in factors.items():
            left -= self._get_taken(row, lines[key], live) / factor
        for key in sorted(factors, reverse=True):
            wanted = left * factors[key]
            most, new = self._reverse_line(row, lines[key], wanted, live or {})
            entries += new
            left -= most / factors[key]
        return entries, left

    def _get_taken(self, row, roots, live):
        """Return what a line takes back of another already."""
        if not live:
            return Decimal(0)
        taken = [live.get((row["line"], root.row["id"]), Decimal(0)) for root in roots]
        return max(taken, key=abs)

    def _reverse_line(self, row, roots, wanted, live):
        """Take back of each earner of one line, and remember it in ``roots``."""
        unit = self._get_unit(row["company"])
        entries, most = [], Decimal(0)
        for at, root in enumerate(roots):
            taken = reverse(root.accrued, wanted, unit)
            roots[at] = root._replace(accrued=_add(root.accrued, taken))
            most = max(most, taken.source, key=abs)
            if taken.source:
                before = live.get((row["line"], root.row["id"]))
                entries.append(self._prepare_reversal(row, root.row, taken, before))
        return most, entries

    def _get_exchange(self, row, root):
        """Return the factor from the credit note's currency to the invoice's."""
        source, accrued = Decimal(row["source_net"]), root.accrued
        same = root.row["source_currency"] == row["source_currency"]
        if same or not source or not accrued.basis:
            return Decimal(1)
        return Decimal(row["net"]) / source * accrued.source / accrued.basis

    def _prepare_reversal(self, row, root, taken, before=None):
        key = f"reversal:{row['source']}:{row['line']}:{root['id']}"
        return (
            row["company"],
            row["currency"],
            root["source"],
            row["source"],
            root["beneficiary"],
            "reversal",
            # a credit note may be dated before the sale, what it takes back is not
            max(row["date"], root["date"]),
            max(row["date"], root["due_date"]),
            root["earner"],
            root["generation"],
            root["level"],
            root["version"],
            root["rule"],
            row["line"],
            row["sale_line"],
            root["product"],
            root["rate"],
            root["rate_kind"],
            -taken.basis,
            root["basis_kind"],
            -taken.source,
            None,
            None,
            None,
            -taken.amount,
            root["id"],
            f"{key}:{before}" if before else key,
            self.env.uid,
        )


def _add(accrued, taken):
    return Accrued(
        accrued.key,
        accrued.source,
        accrued.basis,
        accrued.amount,
        accrued.taken_source + taken.source,
        accrued.taken_basis + taken.basis,
        accrued.taken_amount + taken.amount,
    )
