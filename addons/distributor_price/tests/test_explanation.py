# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.exceptions import AccessError, RedirectWarning, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from . import test_pricing
from .common import PriceCommon

DAY = date(2026, 6, 15)


def compute_step(step, below):
    """Return the price of a step from its stored formula alone: the oracle."""
    if step["kind"] in ("fixed", "list_price"):
        return step["price"]
    base = below if below is not None else step["base_price"]
    if below is not None and step.get("rate"):
        base *= step["rate"]
    price = base - base * step.get("percent", 0) / 100
    if step.get("round"):
        steps = round(price / step["round"] + 1e-9)
        price = steps * step["round"]
    return price + step.get("surcharge", 0)


class ExplanationCommon(PriceCommon):
    def _order(self, *lines, distributor=None):
        order = self.env["sale.order"].create(
            {
                "partner_id": (distributor or self.dealer).partner_id.id,
                "order_line": [
                    Command.create({"product_id": product.id, "product_uom_qty": qty})
                    for product, qty in lines or [(self.goods, 1)]
                ],
            }
        )
        self.env.flush_all()
        return order

    def _explain(self, product=None, user=None, **kw):
        distributor = self.dealer.with_user(user or self.env.user)
        return distributor.get_price_explanation((product or self.goods).id, **kw)


@tagged("post_install", "-at_install")
class TestExplanation(ExplanationCommon):
    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(
            st.lists(test_pricing.RULE, min_size=1, max_size=6), min_size=1, max_size=3
        ),
        st.sampled_from([1, 5, 25]),
    )
    def test_says_what_stock_computes(self, drawn, quantity):
        pricelist = test_pricing.TestPricing._make_chain(self, drawn)
        moment = self.dealer._get_price_noon(DAY)
        requests = [(one, quantity, one.uom_id) for one in self.products]
        found = pricelist._explain_prices(
            requests, moment, pricelist.currency_id, self.dealer, count=True
        )
        with self._as_stock():
            for product, data in zip(self.products, found, strict=True):
                self.assertEqual(
                    data["price"],
                    pricelist._get_product_price(product, quantity, date=moment),
                )
        for data in found:
            below = None
            for step in reversed(data["steps"]):
                below = compute_step(step, below)
                self.assertAlmostEqual(step["price"], below, 2)
                self._assert_all_rules_told(data["product"], step)

    def _assert_all_rules_told(self, product_id, step):
        items = self.env["product.pricelist"].browse(step["pricelist_id"]).item_ids
        told = {candidate["id"] for candidate in step["candidates"]}
        if step["rule"]:
            self.assertNotIn(step["rule"]["id"], told)
            told.add(step["rule"]["id"])
        self.assertEqual(len(told) + step["others"], len(items))

    def test_reasons(self):
        deposit = {"fixed_price": 8, "min_deposit": 100}
        product = {
            "applied_on": "1_product",
            "product_tmpl_id": self.goods.product_tmpl_id.id,
        }
        self._give_list(
            {"fixed_price": 9},
            {**product, "fixed_price": 8.5},
            {**product, **deposit},
            {**product, "fixed_price": 7, "min_quantity": 10},
            {**product, "fixed_price": 6, "date_start": "2090-01-01 00:00:00"},
            {**product, "fixed_price": 5, "date_end": "2020-01-01 00:00:00"},
            {"applied_on": "2_product_category", "categ_id": self.cup.id},
        )
        answer = self._explain(quantity=4)
        self.assertEqual(answer["price"], 8.5)
        [step] = answer["data"]["steps"]
        reasons = {
            (one["reason"], one.get("missing"), one.get("price"))
            for one in step["candidates"]
        }
        self.assertEqual(
            reasons,
            {
                ("quantity", 6, 7),
                ("deposit", None, 8),
                ("not_yet", None, None),
                ("expired", None, None),
                ("less_specific", None, None),
            },
        )
        self.assertEqual(step["others"], 1)
        text = " ".join(answer["losers"])
        for word in ("6 missing", "deposit", "begins only on", "ended on", "specific"):
            self.assertIn(word, text)
        self.assertIn("contract", answer["why"])

    def test_line_keeps_its_explanation(self):
        pricelist = self._give_list({"fixed_price": 9})
        order = self._order()
        line = order.order_line
        self.env.flush_all()
        self.assertEqual(line.price_explanation["price"], 9)
        self.assertIn("fixed price 9.00", line.price_explanation_html)
        pricelist.item_ids.fixed_price = 12
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(line.price_explanation["price"], 9)
        order._recompute_prices()
        self.assertEqual(line.price_explanation["price"], 12)

    def test_priced_anew_at_the_same_price(self):
        self._give_list({"fixed_price": 9})
        order = self._order()
        self.assertIn("T-Own", order.order_line.price_explanation_html)
        other = self._create_list("T-Other", {"fixed_price": 9})
        order.pricelist_id = other
        self.assertIn("T-Own", order.order_line.price_explanation_html)
        order._recompute_prices()
        self.assertIn("T-Other", order.order_line.price_explanation_html)

    def test_price_typed_by_hand(self):
        self._give_list({"fixed_price": 9})
        line = self._order().order_line
        self.assertFalse(line._is_priced_by_hand())
        line.price_unit = 8
        self.assertTrue(line._is_priced_by_hand())
        self.assertIn("typed another price", line.price_explanation_html)

    def test_shown_discount_is_not_typed(self):
        self.env.user.group_ids += self.env.ref("sale.group_discount_per_so_line")
        self.env.ref("base.group_user").implied_ids += self.env.ref(
            "sale.group_discount_per_so_line"
        )
        self._give_list({"compute_price": "percentage", "percent_price": 10})
        line = self._order((self.products[1], 1)).order_line
        self.assertEqual((line.price_unit, line.discount), (20, 10))
        self.assertFalse(line._is_priced_by_hand())
        line.discount = 20
        self.assertTrue(line._is_priced_by_hand())

    def test_plain_customer_and_notes(self):
        order = self.env["sale.order"].create(
            {
                "partner_id": self.partner.id,
                "order_line": [Command.create({"product_id": self.goods.id})],
            }
        )
        self.assertFalse(order.order_line.price_explanation)

    def test_nobody_writes_it(self):
        user = new_test_user(self.env, "t-sell", "sales_team.group_sale_manager")
        line = self._order().order_line.with_user(user)
        with self.assertRaises(AccessError):
            line.write({"price_explanation": {"price": 1}})

    def test_dialog(self):
        line = self._order().order_line
        action = line.action_explain_price()
        self.assertEqual((action["res_model"], action["res_id"]), (line._name, line.id))

    def test_input_is_checked(self):
        for kw in (
            {"quantity": 0},
            {"quantity": -1},
            {"quantity": float("nan")},
            {"quantity": 1e15},
            {"quantity": "5"},
            {"date": "soon"},
            {"uom_id": self.env.ref("uom.product_uom_kgm").id},
        ):
            with self.subTest(kw), self.assertRaises(UserError):
                self._explain(**kw)
        with self.assertRaises(UserError):
            self.dealer.get_price_explanation(0)

    def test_unit_of_measure(self):
        self._give_list({"fixed_price": 9})
        dozen = self.env.ref("uom.product_uom_dozen")
        self.assertEqual(self._explain(uom_id=dozen.id)["price"], 108)

    def test_a_day_is_meant_in_the_timezone_of_the_company(self):
        self.company.partner_id.tz = "Asia/Shanghai"
        self._give_list(
            {"fixed_price": 9, "date_end": "2026-06-30 15:59:59"},
            {"fixed_price": 8, "date_start": "2026-06-30 16:00:00"},
        )
        self.assertEqual(self._explain(date="2026-06-30")["price"], 9)
        self.assertEqual(self._explain(date="2026-07-01")["price"], 8)

    def test_queries_do_not_grow_with_lines(self):
        self._give_list({"fixed_price": 9})

        def count(*lines):
            order = self._order(*lines)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            order.order_line._explain_prices(order)
            return self.cr.sql_log_count - before

        lines = [(one, 1) for one in self.products]
        count(*lines)
        self.assertEqual(count(*lines), count(*lines[:1]))


