# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.tests import tagged

from .event_common import EventCommon


class CreditedCase(EventCommon):
    """Steps on an order of 10 at 100; T-C earns 5 % of what it comes to."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.order = cls._confirm((cls.product, 10, 100))
        cls.line = cls.order.order_line

    def _deliver(self, quantity):
        self.line.qty_delivered = quantity
        self._flush()

    def _credit(self, **kw):
        refund = self._refund(self.invoice, **kw)
        self._flush()
        return refund

    def _assert_base(self, net):
        entries = self._get_entries(order=self.order)
        self._assert_amounts(entries, C=net / 20, R=net * 3 / 100, M=net / 50)


@tagged("post_install", "-at_install")
class TestDeliveredCredited(CreditedCase):
    """Delivered goods that are credited earn nothing, whether they come back or not."""

    VERSION = {"event": "delivered"}

    def setUp(self):
        super().setUp()
        self._deliver(10)
        self.invoice = self._invoice(self.order)
        self._flush()
        self._assert_base(1000)

    def test_return_then_credit_note(self):
        self._deliver(6)
        self._assert_base(600)
        refund = self._credit(quantities=[4])
        self._assert_base(600)
        refund.button_draft()
        self._flush()
        self._assert_base(600)

    def test_credit_note_then_return(self):
        refund = self._credit(quantities=[4])
        self._assert_base(600)
        self._deliver(6)
        self._assert_base(600)
        kinds = self._get_entries(order=self.order).mapped("kind")
        self.assertEqual(kinds, ["accrual"] * 3 + ["change"] * 3)
        refund.button_draft()
        self._flush()
        self._assert_base(600)

    def test_credit_note_without_return(self):
        refund = self._credit(quantities=[4])
        self._assert_base(600)
        refund.button_draft()
        self._flush()
        self._assert_base(1000)

    def test_price_reduction(self):
        self._credit(prices=[20])
        self._assert_base(800)

    def test_price_reduction_as_one_unit(self):
        self._credit(quantities=[1], prices=[200])
        self._assert_base(800)

    def test_price_reduction_then_return(self):
        """What was paid for goods that came back, and is not credited yet, is nobody's
        sale: the price reduction counts against it until then."""
        self._credit(prices=[20])
        self._deliver(6)
        self._assert_base(600)
        self._credit(quantities=[4], prices=[80])
        self._assert_base(480)

    def test_return_then_price_reduction(self):
        self._deliver(6)
        self._credit(quantities=[4])
        self._assert_base(600)
        self._credit(quantities=[6], prices=[20])
        self._assert_base(480)

    def test_credited_and_sent_again(self):
        self._deliver(6)
        self._credit(quantities=[4])
        self._deliver(10)
        # the goods are there again, their invoice is not: credited without a return
        self._assert_base(600)
        self._invoice(self.order, date(2026, 3, 1))
        self._flush()
        self._assert_base(1000)

    def test_credited_whole_and_invoiced_again(self):
        self._credit()
        self._assert_base(0)
        self._invoice(self.order, date(2026, 3, 1))
        self._flush()
        self._assert_base(1000)


@tagged("post_install", "-at_install")
class TestDeliveredCreditedBefore(CreditedCase):
    """Invoiced before the delivery, and credited before all has gone out."""

    VERSION = {"event": "delivered"}

    def setUp(self):
        super().setUp()
        self.invoice = self._invoice(self.order)

    def test_what_is_not_delivered_is_credited_first(self):
        self._deliver(4)
        self._assert_base(400)
        self._credit(quantities=[3])
        self._assert_base(400)
        self._deliver(7)
        self._assert_base(700)
        self._deliver(10)
        self._assert_base(700)

    def test_price_reduction_before_the_delivery(self):
        self._credit(prices=[20])
        self._deliver(4)
        self._assert_base(400)
        self._deliver(10)
        self._assert_base(800)


@tagged("post_install", "-at_install")
class TestDeliveredNotInvoiced(CreditedCase):
    """Delivered in parts, and not all of it invoiced yet."""

    VERSION = {"event": "delivered"}

    def test_credit_note_of_the_first_part(self):
        self._deliver(10)
        self.invoice = self._invoice_part(self.order, 4)
        self._flush()
        self._assert_base(1000)
        self._credit(quantities=[1])
        self._assert_base(900)


@tagged("post_install", "-at_install")
class TestConfirmedCredited(CreditedCase):
    VERSION = {"event": "confirmed"}

    def setUp(self):
        super().setUp()
        self.invoice = self._invoice(self.order)

    def test_price_reduction(self):
        self._credit(prices=[20])
        self._assert_base(800)

    def test_credited_then_ordered_less(self):
        self._credit(quantities=[4])
        self._assert_base(600)
        self._change_quantity(self.line, 6)
        self._flush()
        self._assert_base(600)


@tagged("post_install", "-at_install")
class TestUnitsCredited(CreditedCase):
    """An amount a unit follows what is credited of the value, not its quantity."""

    VERSION = {"event": "confirmed"}
    RULES = [(1, 5.0, {"rate_kind": "fixed", "basis": "quantity"})]

    def test_price_reduction_and_goods(self):
        self.invoice = self._invoice(self.order)
        self._credit(prices=[20])
        self._assert_amounts(self._get_entries(order=self.order), C=40)
        self._credit(quantities=[4], prices=[80])
        self._assert_amounts(self._get_entries(order=self.order), C=24)
