# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import api, models
from odoo.tools import SQL, split_every

from ..engine import compute
from .distributor_commission_queries import (
    BILLED,
    CHAINS,
    CLAIMED,
    FACTS,
    FLUSHED,
    LEAVING,
    LINES,
    OPEN,
    UNDO,
)

# invoices read and written at once: some 20,000 lines, below 100 MB
BATCH = 4000


class DistributorCommissionBooking(models.AbstractModel):
    """Books documents: one query claims and reads a batch, one COPY writes its entries.

    One invoice and a million lines take the same way. Whoever inserts the source of a
    document writes its entries; for everybody else the document is booked already.
    """

    _name = "distributor.commission.booking"
    _description = "Commission Booking"
    _inherit = [
        "distributor.commission.facts",
        "distributor.commission.writing",
        "distributor.commission.reversal",
        "distributor.commission.progress",
        "distributor.commission.calendar",
    ]

    @api.model
    def _book_posted(self, moves):
        """Accrue for posted invoices, and reverse for posted credit notes.

        Documents that are booked already are left alone.

        :param moves: posted account.move records of any type
        :return: number of entries that were added
        """
        moves = moves.filtered(
            lambda m: m.move_type in ("out_invoice", "out_refund")
            and m.state == "posted"
        )
        return sum(self._book_batch(ids) for ids in split_every(BATCH, moves.ids))

    def _book_batch(self, move_ids):
        self._flush_documents()
        rows = self.env.execute_query_dict(
            SQL(
                f"WITH {LINES}, {CHAINS}, {CLAIMED} {FACTS}",
                moves=list(move_ids),
                line=None,
                sources=SQL("claimed"),
                uid=self.env.uid,
                **self._get_periods_of(("invoiced", "paid")),
            )
        )
        return self._book_rows(rows)

    def _flush_documents(self):
        for model, names in FLUSHED.items():
            self.env[model].flush_model(names)

    def _book_rows(self, rows):
        """Write the entries of lines that were just claimed."""
        paid = [row for row in rows if row["event"] == "paid"]
        sales, others = [], []
        for row in rows:
            if row["event"] != "paid":
                is_sale = row["event"] != "refund" and row["net"][0] != "-"
                (sales if is_sale else others).append(row)
        count = self._write(self._accrue(sales))
        if others:
            reversals = self._reverse(others)
            count += self._write(reversals)
            self._reopen({entry[2] for entry in reversals})
        if paid:
            self._promise(paid)
        self._follow_booked(rows)
        return count

    def _follow_booked(self, rows):
        """Look at once at what the documents wait for, or follow in proportion."""
        moves = {
            row["move"]
            for row in rows
            if row["waiting"] == "payment" or row["event"] == "paid"
        }
        self._sync_payment(self.env["account.move"].browse(moves))
        credited = {
            row["order"]: row["date"] for row in rows if row["event"] == "refund"
        }
        if credited:
            self._sync_credited(list(credited), max(credited.values()))
        waiting = {row["order"] for row in rows if row["waiting"] == "receipt"}
        self._release_received(waiting)

    def _sync_credited(self, order_ids, day):
        """Look again at the invoices of orders with credit notes."""
        if order_ids and not self._get_traits().isdisjoint(("paid", "payment")):
            found = self.env.execute_query(SQL(BILLED, orders=order_ids))
            moves = self.env["account.move"].browse(move for (move,) in found)
            self._sync_payment(moves, day)

    def _accrue(self, rows):
        """Return the rows of accruals, by one run of the engine a version."""
        entries = []
        for terms, own in self._group_by_terms(rows):
            lines = self._compute(terms, own)
            freeze = timedelta(days=terms.freeze_days)
            by_key = {row["key"]: row for row in own}
            for line in lines:
                row = by_key[line.fact]
                due = row["date"] + freeze
                entries.append(self._prepare_accrual(row, line, terms, due))
        return entries

    def _compute(self, terms, rows):
        """Return the engine's lines for rows that are under the same terms."""
        facts = self._to_facts(terms, rows)
        meters = self._load_meters(terms, facts)
        return compute(facts, terms.ruleset, terms.unit, meters)

    def _prepare_accrual(self, row, line, terms, due):
        return (
            row["company"],
            row["currency"],
            row["source"],
            row["source"],
            line.beneficiary,
            "accrual",
            row["date"],
            due,
            line.earner,
            line.generation,
            line.level,
            terms.version,
            line.rule,
            row["line"],
            row["sale_line"],
            row["product"],
            line.rate,
            line.rate_kind,
            line.basis,
            line.basis_kind,
            row["source_net"],
            line.volume_before,
            line.amount_before,
            ",".join(line.limits) or None,
            line.amount,
            None,
            None,
            self.env.uid,
        )

    @api.model
    def _undo(self, moves):
        """Take back exactly what these documents booked, each entry once.

        :param moves: account.move records that leave the posted state
        :return: number of entries that were added
        """
        count = 0
        self.env["distributor.commission.source"].flush_model()
        for company, own in moves.grouped("company_id").items():
            today = company._get_commission_today()
            leaving = self.env.execute_query(SQL(LEAVING, moves=own.ids))
            self._discount_promised(
                [key for key, event, _ in leaving if event == "paid"]
            )
            # no SUM, no rounding: each row is negated
            added = self.env.execute_query(
                SQL(UNDO, moves=own.ids, today=today, uid=self.env.uid)
            )
            self._reopen({source for _key, source in added})
            count += len(added)
            self._forget()
            credited = {order for _, event, order in leaving if event == "refund"}
            self._sync_credited(list(credited), today)
        return count

    def _reopen(self, source_ids):
        if source_ids:
            self.env.cr.execute(SQL(OPEN, ids=list(source_ids)))
