# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What distributors owe, counted document by document, as a person would."""

from odoo import fields


def count(distributor):
    """Return {part: amount} of a distributor, in a loop over its documents."""
    env = distributor.env
    today = distributor._get_today(distributor.company_id)
    parts = dict.fromkeys(
        ("not_due", "due", "late", "unapplied", "delivered", "confirmed", "deposit"),
        0.0,
    )
    for line in env["account.move.line"].search(
        [
            ("partner_id", "child_of", distributor.partner_id.id),
            ("company_id", "=", distributor.company_id.id),
            ("account_type", "=", "asset_receivable"),
            ("parent_state", "=", "posted"),
        ]
    ):
        _count_receivable(distributor, line, today, parts)
    for order in env["sale.order"].search(
        [("distributor_id", "=", distributor.id), ("state", "=", "sale")]
    ):
        _count_order(order, parts)
    for wallet in distributor.wallet_ids:
        if wallet.purpose_id.code == "deposit" and wallet.state == "open":
            parts["deposit"] += wallet.currency_id._convert(
                wallet.balance - wallet.held,
                distributor.company_id.currency_id,
                distributor.company_id,
                today,
                round=False,
            )
    return parts


def _count_receivable(distributor, line, today, parts):
    open_amount = line.balance
    for partial in line.matched_debit_ids:
        open_amount += partial.amount
    for partial in line.matched_credit_ids:
        open_amount -= partial.amount
    day = line.date_maturity or line.date
    if open_amount < 0:
        parts["unapplied"] += open_amount
    elif day >= today:
        parts["not_due"] += open_amount
    else:
        parts["due"] += open_amount
        if (today - day).days > distributor._get_overdue_days():
            parts["late"] += open_amount


def _count_order(order, parts):
    delivered = confirmed = cover = 0.0
    for line in order.order_line.filtered(lambda one: not one.display_type):
        if line.is_downpayment:
            cover += line.amount_invoiced
            continue
        price = line.price_total / line.product_uom_qty
        billed = sum(
            item.product_uom_id._compute_quantity(
                item.quantity, line.product_uom_id, round=False
            )
            for item in line.invoice_lines
            if item.move_id.state == "posted" and item.move_type == "out_invoice"
        )
        arrived = line.qty_delivered
        coming = line.product_uom_qty
        moves = line.move_ids.filtered(lambda m: m.location_dest_usage == "customer")
        if moves and line.product_id.invoice_policy == "delivery":
            waiting = sum(
                move.product_uom._compute_quantity(
                    move.product_uom_qty, line.product_uom_id, round=False
                )
                for move in moves
                if move.state not in ("done", "cancel")
            )
            coming = min(coming, max(arrived + waiting, billed))
        if arrived > billed:
            delivered += (arrived - billed) * price
        if coming > max(arrived, billed):
            confirmed += (coming - max(arrived, billed)) * price
    for hold in order.wallet_hold_ids:
        if hold.state == "open" and not hold.on_credit:
            cover += hold.order_remaining
    # what is paid ahead pays the delivered goods first
    from_delivered = min(cover, delivered)
    delivered -= from_delivered
    confirmed = max(0.0, confirmed - (cover - from_delivered))
    for name, amount in (("delivered", delivered), ("confirmed", confirmed)):
        parts[name] += order.currency_id._convert(
            amount,
            order.company_id.currency_id,
            order.company_id,
            fields.Date.to_date(order.date_order),
            round=False,
        )


def owes(order):
    """Return what one order owes, delivered or not, invoiced or not."""
    parts = {"delivered": 0.0, "confirmed": 0.0}
    if order.state == "sale":
        _count_order(order, parts)
    total = sum(parts.values())
    for invoice in order.invoice_ids:
        if invoice.state == "posted" and invoice.move_type == "out_invoice":
            own = sum(
                item.price_total
                for item in invoice.invoice_line_ids
                if order in item.sale_line_ids.order_id
            )
            total += invoice.amount_residual_signed * own / invoice.amount_total
    return total


def may_leave(order):
    """Tell whether credit and overrides let the goods of an order go."""
    distributor = order.distributor_id
    today = distributor._get_today(distributor.company_id)
    parts = count(distributor)
    late = max(0.0, parts.pop("late") + parts["unapplied"])
    owed = sum(parts.values()) - 2 * parts["deposit"]
    allowed = sum(distributor.wallet_ids.mapped("credit_limit"))
    passes = False
    granted = {}
    for one in distributor.credit_override_ids:
        if one.state != "approved" or not one.date_start <= today <= one.date_end:
            continue
        if one.order_id and one.order_id != order:
            granted.setdefault(one.order_id, []).append(one.amount)
            continue
        allowed += one.amount
        passes = passes or one.passes_overdue
    for other, amounts in granted.items():
        allowed += min(sum(amounts), owes(other))
    return owed <= allowed + 0.004 and (passes or late < 0.005)
