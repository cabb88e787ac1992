# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.common import select

from .common import PartsCommon


@tagged("post_install", "-at_install")
class TestSplitRules(PartsCommon):
    """What is proposed, and what stock, prices, packs, minimum and limits ask."""

    def setUp(self):
        super().setUp()
        self._login_as(self.roles["owner"])

    def _propose(self, order):
        """Return {product: quantity} that the page proposes, and the page."""
        page = self._open(self._url(order, "split"))
        found = {}
        for line in order.order_line:
            [node] = select(page, f"input[name=move-{line.id}]")
            found[line.product_id] = float(node.get("value") or 0)
        return found, page

    def test_what_is_not_in_stock(self):
        order = self._wait()
        self._set_stock(self.pot, 500)
        self._set_stock(self.cup, 300)
        self.company.distributor_stock_policy = "exact"
        found, page = self._propose(order)
        self.assertEqual(found, {self.pot: 0, self.cup: 700})
        self.assertIn("Only 300 Units in stock", self._text(page))
        self.assertTrue(select(page, "[name=proposed]"))
        # bands say no quantity: all of the line moves
        self.company.distributor_stock_policy = "bands"
        found, page = self._propose(order)
        self.assertEqual(found, {self.pot: 0, self.cup: 1000})
        self.assertNotIn("300", self._text(page))
        self.company.distributor_stock_policy = "none"
        found, page = self._propose(order)
        self.assertEqual(found, {self.pot: 0, self.cup: 0})
        self.assertNotIn("in stock", self._text(page))

    def test_nothing_is_in_stock(self):
        found, page = self._propose(self._wait())
        self.assertEqual(set(found.values()), {0})
        self.assertFalse(select(page, "[name=proposed]"))

    def test_what_others_were_promised_is_not_free(self):
        self._set_stock(self.pot, 500)
        self._set_stock(self.cup, 1000)
        self._confirm((self.cup, 900, 0.01), distributor=self.sibling)
        order = self._wait()
        self.company.distributor_stock_policy = "exact"
        self.assertEqual(self._propose(order)[0][self.cup], 900)

    def test_packs_and_a_price_for_a_quantity(self):
        # tea costs 80, from 12 on 70, and comes in boxes of 6
        order = self._place((self.tea, 18), (self.cup, 1000))
        self.assertEqual(self._get_line(order, self.tea).price_unit, 70)
        for moved, told in (
            (5, "is ordered by T-Box: move a multiple of 6"),
            (6, "70.00 each is a price for a quantity"),
            (12, "70.00 each is a price for a quantity"),
        ):
            page = self._look(order, (self.tea, moved))
            self.assertIn(told, self._get_refusal(page), moved)
        self.assertFalse(self._get_refusal(self._look(order, (self.tea, 18))))
        order = self._place((self.tea, 24), (self.cup, 1000))
        self.assertFalse(self._get_refusal(self._look(order, (self.tea, 12))))
        # what was agreed at the price of a part is not lost
        self._get_line(order, self.tea).price_unit = 80
        self.assertFalse(self._get_refusal(self._look(order, (self.tea, 6))))

    def test_a_proposal_keeps_packs_and_prices(self):
        self.company.distributor_stock_policy = "exact"
        self._set_stock(self.cup, 5000)
        self._set_stock(self.tea, 17)
        order = self._place((self.tea, 60), (self.cup, 1000))
        # two boxes of 6 are there, and 12 have the price
        self.assertEqual(self._propose(order)[0], {self.tea: 48, self.cup: 0})
        self._set_stock(self.tea, -6)
        # one box alone would lose it
        self.assertEqual(self._propose(order)[0], {self.tea: 60, self.cup: 0})

    def test_minimum_order(self):
        order = self._wait()
        rule = self.env["distributor.order.rule"].create(
            {"name": "T", "company_id": self.company.id, "min_amount": 1000}
        )
        page = self._look(order, (self.cup, 100))
        self.assertIn("alone is below it", self._text(page, "[name=notes]"))
        self._split(order, (self.cup, 100))
        part = self._get_part(order)
        self.assertFalse(part.exception_ids, "together they are enough")
        rule.min_amount = 10
        page = self._look(part, (self.cup, 50))
        self.assertFalse(select(page, "[name=notes]"))

    def test_a_limit_is_not_evaded(self):
        """What is beyond the limit of a buyer is so in parts, and in parts of parts."""
        self._get_member("buyer").limit_order = 5000
        self._top_up(20000, self.dealer.wallet_ids, self.today)
        buyer = self.roles["buyer"]
        self._login_as(buyer)
        order = self._wait_for_owner(buyer)
        page = self._look(order, (self.cup, 600))
        for part in select(page, ".o_distributor_parts_order"):
            self.assertIn("beyond your limit", self._text(part))
        self._split(order, (self.cup, 600))
        self._split(order, (self.pot, 50), key="0" * 16)
        parts = order | self._get_part(order)
        self.assertEqual(len(parts), 3)
        for part in parts:
            self.assertLess(part.amount_total, 5000)
            self._post(f"/my/distribution/order/placed/{part.portal_order_key}/confirm")
            self.assertEqual(part.state, "sent")
            self.assertEqual(part.portal_asked_by, buyer)
        self.assertFalse(self.dealer.wallet_ids.held)
        self._login_as(self.roles["owner"])
        for part in parts:
            self._post(f"/my/distribution/order/placed/{part.portal_order_key}/confirm")
        self.env.invalidate_all()
        self.assertEqual(set(parts.mapped("state")), {"sale"})
        self.assertEqual(self.dealer.wallet_ids.held, 8800)

    def _wait_for_owner(self, buyer):
        order = self._place((self.pot, 100), (self.cup, 600), user=buyer)
        self.assertEqual(order.portal_asked_by, buyer)
        return order

    def test_a_payment_on_its_way(self):
        order = self._wait()
        provider = self.env["payment.provider"].search([], limit=1)
        self.env["payment.transaction"].create(
            {
                "provider_id": provider.id,
                "payment_method_id": self.env["payment.method"].search([], limit=1).id,
                "amount": order.amount_total,
                "currency_id": order.currency_id.id,
                "partner_id": order.partner_id.id,
                "reference": "T-PAID",
                "state": "pending",
                "sale_order_ids": order.ids,
            }
        )
        page = self._open(self._url(order, "split"))
        self.assertIn("A payment for", self._get_refusal(page))

    def test_sections_stay(self):
        order = self._wait()
        self.env["sale.order.line"].create(
            {"order_id": order.id, "display_type": "line_section", "name": "T-Section"}
        )
        self._split(order, (self.cup, 400))
        self.assertNotIn("T-Section", self._get_part(order).order_line.mapped("name"))
        self.assertIn("T-Section", order.order_line.mapped("name"))

    def test_what_the_brand_approved(self):
        """It is asked for again in the new order, and in the old one if it was for its
        quantities, as when the back office splits.
        """
        self.company.exception_policy_stock = "ask"
        self._set_stock(self.pot, 500)
        self._set_stock(self.cup, 300)
        order = self._wait()
        [row] = order.exception_ids
        row.sudo()._decide("approved", "T")
        self.assertFalse(order._is_held_by_exception())
        page = self._look(order, (self.cup, 700))
        told = self._text(page, "section[name=part]")
        self.assertIn("The brand decides", told)
        told = self._text(page, "section[name=stays]")
        self.assertNotIn("The brand decides", told)
        self._split(order, (self.cup, 700))
        part = self._get_part(order)
        self.assertFalse(order.exception_ids)
        self.assertEqual(part.exception_ids.mapped("kind"), ["stock"])
        self.assertTrue(part._is_held_by_exception())
        placed = f"/my/distribution/order/placed/{part.portal_order_key}"
        self.assertTrue(select(self._open(placed), ".alert[name=brand]"))