@tagged("post_install", "-at_install")
class TestLostCondition(ExplanationCommon):
    def setUp(self):
        super().setUp()
        self.held = {"amount": 50000}
        self.patch(
            self.registry["distributor.distributor"],
            "_get_price_deposit",
            lambda one: self.held["amount"],
        )
        self.pricelist = self._give_list(
            {"fixed_price": 9}, {"fixed_price": 8, "min_deposit": 50000}
        )

    def test_confirmed_as_long_as_it_holds(self):
        order = self._order()
        self.assertEqual(order.order_line.price_unit, 8)
        order.action_confirm()
        self.held["amount"] = 0
        self.env.invalidate_all()
        self.assertEqual(order.order_line.price_unit, 8, "confirmed stays confirmed")

    def test_lost_is_told_and_repriced_on_request(self):
        order = self._order()
        self.held["amount"] = 100
        with (
            self.assertRaisesRegex(RedirectWarning, "8.00.*9.00") as caught,
            self.cr.savepoint(),
        ):
            order.action_confirm()
        self.assertEqual(order.order_line.price_unit, 8, "never silently")
        context = caught.exception.args[3]
        wizard = self.env["sale.order.reprice"].with_context(**context).create({})
        self.assertEqual(wizard.new_amount, 9)
        wizard.action_apply()
        order.action_confirm()
        self.assertEqual((order.state, order.order_line.price_unit), ("sale", 9))

    def test_portal_gets_a_plain_message(self):
        order = self._order()
        self.held["amount"] = 100
        user = new_test_user(self.env, "t-lost", "base.group_portal")
        with self.assertRaisesRegex(UserError, "8.00.*9.00"):
            order.with_user(user).sudo()._check_price_conditions()

    def test_price_by_hand_has_no_condition(self):
        order = self._order()
        order.order_line.price_unit = 7
        self.held["amount"] = 0
        order.action_confirm()
        self.assertEqual(order.order_line.price_unit, 7)

    def test_a_changed_rule_alters_no_offer(self):
        order = self._order()
        self.pricelist.item_ids.unlink()
        self.held["amount"] = 0
        order.action_confirm()
        self.assertEqual(order.order_line.price_unit, 8)
