# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import defaultdict
from decimal import Decimal

from odoo import api, models
from odoo.tools import SQL

from .distributor_commission_payment_queries import (
    CREDITED,
    FLUSHED,
    FOLLOWING,
    HOLD,
    LOOSE,
    OFFSET,
    ORDERED,
    PAID,
    PAID_ORDERS,
    RELEASE,
)


class DistributorCommissionPayment(models.AbstractModel):
    """What the payment of an invoice does to its commission."""

    _name = "distributor.commission.payment"
    _description = "Commission and Payment"

    @api.model
    def _sync_payment(self, moves, day=None):
        """Follow what is paid on invoices: in proportion, or as a condition.

        :param moves: account.move records whose payment may have changed
        :param day: when it did, for what is no payment
        """
        traits = self._get_traits()
        if not moves or traits.isdisjoint(("paid", "payment")):
            return
        rows = self.env.execute_query_dict(SQL(FOLLOWING, moves=moves.ids))
        if rows:
            self._sync_rows(rows, moves.browse({row["move"] for row in rows}), day)
        if traits.issuperset(("order", "payment")):
            self.env["sale.order.line"].flush_model(["order_id", "invoice_lines"])
            found = self.env.execute_query(SQL(ORDERED, moves=moves.ids))
            self._sync_paid_orders({order for (order,) in found}, day)

    def _sync_rows(self, rows, moves, day):
        for model, names in FLUSHED.items():
            self.env[model].flush_model(names)
        paid = {
            row["move"]: row
            for row in self.env.execute_query_dict(SQL(PAID, moves=moves.ids))
        }
        for row in paid.values():
            row["day"] = max(row["day"], day or row["day"])
        if any(row["event"] == "paid" for row in rows):
            credited = self._get_credited(paid)
        for row in rows:
            if row["event"] == "paid":
                self._follow_payment(row, paid[row["move"]], credited)
            if row["waits"]:
                self._sync_condition(row, paid[row["move"]])

    @api.model
    def _sync_paid_orders(self, order_ids, day=None):
        """Release orders of which all is invoiced and paid, or take that back."""
        if not order_ids:
            return
        self.env["sale.order"].flush_model(["invoice_status"])
        for model, names in FLUSHED.items():
            self.env[model].flush_model(names)
        rows = self.env.execute_query_dict(SQL(PAID_ORDERS, orders=list(order_ids)))
        for row in rows:
            row["day"] = max(row["day"], day or row["day"])
            self._sync_condition(row, row)

    def _get_credited(self, paid):
        """Return {(invoice, order line): net that credit notes took off it}.

        A credit note of no invoice in particular takes from the latest one first.
        """
        moves = list(paid)
        credited = {
            (move, line): Decimal(net)
            for move, line, net in self.env.execute_query(SQL(CREDITED, moves=moves))
        }
        lines = defaultdict(list)
        for line, move, net in self.env.execute_query(SQL(LOOSE, moves=moves)):
            lines[line].append((move, Decimal(net)))
        for line, parts in lines.items():
            left = -sum(net for move, net in parts if not move)
            for move, net in parts:
                if not move or left * net <= 0:
                    continue
                own = credited.get((move, line), Decimal(0))
                taken = min(left, net - own, key=abs)
                credited[move, line] = own + taken
                left -= taken
                if move in paid:
                    untaxed = Decimal(paid[move]["untaxed"])
                    more = taken / untaxed * Decimal(paid[move]["total"])
                    paid[move]["credited"] = Decimal(paid[move]["credited"]) + more
        return credited

    def _follow_payment(self, row, paid, credited):
        """Book the paid part: of each line what is not credited, as far as paid."""
        due = Decimal(paid["total"]) - Decimal(paid["credited"])
        reached = min(max(Decimal(paid["paid"]), Decimal(0)), due)

        def get_part(_source, share):
            line = (row["move"], share.sale_line)
            whole = Decimal(row["nets"].get(str(share.sale_line), 0))
            kept = whole - credited.get(line, Decimal(0))
            if due <= 0 or not whole or kept * whole <= 0:
                return Decimal(0), Decimal(1)
            return kept * reached, whole * due

        self._follow({row["id"]: row}, get_part, "payment", paid["day"])

    def _sync_condition(self, row, paid):
        """Release what waited for the payment, or take it back when that bounced."""
        if row["waiting"] == "receipt":
            return
        values = {"source": row["id"], "day": paid["day"]}
        if row["waiting"] == "payment":
            if paid["settled"]:
                self.env.cr.execute(SQL(RELEASE, **values))
                # a settlement that was taken back bounced before it was held
                self._offset_payment(row, paid)
        elif paid["settled"] or not self.env.execute_query(SQL(HOLD, **values)):
            self._offset_payment(row, paid)
        self._forget()

    def _offset_payment(self, row, paid):
        """Take back what was settled before the payment bounced, or give it again."""
        # what follows payments in proportion has followed this one
        if row["event"] != "paid":
            whole = not paid["settled"]
            self._offset_source(row["id"], paid["day"], whole=whole)

    def _offset_source(self, source, day, whole=True, kind="payment"):
        """Book the opposite of all that a source booked, or of its payments only."""
        found = self.env.execute_query(
            SQL(OFFSET, source=source, day=day, all=whole, kind=kind, uid=self.env.uid)
        )
        self._reopen({source for (source,) in found})
        self._forget()
