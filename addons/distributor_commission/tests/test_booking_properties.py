# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import os
from datetime import date

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from odoo.tests import tagged

from .booking_oracle import Invoice, Order
from .world_common import WorldCommon
from .worlds import worlds

EXAMPLES = int(os.environ.get("COMMISSION_EXAMPLES", "8"))
RATES = (5, 3, 2)
# the master earns this on each unit besides, under the plans that orders earn
FEE = 30
# dearer than all shares together; what a cap does, the random worlds try
lines = st.tuples(st.integers(1, 9), st.integers(50, 9_999))
steps = st.tuples(
    st.sampled_from(
        ["refund", "reduce", "deliver", "deliver", "toggle", "undo"]
        + ["undo", "pay", "pay", "bounce"]
    ),
    st.integers(0, 99),
    st.integers(1, 100),
)


@tagged("post_install", "-at_install")
class TestBookingProperties(WorldCommon):
    """Whatever happens to documents, entries come to what a naive bookkeeper says."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.paid = cls._create_plan(name="T-Paid")
        cls._create_version(cls.paid, cls.RULES, date(2020, 1, 1), event="paid")
        unit = {"rate_kind": "fixed", "basis": "quantity"}
        cls.sold = {}
        for event in ("confirmed", "delivered"):
            cls.sold[event] = cls._create_plan(name=f"T-{event}")
            rules = [(1, 5.0), (2, 3.0), (3, FEE / 100, unit)]
            cls._create_version(cls.sold[event], rules, date(2020, 1, 1), event=event)

    def _get_sums(self, order):
        groups = self.entries._read_group(
            [("order_id", "=", order.id)],
            ["plan_id", "beneficiary_id"],
            ["amount:sum"],
        )
        return {
            (plan, who): round(amount * 100) for plan, who, amount in groups if amount
        }

    def _get_expected(self, naive, sold):
        places = (self.country, self.regional, self.master)
        found = {}
        for place, who in enumerate(places):
            found[self.plan, who] = naive.get_invoiced(place)
            found[self.paid, who] = naive.get_paid(place)
            found[self.sold["confirmed"], who] = sold.get_confirmed(place)
            found[self.sold["delivered"], who] = sold.get_delivered(place)
        return {key: amount for key, amount in found.items() if amount}

    @settings(
        max_examples=20,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(lines, min_size=1, max_size=2), st.lists(steps, max_size=6))
    def test_same_as_the_oracle(self, some_lines, some_steps):
        savepoint = self.env.cr.savepoint()
        try:
            self._play(some_lines, some_steps)
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],  # shrinking would repeat slow accounting
        suppress_health_check=list(HealthCheck),
    )
    @given(worlds())
    def test_random_worlds_as_on_paper(self, world):
        """Trees, plans, currencies, days at the edges of periods, credits, payments."""
        savepoint = self.env.cr.savepoint()
        try:
            self._enter(world)
            for sale in world["sales"]:
                self._sell_in_world(world, sale)
                self._assert_as_on_paper(sale)
            for step in world["steps"]:
                self._step_in_world(*step)
                self._assert_as_on_paper(step)
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()

    def _play(self, some_lines, some_steps):
        self.quantities = [quantity for quantity, _price in some_lines]
        self.prices = [price for _quantity, price in some_lines]
        invoice = self._sell(*((self.product, q, p / 100) for q, p in some_lines))
        order = invoice.line_ids.sale_line_ids.order_id
        naive = Invoice([q * p for q, p in some_lines], RATES)
        sold = Order(self.quantities, self.prices, RATES[:2], FEE, naive)
        self.documents = {"refunds": [], "payments": []}
        for kind, number, part in some_steps:
            if kind == "deliver":
                self._play_deliver(order, sold, number, part)
            else:
                getattr(self, f"_play_{kind}")(invoice, naive, number, part)
            self._flush()
            expected = self._get_expected(naive, sold)
            self.assertEqual(self._get_sums(order), expected, kind)

    def _play_deliver(self, order, sold, number, part):
        """Deliver, or take back, up to any quantity of one line."""
        number %= len(self.quantities)
        quantity = self.quantities[number] * part // 100
        order.order_line[number].qty_delivered = quantity
        sold.delivered[number] = quantity

    def _get_left(self, naive):
        """Return the net of each line that is not credited yet."""
        left = list(naive.nets)
        for refund in naive.refunds:
            for at, net in enumerate(refund["nets"]):
                left[at] -= net
        return left

    def _play_refund(self, invoice, naive, number, part):
        left = self._get_left(naive)
        quantities = [
            min(net // price, (number + at) % 4)
            for at, (net, price) in enumerate(zip(left, self.prices, strict=True))
        ]
        if not naive.posted or not any(quantities):
            return
        self.documents["refunds"].append(self._refund(invoice, quantities=quantities))
        nets = [q * p for q, p in zip(quantities, self.prices, strict=True)]
        naive.credit(nets)

    def _play_reduce(self, invoice, naive, number, part):
        """Credit a part of the price of all units; nothing comes back."""
        left = self._get_left(naive)
        cuts = [
            min(net // quantity, price * part // 100)
            for net, quantity, price in zip(
                left, self.quantities, self.prices, strict=True
            )
        ]
        if not naive.posted or not any(cuts):
            return
        prices = [cut / 100 for cut in cuts]
        self.documents["refunds"].append(self._refund(invoice, prices=prices))
        naive.credit([q * c for q, c in zip(self.quantities, cuts, strict=True)])

    def _play_toggle(self, invoice, naive, number, part):
        if not naive.refunds:
            return
        number %= len(naive.refunds)
        refund = self.documents["refunds"][number]
        if refund.state == "posted":
            refund.button_draft()
        else:
            refund.action_post()
        naive.toggle(number)

    def _play_undo(self, invoice, naive, number, part):
        if naive.posted:
            invoice.button_draft()
            naive.undo()
            self.documents["payments"] = []
        else:
            invoice.action_post()
            naive.post()

    def _play_pay(self, invoice, naive, number, part):
        amount = -(-naive.get_residual() * part // 100)
        if not naive.posted or amount <= 0:
            return
        self.documents["payments"].append(self._pay(invoice, amount / 100))
        naive.payments.append(amount)

    def _play_bounce(self, invoice, naive, number, part):
        if not naive.payments or not naive.posted:
            return
        number %= len(naive.payments)
        self._bounce(self.documents["payments"].pop(number))
        naive.payments.pop(number)
