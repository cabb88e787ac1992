# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import defaultdict

from odoo import api, models
from odoo.tools import format_date


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
            own, uncovered = order._get_credit_needed()
            own = order._to_company_amount(own)
            needed = taken[distributor] + own
            if order.state == "sale":
                taken[distributor] = needed - order._get_left_out(own, exposure)
            if order.currency_id.compare_amounts(uncovered, 0) <= 0:
                continue
            if distributor.prepaid and not exposure.limit + exposure.override:
                continue  # it pays ahead: the wallets say what is missing
            if found := order._compare_with_credit(exposure, needed):
                result[order] = found
        return result

    # what an override covers

    def _get_overrides(self):
        """Return the overrides of today that name this order and its distributor."""
        return self.credit_override_ids.filtered(
            lambda one: one.is_active and one.distributor_id == self.distributor_id
        )

    def _is_covered(self, amounts):
        """Tell whether overrides let this order go beyond the credit.

        The one rule, for confirmation, growth and delivery. Overrides for any order
        are a part of what may be owed, and not looked at here.

        :param amounts: as `_compare_with_credit` returns them
        """
        self.ensure_one()
        return self._get_overrides()._covers(amounts)

    def _get_left_out(self, own, exposure):
        """Return what other orders are not compared with, of what this one adds.

        :param own: what it adds, in the currency of the company
        """
        granted = sum(self._get_overrides().mapped("amount"))
        owing = exposure.named.get(self._origin.id, 0.0)
        return min(max(0.0, own), max(0.0, granted - owing))

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
        own, _missing = self._plan_funding(
            max(0.0, needed), self.amount_total, credit=False
        )
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
        """Return the amounts of the exception, or nothing when credit covers it.

        Overrides that name this order are not counted: see `_is_covered`.
        """
        self.ensure_one()
        currency = self.company_id.currency_id
        room = exposure.get_room(self._origin.id)
        exceeded = currency.round(exposure.net + needed - room)
        overdue = 0.0 if exposure.passes_overdue else currency.round(exposure.overdue)
        if currency.compare_amounts(exceeded, 0) <= 0 and not overdue:
            return {}
        return {
            "credit_exceeded": max(0.0, exceeded),
            "credit_overdue": overdue,
            "credit_room": currency.round(room),
            "credit_used": currency.round(exposure.used),
        }

    def _has_credit_to_show(self):
        """Tell whether the order is on credit, or might be."""
        self.ensure_one()
        buyer = self.distributor_id
        if not buyer or not self.company_id.credit_in_use:
            return False
        return not buyer.prepaid or any(w.credit_limit for w in buyer.wallet_ids)

    def _get_credit_outlook(self):
        """Return what a reviewer of this order should know of the credit.

        One statement. Callers checked that the reader may see the order.

        :return: dict of limit, override, used, overdue, adds and over, in the currency
            of the company; used and over are before and after this order
        """
        self.ensure_one()
        currency = self.company_id.currency_id
        exposure = self.distributor_id._get_exposures(without=self)[self.distributor_id]
        adds = self._to_company_amount(self._get_credit_needed()[0])
        own = sum(self._get_overrides().mapped("amount"))
        granted = exposure.get_room(self._origin.id) - exposure.limit + own
        figures = {
            "limit": exposure.limit,
            "override": granted,
            "used": exposure.used,
            "overdue": exposure.overdue,
            "adds": adds,
            "over": max(0.0, exposure.net + adds - exposure.limit - granted),
        }
        return {name: currency.round(amount) for name, amount in figures.items()}

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

    def _tell_credit(self, amounts):
        """Return why credit does not cover this order, and what was approved of it."""
        self.ensure_one()
        texts = [self._get_credit_sentence(self.distributor_id, amounts)]
        if overrides := self._get_overrides():
            texts.append(
                self.env._(
                    "Approved for this order: %(amount)s, until %(day)s.",
                    amount=self.company_id.currency_id.format(
                        sum(overrides.mapped("amount"))
                    ),
                    day=format_date(self.env, min(overrides.mapped("date_end"))),
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
            and o._is_on_credit()
        )
        exposures = orders.distributor_id._get_exposures()
        result = {}
        for order in orders:
            found = order._compare_with_credit(exposures[order.distributor_id], 0.0)
            if found and not order._is_covered(found):
                result[order] = order._tell_credit(found)
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
