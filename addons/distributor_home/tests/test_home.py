# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from lxml import etree

from odoo import fields
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor.models.group_names import FINANCE, MANAGER, USER

from .common import HomeCommon


@tagged("post_install", "-at_install")
class TestHome(HomeCommon):
    def test_nothing_waits(self):
        self.assertEqual(self._get_home(), {})

    def test_card_shows_the_first_records_and_counts_all(self):
        orders = self.env["sale.order"]
        for day in range(7):
            order = self._create_asked(day + 1)
            order.sudo().confirm_deadline = f"2030-01-0{7 - day} 06:00:00"
            orders |= order
        card = self._get_home()["orders_asked"]
        self.assertEqual(card["count"], 7)
        self.assertEqual([line["res_id"] for line in card["lines"]], orders.ids[:1:-1])
        line = card["lines"][0]
        self.assertEqual(line["name"], orders[-1].name)
        self.assertEqual(line["details"], [self.dealer.display_name])
        self.assertEqual(
            line["amount"], orders[-1].currency_id.format(orders[-1].amount_total)
        )
        self.assertFalse(line["late"])
        action = self.env["distributor.home"].with_user(self.manager)
        action = action.action_open_card("orders_asked")
        self.assertEqual(
            self.env["sale.order"].with_user(self.manager).search(action["domain"]),
            orders.sorted("id", reverse=True).sorted("date_order", reverse=True),
        )

    def test_late(self):
        self._create_asked().sudo().confirm_deadline = "2026-01-01"
        self.assertTrue(self._get_home()["orders_asked"]["lines"][0]["late"])

    def test_mine(self):
        self._create_asked()
        self.assertNotIn("orders_asked", self._get_home(self.seller, mine=True))
        self.dealer.user_id = self.seller
        self.assertIn("orders_asked", self._get_home(self.seller, mine=True))
        self.assertNotIn("orders_asked", self._get_home(self.manager, mine=True))

    def test_confirmed_without_money(self):
        order = self._confirm((self.goods, 1, 100))
        self.assertNotIn("orders_lost", self._get_home())
        hold = order.wallet_hold_ids
        hold.sudo().expiry_date = fields.Date.today()
        self.assertEqual(self._get_home()["holds_ending"]["count"], 1)
        hold.sudo()._release("expired")
        self.assertEqual(self._get_home()["holds_lost"]["count"], 1)

    def test_activities_are_of_the_user(self):
        self.dealer.with_user(self.manager).activity_schedule(
            "mail.mail_activity_data_todo",
            summary="T-Call",
            user_id=self.seller.id,
            date_deadline="2026-01-02",
        )
        [line] = self._get_home(self.seller)["activities"]["lines"]
        self.assertEqual(
            (line["model"], line["res_id"], line["late"]),
            ("distributor.distributor", self.dealer.id, True),
        )
        self.assertNotIn("activities", self._get_home())

    def test_each_card_can_be_read_and_opened(self):
        for group in (USER, MANAGER, FINANCE):
            user = new_test_user(self.env, f"t-each-{group[-4:]}", group)
            user.company_ids = self.env["res.company"].search([], limit=50)
            home = self.env["distributor.home"].with_user(user)
            for card in home._get_visible_cards(False):
                with self.subTest(card["key"], group=group):
                    model = home.env[card["model"]]
                    action = home.action_open_card(card["key"])
                    self.assertEqual(action["res_model"], card["model"])
                    model.search(action["domain"], order=card["order"], limit=1)
                    if card["salesperson"]:
                        model.search(Domain(card["salesperson"], "=", user.id), limit=1)
                    for record in model.search([], limit=1):
                        home._read_line(card, record)

    def test_lists_are_found_by_level_region_and_salesperson(self):
        """Each list of what belongs to distributors has them in its search."""
        facets = self.env["distributor.searchable"]._get_distributor_facets()
        self.assertIn("distributor_territory_id", facets)
        models = [
            self.env[name].with_user(self.cashier)
            for name in self.env.registry.descendants(
                ["distributor.searchable"], "_inherit"
            )
            if not self.env[name]._abstract and self.env[name]._auto
        ]
        self.assertGreater(len(models), 10)
        for model in models:
            if not model.has_access("read"):
                continue
            arch = etree.fromstring(model.get_view(view_type="search")["arch"])
            for name, (_attributes, group) in facets.items():
                with self.subTest(model=model._name, name=name):
                    self.assertEqual(len(arch.findall(f"field[@name='{name}']")), 1)
                    [grouping] = arch.findall(f"group/filter[@name='{group}']")
                    self.assertIn(name, grouping.get("context"))
                    model.search([(name, "=", False)], limit=1)
                    model._read_group([], [name], ["__count"], limit=1)

    def test_keys_are_unique(self):
        keys = [card["key"] for card in self.env["distributor.home"]._get_home_cards()]
        self.assertEqual(len(keys), len(set(keys)))

    def test_queries_do_not_grow(self):
        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._get_home()
            return self.env.cr.sql_log_count - before

        self._create_asked()
        count()
        few = count()
        for _number in range(4):
            self._create_asked()
        self.assertLessEqual(count(), few)

    def test_a_card_of_others_is_not_opened(self):
        home = self.env["distributor.home"].with_user(self.seller)
        with self.assertRaises(AccessError):
            home.action_open_card("refunds")

    # the desk of an order

    def _get_open(self, order, user):
        return order.with_user(user).get_desk()["open"]

    def test_deposit_and_confirmation(self):
        order = self._create_asked(20)  # 2,000 of 1,000
        deposit, confirm = self._get_open(order, self.cashier)
        self.assertIn("1,000", deposit["text"])
        [button] = deposit["buttons"]
        self.assertEqual(
            (button["model"], button["id"], button["method"]),
            ("distributor.distributor", self.dealer.id, "action_top_up"),
        )
        self.assertEqual(confirm["buttons"], [])
        # who does not register money is not offered it
        self.assertEqual(self._get_open(order, self.seller)[0]["buttons"], [])

    def test_reasons_are_told_once(self):
        order = self._create_asked(20)
        texts = [item["text"] for item in self._get_open(order, self.manager)]
        self.assertEqual(len(texts), len(set(texts)))
        self.assertEqual(
            set(texts), set(order.with_user(self.manager)._get_waiting_reasons())
        )

    def test_each_button_can_be_pressed(self):
        order = self._create_asked(20)
        for item in self._get_open(order, self.cashier):
            for button in item["buttons"]:
                record = self.env[button["model"]].with_user(self.cashier)
                getattr(record.browse(button["id"]), button["method"])()

    def test_nothing_keeps_it(self):
        order = self._confirm((self.goods, 1, 100))
        desk = order.with_user(self.seller).get_desk()
        self.assertEqual((desk["open"], desk["done"]), ([], []))

    def test_lost_money_is_kept_again(self):
        order = self._confirm((self.goods, 1, 100))
        order.wallet_hold_ids.sudo()._release("expired")
        [item] = self._get_open(order, self.manager)
        [button] = item["buttons"]
        getattr(order.with_user(self.manager), button["method"])()
        order.invalidate_recordset()
        self.assertEqual(self._get_open(order, self.manager), [])
