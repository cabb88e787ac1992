# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import defaultdict

from odoo import api, models


class SaleOrderCredit(models.AbstractModel):
    """Says which orders go beyond the credit of their distributor, and by how much."""

    _name = "sale.order.credit"
    _description = "Credit of Orders"

    def _find_credit_exceptions(self):
        """Return {order: amounts} of these orders that credit does not cover.

        One statement for all of them. Orders that are confirmed together count one
        after the other; one that is paid ahead in full passes whatever else is owed.
        """
        checked = self.filtered(
            lambda o: o.distributor_id
            and not o.historic_date
            and o.company_id.credit_in_use
        )
        if not checked:
            return {}
        exposures = checked.distributor_id._get_exposures(without=checked)
        taken = defaultdict(float)
        result = {}
        for order in checked.sorted(lambda o: o._origin.id or 0):
            distributor = order.distributor_id
            exposure = exposures[distributor]
            needed, uncovered = order._get_credit_needed()
            needed = taken[distributor] + order._to_company_amount(needed)
            if order.state == "sale":
                taken[distributor] = needed
            if order.currency_id.compare_amounts(uncovered, 0) <= 0:
                continue
            if distributor.prepaid and not exposure.room:
                continue  # it pays ahead: the wallets say what is missing
            if found := order._compare_with_credit(exposure, needed):
                result[order] = found
        return result

    def _get_credit_needed(self):
        """Return what this order adds to what is owed, and what nothing pays ahead.

        The deposit is part of the exposure, so the first still counts what the deposit
        will pay; the second does not.
        """
        self.ensure_one()
        if self.state == "sale":
            total = self._get_amount_to_fund() - self.amount_invoiced
        else:
            total = self.amount_total
        held = sum(
            hold.order_remaining
            for hold in self._get_open_holds()
            if not hold.on_credit
        )
        needed = total - held - self._get_paid_online()
        if not self.distributor_id.prepaid:
            return needed, needed
        shares, _missing = self._plan_funding(max(0.0, needed), self.amount_total)
        own = [share for share in shares if not share.on_credit]
        granted = [s for s in own if not s.wallet.purpose_id.refundable]
        return (
            needed - sum(share.amount for share in granted),
            needed - sum(share.amount for share in own),
        )

    def _get_paid_online(self):
        """Return what payment providers confirmed and no journal entry shows yet."""
        return sum(
            tx.amount
            for tx in self.transaction_ids
            if tx.state in ("authorized", "done")
            and (not tx.payment_id or tx.payment_id.state == "draft")
        )

    def _compare_with_credit(self, exposure, needed):
        """Return the amounts of the exception, or nothing when credit covers it."""
        self.ensure_one()
        currency = self.company_id.currency_id
        exceeded = currency.round(exposure.net + needed - exposure.room)
        overdue = 0.0 if exposure.passes_overdue else currency.round(exposure.overdue)
        if currency.compare_amounts(exceeded, 0) <= 0 and not overdue:
            return {}
        return {
            "credit_exceeded": max(0.0, exceeded),
            "credit_overdue": overdue,
            "credit_room": currency.round(exposure.room),
            "credit_used": currency.round(exposure.used),
        }

    def _to_company_amount(self, amount):
        return amount / (self.currency_rate or 1.0)

    @api.model
    def _get_credit_sentence(self, distributor, amounts):
        """Return why credit does not cover something, in words."""
        # sudo: whoever reads the order may know why it waits
        distributor = distributor.sudo()
        currency = distributor.company_id.currency_id
        texts = []
        if amounts["credit_exceeded"]:
            texts.append(
                self.env._(
                    "Credit of %(distributor)s exceeded by %(exceeded)s: it may owe"
                    " %(room)s and owes %(used)s already.",
                    distributor=distributor.display_name,
                    exceeded=currency.format(amounts["credit_exceeded"]),
                    room=currency.format(amounts["credit_room"]),
                    used=currency.format(amounts["credit_used"]),
                )
            )
        if amounts["credit_overdue"]:
            texts.append(
                self.env._(
                    "%(distributor)s has %(overdue)s overdue for more than %(days)s"
                    " days.",
                    distributor=distributor.display_name,
                    overdue=currency.format(amounts["credit_overdue"]),
                    days=distributor._get_overdue_days(),
                )
            )
        return " ".join(texts)

    # deliveries

    def _find_delivery_blocks(self):
        """Return {order: sentence} of orders whose goods wait for money."""
        orders = self.filtered(
            lambda o: o.distributor_id
            and not o.historic_date
            and o.company_id.credit_in_use
            and o.company_id.credit_policy_delivery != "off"
            and not any(o.credit_override_ids.mapped("is_active"))
            and o._is_on_credit()
        )
        exposures = orders.distributor_id._get_exposures()
        result = {}
        for order in orders:
            found = order._compare_with_credit(exposures[order.distributor_id], 0.0)
            if found:
                result[order] = self._get_credit_sentence(order.distributor_id, found)
        return result

    def _is_on_credit(self):
        """Tell whether a part of this order is neither paid nor paid ahead."""
        self.ensure_one()
        invoices = self.invoice_ids.filtered(
            lambda m: m.state == "posted" and m.move_type == "out_invoice"
        )
        if any(
            self.currency_id.compare_amounts(m.amount_residual, 0) for m in invoices
        ):
            return True
        held = sum(
            hold.order_remaining
            for hold in self._get_open_holds()
            if not hold.on_credit
        )
        paid = max(self.amount_paid, self.amount_invoiced)
        rest = self._get_amount_to_fund() - held - paid
        return self.currency_id.compare_amounts(rest, 0) > 0
