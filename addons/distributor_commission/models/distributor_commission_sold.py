# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from odoo import api, models
from odoo.tools import SQL

from ..engine import round_half_up
from .distributor_commission_order_queries import (
    CLAIMED,
    FACTS,
    FLUSHED,
    RECEIVED,
    SOLD,
)
from .distributor_commission_queries import CHAINS

UNDONE = """
    UPDATE distributor_commission_source
       SET undone = TRUE, open = TRUE
     WHERE order_id = ANY(%(orders)s) AND event IN ('confirmed', 'delivered')
       AND NOT undone
 RETURNING id
"""


class DistributorCommissionSold(models.AbstractModel):
    """Commission of orders: earned when they are confirmed or delivered."""

    _name = "distributor.commission.sold"
    _description = "Commission of Orders"

    @api.model
    def _book_confirmed(self, orders):
        """Claim confirmed orders for the plans whose commission orders earn.

        :param orders: sale.order records with a chain, just confirmed
        """
        periods = self._get_periods_of(("confirmed", "delivered"))
        if not periods["versions"] or not orders:
            return
        self._flush_orders()
        claimed = self.env.execute_query(
            SQL(
                f"WITH {SOLD}, {CHAINS}, {CLAIMED}",
                orders=orders.ids,
                days=[order._get_channel_date() for order in orders],
                uid=self.env.uid,
                **periods,
            )
        )
        self._sync_orders({order for (order,) in claimed})

    def _flush_orders(self):
        self._flush_documents()
        for model, names in FLUSHED.items():
            self.env[model].flush_model(names)

    @api.model
    def _sync_orders(self, order_ids):
        """Bring commission to what orders are and how far they are delivered."""
        if not order_ids:
            return
        self._flush_orders()
        rows = self._fetch_sold(order_ids)
        new = [row for row in rows if not self._is_promised(row)]
        if new:
            self._promise(new)
            rows = self._fetch_sold(order_ids)
        for company, own in self._group_sources(rows).items():
            today = self.env["res.company"].browse(company)._get_commission_today()
            by_line = {(row["source"], row["sale_line"]): row for row in own.values()}
            sources = {row["source"]: row for row in own.values()}
            self._follow(sources, self._get_sold_part(by_line), "change", today)

    def _fetch_sold(self, order_ids):
        rows = self.env.execute_query_dict(SQL(FACTS, orders=list(order_ids)))
        for row in rows:
            unit = self._get_unit(row["company"])
            row["net"] = str(round_half_up(Decimal(row["net"]), unit))
        return rows

    def _is_promised(self, row):
        return str(row["sale_line"]) in (row["promised"] or {}).get("lines", {})

    def _group_sources(self, rows):
        """Return {company: {(source, line): row}}."""
        found = {}
        for row in rows:
            own = found.setdefault(row["company"], {})
            own[row["source"], row["sale_line"]] = row
        return found

    def _get_sold_part(self, rows):
        """Return the function that tells which part of a share is reached."""

        def get_part(source, share):
            row = rows.get((source, share.sale_line))
            if not row:
                return Decimal(0), Decimal(1)
            net, quantity = map(Decimal, row["promised"]["lines"][str(share.sale_line)])
            by_quantity = share.basis_kind == "quantity" or not net
            whole = quantity if by_quantity else net
            now = Decimal(row["quantity"] if by_quantity else row["net"])
            if not whole:
                return Decimal(0), Decimal(1)
            ordered = Decimal(row["quantity"])
            if row["event"] == "delivered":
                delivered = Decimal(row["delivered"])
                return (now * delivered, whole * ordered) if ordered else (0, 1)
            return now, whole

        return get_part

    @api.model
    def _undo_orders(self, orders):
        """Take back what cancelled orders booked."""
        found = self.env.execute_query(SQL(UNDONE, orders=orders.ids))
        for (source,) in found:
            self._offset_source(source, orders[:1].company_id._get_commission_today())

    @api.model
    def _release_received(self, order_ids):
        """Release what waited for goods that have all arrived."""
        if not order_ids:
            return
        self._flush_orders()
        company = self.env["sale.order"].browse(next(iter(order_ids))).company_id
        today = company._get_commission_today()
        found = self.env.execute_query(
            SQL(RECEIVED, orders=list(order_ids), today=today)
        )
        moves = self.env["account.move"].browse({move for (move,) in found if move})
        self._forget()
        self._sync_payment(moves)
