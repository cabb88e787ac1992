# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.common import select

from .common import KEY, ORDER, OrderCommon


@tagged("post_install", "-at_install")
class TestCheck(OrderCommon):
    def _check(self, *pairs, ship=None):
        url = f"{ORDER}/check?lines={self._lines(*pairs)}&key={KEY}"
        return self._open(f"{url}&ship={ship.id if ship else ''}")

    def _part(self, page, selector):
        return self._text(page, selector).replace("\xa0", " ")

    def test_prices_taxes_and_total(self):
        tax = self.env["account.tax"].create({"name": "T-13", "amount": 13})
        self.pot.taxes_id = tax
        page = self._check((self.tea, 12), (self.pot, 2))
        self.assertEqual(
            self._money(page, ".o_distributor_portal_amount"), [840.0, 80.0]
        )
        sums = self._part(page, ".o_distributor_order_sums")
        for words in ("Goods $ 920.00", "Taxes $ 10.40", "Total $ 930.40"):
            self.assertIn(words, sums)
        self.assertIn("from Deposit $ 930.40", sums)
        self.assertFalse(self._get_orders(), "looking orders nothing")

    def test_rounded_to_packs_with_a_note(self):
        page = self._check((self.tea, 7), (self.pot, 1), (self.cup, "2.5"))
        values = [
            node.get("value")
            for node in select(page, ".o_distributor_order_line input.form-control")
        ]
        self.assertEqual(values, ["12", "2", "2.5"])
        notes = self._part(page, ".alert[name=notes]")
        self.assertIn("quantity 7 became 12, as it is ordered by T-Box (6", notes)
        self.assertIn("quantity 1 became 2 Units, the least", notes)
        self.assertNotIn("T-Cup", notes)

    def test_gap_to_the_next_price(self):
        page = self._check((self.tea, 6), (self.pot, 2))
        self.assertIn(
            "6 Units more: $ 70.00 instead of $ 80.00 each.",
            self._part(page, ".o_distributor_order_gap"),
        )
        page = self._check((self.tea, 12))
        self.assertFalse(select(page, ".o_distributor_order_gap"))

    def test_gap_of_a_period_and_of_a_deposit(self):
        rule = self.pricelist.item_ids.filtered("min_quantity")
        rule.quantity_period = "month"
        with freeze_time("2026-05-14"):
            gap = self._part(self._check((self.tea, 6)), ".o_distributor_order_gap")
        self.assertIn("6 Units more until 05/31/2026: $ 70.00", gap)
        rule.write({"min_quantity": 0, "quantity_period": False, "min_deposit": 9000})
        gap = self._part(self._check((self.tea, 6)), ".o_distributor_order_gap")
        self.assertIn("with a deposit from $ 9,000.00.", gap)
        rule.date_end = "2031-03-31 12:00:00"
        gap = self._part(self._check((self.tea, 6)), ".o_distributor_order_gap")
        self.assertIn("with a deposit from $ 9,000.00, until 03/31/2031.", gap)

    def test_gap_to_a_price_that_ends(self):
        self.company.partner_id.tz = "Asia/Shanghai"
        rule = self.pricelist.item_ids.filtered("min_quantity")
        for end, period, told in (
            ("2026-06-10 15:59:59", False, "06/10/2026"),  # the end of that day there
            ("2026-06-10 16:00:00", False, "06/10/2026"),  # midnight
            ("2026-06-10 16:00:01", False, "06/11/2026"),
            ("2026-06-10 16:00:00", "month", "05/31/2026"),
            ("2026-05-20 16:00:00", "month", "05/20/2026"),
        ):
            rule.write({"date_end": end, "quantity_period": period})
            with freeze_time("2026-05-14"):
                gap = self._part(self._check((self.tea, 6)), ".o_distributor_order_gap")
            self.assertIn(f"6 Units more until {told}: $ 70.00 instead of", gap)

    def _create_program(self, **values):
        """Approve a programme: 1 % from 6,000, and 2 % of all from 20,000."""
        programs = self.env["distributor.wallet.program"].sudo()
        program = programs.create(
            {
                "name": "T-Autumn",
                "company_id": self.company.id,
                "purpose_id": self.wallet.purpose_id.id,
                "date_start": self.month,
                "measure": "cumulated",
                "tier_ids": [
                    Command.create({"threshold": 6000, "percent": 1}),
                    Command.create({"threshold": 20000, "percent": 2}),
                ],
                **values,
            }
        )
        program.state = "approved"
        return program

    def test_gap_to_the_next_reward(self):
        programs = self.env["distributor.wallet.program"].sudo()
        programs.search([("company_id", "=", self.company.id)]).state = "closed"
        end = self.today + timedelta(days=40)
        program = self._create_program(date_end=end)
        until = f"until {end:%m/%d/%Y}"

        def get_bonuses():
            return self._part(self._check((self.tea, 6)), "section[name=bonuses]")

        def tell(missing, reward):
            return f"Top up $ {missing} more {until} and earn a reward of $ {reward}."

        self.assertIn(tell("6,000.00", "60.00"), get_bonuses())
        self._top_up(4750, self.dealer.wallet_ids, self.today)
        self.assertIn(tell("1,250.00", "60.00"), get_bonuses())
        self._top_up(1500, self.dealer.wallet_ids, self.today)
        # 2 % of 20,000 are 400, of which 62.50 are earned
        self.assertIn(tell("13,750.00", "337.50"), get_bonuses())
        program.sudo().maximum = 100
        self.assertIn(tell("13,750.00", "37.50"), get_bonuses())
        program.sudo().write({"measure": "single", "maximum": 0, "date_end": False})
        self.assertIn(
            "Top up $ 6,000.00 at once and earn a reward of $ 60.00.", get_bonuses()
        )
        self.dealer.prepaid = False
        self.assertNotIn("T-Autumn", get_bonuses())

    def test_missing_deposit(self):
        page = self._check((self.tea, 120))
        self.assertIn("Missing $ 3,400.00", self._part(page, "section[name=payment]"))
        self.assertTrue(select(page, "a[name=top_up]"))
        self.assertIn("waits", self._part(page, ".alert[name=waiting]"))
        self.dealer.prepaid = False
        page = self._check((self.tea, 120))
        self.assertIn("You pay by invoice", self._part(page, "section[name=payment]"))
        self.assertFalse(select(page, ".alert[name=waiting]"))

    def test_addresses_used_last_come_first(self):
        person = self.env["res.partner"].create(
            {"name": "T-Person", "parent_id": self.dealer.partner_id.id}
        )
        stranger = self.sibling.partner_id

        def ships(**kw):
            page = self._check((self.tea, 6), **kw)
            found = select(page, "input[name=ship]")
            checked = [node.get("value") for node in found if node.get("checked")]
            return [int(node.get("value")) for node in found], int(checked[0])

        home = self.dealer.partner_id
        order, chosen = ships()
        self.assertEqual(order, [home.id, self.depot.id, self.shop.id])
        self.assertNotIn(person.id, order)
        self.assertEqual(chosen, home.id)
        self._submit((self.tea, 6), ship=self.shop.id, key=KEY[::-1])
        self.assertEqual(ships()[0][0], self.shop.id)
        self.assertEqual(ships(ship=self.depot)[1], self.depot.id)
        self.assertEqual(ships(ship=stranger)[1], self.shop.id)

    def test_may_i_sell_there(self):
        country = self.env.ref("base.cn")
        state = self.env.ref("base.state_cn_ZJ")
        self.shop.state_id = state
        territories = self.env["distributor.territory"]
        china = territories.create(
            {
                "name": "T-China",
                "code": "T-CN",
                "country_id": country.id,
                "company_id": self.company.id,
            }
        )
        zhejiang = territories.create(
            {
                "name": "T-Zhejiang",
                "code": "T-ZJ",
                "country_id": country.id,
                "state_ids": [Command.set(state.ids)],
                "parent_id": china.id,
                "company_id": self.company.id,
            }
            if "state_ids" in territories._fields
            else {
                "name": "T-Zhejiang",
                "code": "T-ZJ",
                "country_id": country.id,
                "state_id": state.id,
                "parent_id": china.id,
                "company_id": self.company.id,
            }
        )
        self.env["distributor.authorization"].create(
            {
                "distributor_id": self.dealer.id,
                "territory_id": zhejiang.id,
                "date_start": "2020-01-01",
            }
        ).sudo().state = "approved"
        self.company.authorization_in_use = True
        page = self._check((self.tea, 6), ship=self.shop)
        self.assertIn("You may sell there.", self._part(page, "div[name=place]"))
        page = self._check((self.tea, 6), ship=self.depot)
        self.assertIn("you have no authorisation", self._part(page, "div[name=place]"))
        self.assertIn("no authorisation", self._part(page, ".alert[name=waiting]"))
        self._submit((self.tea, 6), ship=self.depot.id)
        order = self._get_orders()
        self.assertEqual(order.state, "sent")
        page = self._open(f"{ORDER}/placed/{KEY}")
        self.assertIn("Waiting for the brand", self._part(page, ".alert[name=brand]"))
        self.company.exception_policy_territory = "refuse"
        page = self._check((self.tea, 6), ship=self.shop)
        self.company.exception_policy_territory = "refuse"
        url = f"{ORDER}/check?lines={self._lines((self.tea, 6))}&key={KEY[::-1]}"
        page = self._open(f"{url}&ship={self.depot.id}")
        self.assertIn("no authorisation", self._part(page, ".alert[name=blockers]"))
        answer = self._submit((self.tea, 6), ship=self.depot.id, key=KEY[::-1])
        self.assertEqual(answer.status_code, 200)
        self.assertFalse(self._get_orders(key=KEY[::-1]))

    def test_more_than_what_is_free(self):
        self._set_stock(self.tea, 14)
        self._set_stock(self.pot, 9)
        pairs = ((self.tea, 18), (self.pot, 9), (self.cup, 1))

        def told():
            page = self._check(*pairs)
            short = self._text(page, "div[name=short]") if self._find(page) else ""
            names = [one for one in ("blockers", "waiting") if self._find(page, one)]
            takes = select(page, "div[name=short] button")
            return short, names, [one.get("data-set") for one in takes]

        self.assertEqual(told(), ("", [], []), "it is delivered later")
        self.company.exception_policy_stock = "ask"
        self.assertEqual(
            told(),
            ("There are not so many in stock. Out of stock.", ["waiting"], []),
        )
        self.company.exception_policy_stock = "refuse"
        for shown, short, takes in (
            ("exact", "Only 14 Units in stock. Take 12 Out of stock.", ["12.0"]),
            ("bands", "There are not so many in stock. Out of stock.", []),
            ("none", "So many cannot be delivered now. " * 2, []),
        ):
            self.company.distributor_stock_policy = shown
            self.assertEqual(told(), (short.strip(), ["blockers"], takes), shown)

    def _find(self, page, name="short"):
        return select(page, f"div[name={name}]")

    def test_any_address_is_answered(self):
        for query in ("", "lines=x", "lines=9-1-1", "lines=999999999-1&ship=x&key=%00"):
            page = self._open(f"{ORDER}/check?{query}")
            self.assertFalse(select(page, ".o_distributor_order_line"))

    def test_an_address_without_key_gets_one(self):
        answer = self.url_open(f"{ORDER}/check?lines={self._lines((self.tea, 6))}")
        self.assertRegex(answer.url, "key=[0-9a-f]{32}")

    def test_query_count(self):
        """As many queries for many lines as for a few."""
        products = self.env["product.product"].create(
            [
                {"name": f"T-Many {number}", "is_storable": True, "taxes_id": False}
                for number in range(20)
            ]
        )
        few, many = (
            self._count_queries([(product, 1) for product in products[:count]])
            for count in (3, 20)
        )
        self.assertLessEqual(many, few)
        self.company.exception_policy_stock = "ask"
        few, many = (
            self._count_queries([(product, 1) for product in products[:count]])
            for count in (3, 20)
        )
        self.assertLessEqual(many, few)

    def _count_queries(self, pairs):
        """Return the queries of the page, without what a session does now and then."""
        counts = []
        for _time in range(3):
            self._check(*pairs)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._check(*pairs)
            counts.append(self.env.cr.sql_log_count - before)
        return min(counts)
