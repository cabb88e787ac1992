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
    UNDONE,
)
from .distributor_commission_queries import CHAINS


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
        grown = [self._get_growth(row) for row in rows if self._is_grown(row)]
        if grown:
            self._promise(grown)
            rows = self._fetch_sold(order_ids)
        for company, own in self._group_sources(rows).items():
            today = self.env["res.company"].browse(company)._get_commission_today()
            sources = {row["source"]: row for row in own.values()}
            self._follow(sources, self._get_sold_part(own), "change", today)

    def _fetch_sold(self, order_ids):
        """Return rows of order lines: ``most`` is what they can come to as it stands,
        ``reached`` what they have come to, both as net and quantity."""
        rows = self.env.execute_query_dict(SQL(FACTS, orders=list(order_ids)))
        for row in rows:
            unit = self._get_unit(row["company"])
            row["net"] = str(round_half_up(Decimal(row["net"]), unit))
            ordered = [Decimal(row["net"]), Decimal(row["quantity"])]
            have = ordered
            if row["event"] == "delivered":
                have = _get_delivered(row, ordered, unit)
            row["reached"] = _get_kept(row, have, unit)
            row["most"] = [
                max(pair, key=abs) for pair in zip(ordered, row["reached"], strict=True)
            ]
        return rows

    def _get_promised_line(self, row):
        """Return (net, quantity) that a row is promised for, or None."""
        found = (row["promised"] or {}).get("lines", {}).get(str(row["sale_line"]))
        return found and list(map(Decimal, found))

    def _is_grown(self, row):
        promised = self._get_promised_line(row)
        if promised is None:
            return True
        return any(
            now * whole < 0 or abs(now) > abs(whole)
            for now, whole in zip(row["most"], promised, strict=True)
        )

    def _get_growth(self, row):
        """Return the row to promise: all of it, or what comes on top of tiers."""
        net, quantity = row["most"]
        whole = [str(net), str(quantity)]
        rate = Decimal(row["rate"])
        promised = self._get_promised_line(row)
        if promised and self._get_terms(row["version"]).ruleset.is_metered:
            net, quantity = net - promised[0], quantity - promised[1]
        return {
            **row,
            "net": str(net),
            "quantity": str(quantity),
            "source_net": str(net * rate),
            "whole": whole,
        }

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
            promised = row and self._get_promised_line(row)
            if not promised:
                return Decimal(0), Decimal(1)
            by_quantity = share.basis_kind == "quantity" or not promised[0]
            now, whole = row["reached"][by_quantity], promised[by_quantity]
            return (now, whole) if whole else (Decimal(0), Decimal(1))

        return get_part

    @api.model
    def _undo_orders(self, orders):
        """Take back what cancelled orders booked."""
        if "order" not in self._get_traits():
            return
        self.env["distributor.commission.source"].flush_model()
        for company, own in orders.grouped("company_id").items():
            found = self.env.execute_query(SQL(UNDONE, orders=own.ids))
            self._discount_promised([source for (source,) in found])
            today = company._get_commission_today()
            for (source,) in found:
                self._offset_source(source, today, kind="undo")

    @api.model
    def _release_received(self, order_ids):
        """Release what waited for goods that have all arrived."""
        if not order_ids:
            return
        self._flush_orders()
        orders = self.env["sale.order"].browse(order_ids)
        for company, own in orders.grouped("company_id").items():
            today = company._get_commission_today()
            found = self.env.execute_query(SQL(RECEIVED, orders=own.ids, today=today))
            self._forget()
            moves = {move for move, order in found if move}
            self._sync_payment(self.env["account.move"].browse(moves), today)
            self._sync_paid_orders({order for move, order in found if not move}, today)


def _get_delivered(row, ordered, unit):
    """Return [net, quantity] of what is delivered of an order line."""
    net, quantity = ordered
    if not quantity:
        return [Decimal(0), Decimal(0)]
    delivered = Decimal(row["delivered"])
    return [round_half_up(net * delivered / quantity, unit), delivered]


def _get_kept(row, have, unit):
    """Return [net, quantity] of what the buyer has, less what credit notes took off it.

    A credit note counts first against what was invoiced and the buyer does not have
    (returned, ordered less or not delivered yet): that earns nothing anyway. What is
    credited and then invoiced again is not lost twice. The quantity follows the net,
    because the quantity of a credit note may stand for a lower price as well.
    """
    net, quantity = have
    kept = round_half_up(_keep(row, "net", net), unit)
    if net:
        return [kept, quantity * kept / net]
    return [kept, _keep(row, "quantity", quantity)]


def _keep(row, name, now):
    credited = Decimal(row[f"credited_{name}"])
    missing = now - Decimal(row[f"invoiced_{name}"])
    if credited * missing <= 0:
        return now
    return now - min(credited, missing, now, key=abs)
