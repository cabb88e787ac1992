# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.distributor_portal.controllers.portal import DistributorPortal
from odoo.addons.distributor_portal.tests.common import HOME, select

from .common import KEY, ORDER, OrderCommon


@tagged("post_install", "-at_install")
class TestSubmit(OrderCommon):
    def test_confirmed_at_once(self):
        answer = self._submit((self.tea, 12), (self.pot, 3), ship=self.depot.id)
        self.assertEqual(answer.status_code, 303)
        self.assertTrue(answer.headers["Location"].endswith(f"/placed/{KEY}"))
        order = self._get_orders()
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.partner_shipping_id, self.depot)
        self.assertEqual(
            [
                (line.product_id, line.product_uom_qty, line.price_unit)
                for line in order.order_line
            ],
            [(self.tea, 12, 70.0), (self.pot, 3, 40.0)],
        )
        self.assertEqual(order.deposit_held, 960.0)
        self.assertEqual(order.portal_user_id, self.users[self.dealer])
        self.assertTrue(order.chain_ids)
        page = self._open(f"{ORDER}/placed/{KEY}")
        self.assertIn(f"Order {order.name} is confirmed", self._text(page, ".h4"))

    def test_twice_is_one_order(self):
        for _time in range(3):
            answer = self._submit((self.tea, 6))
            self.assertTrue(answer.headers["Location"].endswith(f"/placed/{KEY}"))
        self.assertEqual(len(self._get_orders()), 1)
        # and the second step of that basket leads there as well
        answer = self.url_open(
            f"{ORDER}/check?lines={self._lines((self.tea, 6))}&key={KEY}"
        )
        self.assertTrue(answer.url.endswith(f"/placed/{KEY}"))

    def test_keys_of_others_are_free(self):
        self._submit((self.tea, 6))
        self._login(self.sibling)
        place = self.sibling.partner_id.id
        self.assertEqual(self.url_open(f"{ORDER}/placed/{KEY}").status_code, 404)
        answer = self._submit((self.cup, 1), ship=place)
        self.assertEqual(answer.status_code, 303)
        self.assertEqual(len(self._get_orders(self.sibling)), 1)
        self.assertEqual(len(self._get_orders()), 1)

    def test_not_more_than_what_is_free(self):
        self.company.exception_policy_stock = "refuse"
        self._set_stock(self.tea, 17)
        self._submit((self.tea, 12))
        self.assertEqual(self._get_orders().state, "sale")
        # what is promised and not reserved yet is not free either
        self._get_orders().picking_ids.do_unreserve()
        answer = self._submit((self.tea, 6), key=KEY[::-1])
        self.assertEqual(answer.status_code, 200)
        self.assertIn("There are not so many in stock.", answer.text)
        self.assertFalse(self._get_orders(key=KEY[::-1]))
        self._set_stock(self.tea, 1)
        self._submit((self.tea, 6), key=KEY[::-1])
        self.assertEqual(self._get_orders(key=KEY[::-1]).state, "sale")

    def test_stock_that_went_while_the_order_waited(self):
        self.company.exception_policy_stock = "refuse"
        self._set_stock(self.tea, 120)
        self._submit((self.tea, 120))
        order = self._get_orders()
        self.assertEqual(order.state, "sent", "the deposit is too small")
        self._set_stock(self.tea, -60)
        self.dealer.prepaid = False
        url = f"{ORDER}/placed/{KEY}"
        self._send(f"{url}/confirm")
        self.assertEqual(order.state, "sent")
        page = self._open(url)
        self.assertIn("free in stock: [T-TEA]", self._text(page, ".alert[name=other]"))
        self.assertNotIn("60", self._text(page, ".alert[name=other]"))
        self._set_stock(self.tea, 60)
        self._send(f"{url}/confirm")
        self.assertEqual(order.state, "sale")

    def test_more_than_what_is_free_waits_for_the_brand(self):
        self.company.exception_policy_stock = "ask"
        self._set_stock(self.tea, 5)
        self._submit((self.tea, 6))
        order = self._get_orders()
        self.assertEqual((order.state, order.exception_level), ("sent", "open"))
        page = self._open(f"{ORDER}/placed/{KEY}")
        self.assertIn("Waiting for the brand", self._text(page, ".alert[name=brand]"))
        [item] = [one for one in order._get_desk_items() if "stock" in one["text"]]
        self.assertIn("6 Units ordered, 5 free", item["text"])
        order.exception_ids._decide("approved", "T-Later")
        order._confirm_in_portal()
        self.assertEqual(order.state, "sale")

    def test_together_no_more_than_what_is_free(self):
        self.company.exception_policy_stock = "refuse"
        self.dealer.prepaid = False
        self._set_stock(self.cup, 10)
        keys = (KEY, KEY[::-1])
        place = self.registry["sale.order"]
        with patch.object(place, "_confirm_in_portal", lambda _order: False):
            for key in keys:
                self._submit((self.cup, 6), key=key)
        orders = self._get_orders(key=keys[0]) | self._get_orders(key=keys[1])
        with self.assertRaisesRegex(UserError, "together"), self.cr.savepoint():
            orders.action_confirm()
        orders[0].action_confirm()
        with self.assertRaisesRegex(UserError, "free in stock"), self.cr.savepoint():
            orders[1].action_confirm()

    def test_prices_are_those_of_the_server(self):
        answer = self._submit((self.tea, 6), price="1", price_unit="1", total="6.00")
        self.assertEqual(answer.status_code, 200)
        self.assertIn("the total is $ 480.00 now", answer.text.replace("\xa0", " "))
        self.assertFalse(self._get_orders())
        self._submit((self.tea, 6), total="480.00")
        self.assertEqual(self._get_orders().amount_total, 480.0)

    def test_all_or_nothing(self):
        sibling_place = self.sibling.partner_id
        for pairs, kwargs, words in (
            ([(self.tea, 7)], {}, "T-Tea: quantity 7 became 12"),
            ([(self.pot, 1)], {}, "T-Pot: quantity 1 became 2"),
            ([(self.tea, "x")], {}, "Quantity"),
            ([(self.tea, "-6")], {}, "Quantity"),
            ([(self.tea, "1e9")], {}, "Quantity"),
            ([(self.tea, 0)], {}, "basket is empty"),
            ([(self.tea, 6), (self.product, 1)], {}, "cannot be ordered"),
            ([(self.tea, 6)], {"ship": sibling_place.id}, "Ship to"),
            ([(self.tea, 6)], {"ship": "x"}, "Ship to"),
            ([(self.tea, 6)], {"key": "short"}, "start again"),
        ):
            answer = self._submit(*pairs, **kwargs)
            self.assertEqual(answer.status_code, 200, words)
            self.assertIn(words, answer.text)
            self.assertNotIn("T-Product", answer.text)
        self.assertFalse(self._get_orders())

    def test_waits_for_the_deposit(self):
        self._submit((self.tea, 120))  # 8,400 of 5,000
        order = self._get_orders()
        self.assertEqual(order.state, "sent")
        page = self._open(f"{ORDER}/placed/{KEY}")
        text = self._text(page, ".alert[name=deposit]")
        self.assertIn("3,400.00 is missing", text.replace("\xa0", " "))
        self.assertEqual(order.channel_state, "waiting")
        self.assertEqual(order.channel_turn, "distributor")
        home = self._open(HOME)
        self.assertIn("8,400.00", self._text(home, "a[name=waiting]"))
        [task] = select(home, "section[name=tasks] a")
        self.assertEqual(task.get("name"), "unconfirmed")
        self.assertIn("3,400.00", self._text(task))
        self.assertEqual(task.get("href"), f"{ORDER}/placed/{KEY}")
        page = self._open(f"{HOME}/orders?state=waiting")
        self.assertEqual(self._titles(page), [order.name])
        text = self._text(page, "span[name=now]")
        self.assertIn("Waiting for the deposit", text)
        self._top_up(4000, self.dealer.wallet_ids, self.today)
        text = self._text(self._open(HOME), "a[name=unconfirmed]")
        self.assertIn("has to confirm", text)
        self._send(f"{ORDER}/placed/{KEY}/confirm")
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.channel_state, "confirmed")
        self.assertEqual(order.deposit_held, 8400.0)

    def test_pages_do_not_read_more_for_more_that_waits(self):
        for number in range(6):
            self._submit((self.tea, 120), key=f"{KEY}{number}")
        pages = (HOME, f"{HOME}/orders?state=waiting")
        for url in pages:
            counts = []
            for step in (2, 6):
                self.patch(DistributorPortal, "_distributor_step", step)
                self._open(url)
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                page = self._open(url)
                counts.append(self.env.cr.sql_log_count - before)
            self.assertLessEqual(counts[1], counts[0], url)
        self.assertEqual(len(self._titles(page)), 6)

    def test_what_it_waits_for_is_found_once(self):
        self._submit((self.tea, 120))  # 8,400 of 5,000
        order = self._get_orders()
        orders, seen = self.registry["sale.order"], []
        find = orders._get_portal_waiting

        def find_counted(order):
            seen.append(order.id)
            return find(order)

        with patch.object(orders, "_get_portal_waiting", find_counted):
            order.portal_refusal = "T-Refusal"
            self.assertNotIn("T-Refusal", " ".join(order._get_waiting_reasons()))
            self.assertEqual(seen, order.ids)
            self._top_up(4000, self.dealer.wallet_ids, self.today)
            # nothing else keeps it: why the last try failed is told on both sides
            self.assertIn("T-Refusal", " ".join(order._get_waiting_reasons()))
            self.assertEqual(seen, order.ids * 2)
        [told] = order._get_portal_waiting_texts()
        self.assertEqual(told, {"kind": "other", "text": "T-Refusal"})
        order.state = "draft"
        self.assertFalse(order._get_portal_waiting_texts())

    def test_suspended(self):
        self.dealer.sudo().state = "suspended"
        answer = self._submit((self.tea, 6))
        self.assertIn("Your account is not active", answer.text)
        self.assertFalse(self._get_orders())

    def test_level_that_does_not_order(self):
        self.dealer.level_id.sudo().can_order = False
        answer = self._submit((self.tea, 6))
        self.assertIn("does not order by itself", answer.text)
        self.assertFalse(self._get_orders())

    def test_first_order(self):
        self.dealer.level_id.sudo().min_first_order = 1000
        self.assertIn("520.00 is missing", self._submit((self.tea, 6)).text)
        self.assertFalse(self._get_orders())

    def test_note(self):
        self._submit((self.tea, 6), note="<b>T-Note</b>")
        self.assertEqual(self._get_orders().portal_note, "<b>T-Note</b>")

    def test_without_csrf_nothing_happens(self):
        answer = self.url_open(
            f"{ORDER}/submit",
            data={"lines": self._lines((self.tea, 6)), "key": KEY},
        )
        self.assertEqual(answer.status_code, 400)
        self.assertFalse(self._get_orders())

    def test_again(self):
        old = self._confirm(
            (self.tea, 12, 1.0), (self.cup, 5, 1.0), (self.product, 1, 1)
        )
        self.cup.sale_ok = False
        page = self._open(f"{ORDER}/again/{old.id}")
        [line] = select(page, ".o_distributor_order_line")
        self.assertEqual(line.get("data-product"), str(self.tea.id))
        self.assertIn("[T-CUP] T-Cup cannot be ordered any more", self._text(page))
        self._login(self.sibling)
        self.assertEqual(self.url_open(f"{ORDER}/again/{old.id}").status_code, 404)
        self.assertEqual(self.url_open(f"{ORDER}/again/x").status_code, 404)

    def test_the_mail_does_not_keep_others_waiting(self):
        cron = self.env.ref("sale.send_pending_emails_cron")
        triggers = self.env["ir.cron.trigger"]
        before = triggers.search_count([("cron_id", "=", cron.id)])
        self._submit((self.tea, 6))
        order = self._get_orders()
        self.assertEqual(order.state, "sale")
        self.assertTrue(order.pending_email_template_id)
        self.assertEqual(triggers.search_count([("cron_id", "=", cron.id)]), before + 1)
        cron.active = False
        self._submit((self.tea, 6), key=KEY[::-1])
        other = self._get_orders(key=KEY[::-1])
        self.assertEqual(other.state, "sale")
        self.assertFalse(other.pending_email_template_id)
