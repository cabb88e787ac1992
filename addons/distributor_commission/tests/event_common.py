# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.fields import Command

from .common import CommissionCommon

# of the tests' plan; its versions replace the one that the common class approves
RULES = [(1, 5.0), (2, 3.0), (3, 2.0)]


class EventCommon(CommissionCommon):
    """A buyer that pays after delivery, and a plan that another event makes earn."""

    VERSION = {}
    RULES = RULES

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dealer.prepaid = False
        cls.version = cls._create_version(
            cls.plan, cls.RULES, date(2020, 1, 2), **cls.VERSION
        )
        cls.booking = cls.env["distributor.commission.booking"]

    @classmethod
    def _pay(cls, invoice, amount=None, day=date(2026, 2, 10), **kw):
        """Register a payment, the rest by default."""
        values = {"payment_date": day, "journal_id": cls.bank.id, **kw}
        if amount is not None:
            values["amount"] = amount
        wizard = (
            cls.env["account.payment.register"]
            .with_context(active_model="account.move", active_ids=invoice.ids)
            .create(values)
        )
        return wizard._create_payments()

    def _bounce(self, payment, day="2026-03-20"):
        """Undo the reconciliation of a payment, as a bank statement does."""
        with freeze_time(day):
            payment.move_id.line_ids.remove_move_reconcile()

    def _flush(self):
        """Do what a commit does with changes of orders."""
        self.env.cr.flush()

    def _get_by_day(self, entries, code="T-C"):
        """Return {day: sum} of an earner."""
        found = {}
        for entry in entries.filtered(lambda e: e.beneficiary_id.code == code):
            found[entry.date] = round(found.get(entry.date, 0) + entry.amount, 2)
        return found

    def _get_source(self, order):
        sources = self.env["distributor.commission.source"]
        return sources.search(
            [("order_id", "=", order.id), ("event", "!=", "refund")], order="id"
        )

    @classmethod
    def _change_quantity(cls, line, quantity):
        line.write({"product_uom_qty": quantity})

    @classmethod
    def _invoice_part(cls, order, *quantities, day=date(2026, 2, 1)):
        """Invoice an order with these quantities instead of those it would take."""
        invoice = order._create_invoices()
        invoice.invoice_date = day
        for line, quantity in zip(invoice.invoice_line_ids, quantities, strict=True):
            line.quantity = quantity
        invoice.action_post()
        return invoice

    @classmethod
    def _tax(cls, rate):
        return cls.env["account.tax"].create(
            {
                "name": f"T-{rate} %",
                "amount": rate,
                "amount_type": "percent",
                "type_tax_use": "sale",
                "company_id": cls.company.id,
            }
        )

    @classmethod
    def _order_with_tax(cls, rate, *lines):
        order = cls._create_order(cls.dealer, list(lines))
        order.order_line.tax_ids = [Command.set(cls._tax(rate).ids)]
        order.action_confirm()
        return order
