# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.distributor_portal.tests.common import select

from .common import KEY, PartsCommon


@tagged("post_install", "-at_install")
class TestSplit(PartsCommon):
    def setUp(self):
        super().setUp()
        self._login_as(self.roles["owner"])
        self.order = self._wait()  # 4,000 and 8,000

    def _get_quantities(self, order):
        return {line.product_id: line.product_uom_qty for line in order.order_line}

    def test_two_orders(self):
        page = self._open(f"/my/orders/{self.order.id}")
        [link] = select(page, "a[name=split_order]")
        form = self._open(link.get("href"))
        self.assertEqual(len(select(form, ".o_distributor_order_line")), 2)
        answer = self._split(self.order, (self.cup, 400), (self.pot, 100))
        self.assertEqual(answer.status_code, 303)
        part = self._get_part(self.order)
        self.assertEqual(self._get_quantities(part), {self.pot: 100, self.cup: 400})
        self.assertEqual(self._get_quantities(self.order), {self.cup: 600})
        self.assertEqual(
            set((self.order | part).order_line.mapped("price_unit")), {40.0, 8.0}
        )
        self.assertEqual(part.state, "sent")
        self.assertTrue(part._is_ordered())
        self.assertEqual(part.warehouse_id, self.order.warehouse_id)
        self.assertEqual(part.partner_shipping_id, self.shop)
        # each leads to the other
        text = self._text(self._open(answer.headers["Location"]))
        for one, other in ((self.order, part), (part, self.order)):
            self.assertIn(one.name, text)
            told = self._text(self._open(f"/my/orders/{one.id}"), "[name=part_of]")
            self.assertIn(other.name, told)
            placed = f"/my/distribution/order/placed/{one.portal_order_key}"
            self.assertIn(other.name, self._text(self._open(placed), "[name=part_of]"))

    def test_the_log_says_who(self):
        self._split(self.order, (self.cup, 400))
        part = self._get_part(self.order)
        person = self.roles["owner"].partner_id
        for one, other in ((self.order, part), (part, self.order)):
            message = one.message_ids.filtered(lambda m, o=other: o.name in m.body)[:1]
            self.assertEqual(message.author_id, person, one.name)
        self.assertEqual(part.create_uid, self.roles["owner"])

    def test_the_deposit_follows_to_the_cent(self):
        self.order.order_line.price_unit = 3.33
        before = self.order.amount_total
        self.assertAlmostEqual(before, 3663.0)
        page = self._look(self.order, (self.cup, 333), (self.pot, 37))
        totals = self._money(page, ".o_distributor_parts_order dd[name=total]")
        self.assertEqual(len(totals), 2)
        self.assertAlmostEqual(sum(totals), before)
        self._post(self._url(self.order, "split"), **self._read_form(page))
        part = self._get_part(self.order)
        self.assertEqual([self.order.amount_total, part.amount_total], totals)
        self.assertFalse(self.dealer.wallet_ids.held)
        for one in self.order | part:
            self._post(f"/my/distribution/order/placed/{one.portal_order_key}/confirm")
            self.assertEqual(one.state, "sale")
            self.assertEqual(one.deposit_held, one.amount_total)
        self.env.invalidate_all()
        self.assertAlmostEqual(self.dealer.wallet_ids.held, before)
        self._assert_wallet(5000, round(before, 2), wallet=self.dealer.wallet_ids)

    def test_what_pays_each(self):
        """The new order is paid from what the old one leaves."""
        page = self._look(self.order, (self.cup, 1000))
        stays, part = select(page, ".o_distributor_parts_order")
        self.assertEqual(self._money(stays, "dl"), [4000.0, 4000.0])
        # of 5,000 are 1,000 left, and nothing pays what waits
        self.assertEqual(self._money(part, "dl"), [8000.0])
        self.assertIn("7,000.00 is missing", self._text(part).replace("\xa0", " "))
        page = self._look(self.order, (self.pot, 100))
        stays, part = select(page, ".o_distributor_parts_order")
        # the old one waits, and takes nothing
        self.assertEqual(self._money(stays, "dl"), [8000.0])
        self.assertEqual(self._money(part, "dl"), [4000.0, 4000.0])

    def test_taxes_of_both(self):
        tax = self.env["account.tax"].create({"name": "T-13", "amount": 13})
        self.order.order_line.tax_ids = tax
        page = self._look(self.order, (self.cup, 500))
        totals = self._money(page, ".o_distributor_parts_order dd[name=total]")
        self.assertEqual(totals, [9040.0, 4520.0])

    def test_another_address(self):
        self._split(self.order, (self.cup, 400), ship=self.depot)
        part = self._get_part(self.order)
        self.assertEqual(part.partner_shipping_id, self.depot)
        self.assertEqual(self.order.partner_shipping_id, self.shop)

    def test_no_address_of_others(self):
        page = self._look(self.order, (self.cup, 400), ship=self.sibling.partner_id)
        self.assertIn("your own delivery addresses", self._get_refusal(page))
        fields = self._read_form(self._look(self.order, (self.cup, 400)))
        fields["ship"] = self.sibling.partner_id.id
        answer = self._post(self._url(self.order, "split"), **fields)
        self.assertIn("your own delivery addresses", self._get_refusal(answer))
        self.assertFalse(self._get_part(self.order))

    def test_twice_is_one(self):
        fields = self._read_form(self._look(self.order, (self.cup, 400)))
        for _time in range(3):
            answer = self._post(self._url(self.order, "split"), **fields)
            self.assertEqual(answer.status_code, 303)
        self.assertEqual(len(self._get_part(self.order)), 1)
        self.assertEqual(self._get_quantities(self.order)[self.cup], 600)
        # and the page before it leads there as well
        page = self._look(self.order, (self.cup, 400))
        self.assertTrue(select(page, "[name=parts]"))

    @mute_logger("odoo.sql_db")
    def test_the_second_request_lands_on_the_first(self):
        """It did not see the new order, and learns of it from the database."""
        self._split(self.order, (self.cup, 400))
        page = self._look(self.order, (self.cup, 100), key="0" * 16)
        fields = {**self._read_form(page), "key": KEY}
        distributors = self.registry["distributor.distributor"]
        none = self.env["sale.order"]
        with patch.object(distributors, "_find_part_by_key", lambda *_args: none):
            answer = self._post(self._url(self.order, "split"), **fields)
        self.assertEqual(answer.status_code, 303)
        self.assertEqual(len(self._get_part(self.order)), 1)
        self.assertEqual(self._get_quantities(self.order)[self.cup], 600)

    def test_another_key_splits_again(self):
        self._split(self.order, (self.cup, 400))
        self._split(self.order, (self.cup, 100), key="0" * 16)
        self.assertEqual(len(self._get_part(self.order)), 2)
        page = self._open(self._url(self.order, "parts"))
        self.assertEqual(len(self._titles(page)), 3)

    def test_too_old(self):
        fields = self._read_form(self._look(self.order, (self.cup, 400)))
        answer = self._post(self._url(self.order, "split"), **{**fields, "key": "x"})
        self.assertIn("too old", self._get_refusal(answer))

    def test_confirmed_meanwhile(self):
        fields = self._read_form(self._look(self.order, (self.cup, 400)))
        self._top_up(20000, self.dealer.wallet_ids, self.today)
        self.order.action_confirm()
        answer = self._post(self._url(self.order, "split"), **fields)
        told = self._get_refusal(answer)
        self.assertIn(f"{self.order.name} is confirmed. Ask your contact", told)
        self.assertFalse(self._get_part(self.order))
        self.assertEqual(self.order.amount_total, 12000)
        self.assertEqual(self.order.deposit_held, 12000)
        page = self._open(f"/my/orders/{self.order.id}")
        self.assertFalse(select(page, "a[name=split_order]"))

    def test_changed_meanwhile(self):
        fields = self._read_form(self._look(self.order, (self.cup, 400)))
        self._get_line(self.order, self.pot).product_uom_qty = 90
        answer = self._post(self._url(self.order, "split"), **fields)
        self.assertIn("changed since you looked", self._get_refusal(answer))
        self.assertFalse(self._get_part(self.order))

    def test_quantities_that_do_not_go(self):
        for pairs, told in (
            ([(self.cup, 1001)], "only 1000 to move"),
            ([], "Choose what goes"),
            ([(self.cup, 1000), (self.pot, 100)], "and a part stays"),
            ([(self.cup, "x")], "“x” is no quantity"),
            ([(self.cup, "-1")], "no quantity"),
        ):
            page = self._look(self.order, *pairs)
            self.assertIn(told, self._get_refusal(page), pairs)
        # what was typed is still there
        page = self._look(self.order, (self.cup, 1001))
        values = [one.get("value") for one in select(page, "input.form-control")]
        self.assertIn("1001", values)

    def test_an_offer_is_accepted_as_it_is(self):
        offer = self._create_order(self.dealer, [(self.cup, 10, 8), (self.pot, 2, 40)])
        offer.action_quotation_sent()
        page = self._open(f"/my/orders/{offer.id}")
        self.assertFalse(select(page, "a[name=split_order]"))
        page = self._open(self._url(offer, "split"))
        self.assertIn("is an offer", self._get_refusal(page))

    def test_suspended(self):
        self.dealer.sudo().state = "suspended"
        self.assertFalse(
            select(self._open(f"/my/orders/{self.order.id}"), "a[name=split_order]")
        )
        page = self._open(self._url(self.order, "split"))
        self.assertIn("not active", self._get_refusal(page))
        self.assertIn("not active", self._get_refusal(self._look(self.order)))
