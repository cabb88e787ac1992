# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .common import PriceCommon

TODAY = "2026-06-10"
DAY = fields.Date.to_date("2026-07-01")


class VersionCommon(PriceCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.partner_id.tz = "Asia/Shanghai"
        cls.author = cls._create_manager("t-author")
        cls.approver = cls._create_manager("t-approver")
        template = cls.goods.product_tmpl_id.id
        cls.target = {"applied_on": "1_product", "product_tmpl_id": template}
        cls.pricelist = cls._create_list("T-List", {**cls.target, "fixed_price": 9})
        cls.rule = cls._create_price(
            cls.pricelist, territory_id=cls.pudong, level_id=cls._get_level("dealer")
        )

    @classmethod
    def _create_manager(cls, login):
        return new_test_user(cls.env, login, "distributor.distributor_group_manager")

    @classmethod
    def _prepare(cls, *items, rules=(), day=DAY, user=None):
        """Make a draft version; items are values of prices in the list T-List."""
        return (
            cls.env["distributor.price.version"]
            .with_user(user or cls.author)
            .create(
                {
                    "name": "T-July",
                    "date_start": day,
                    "item_ids": [
                        Command.create(
                            {"pricelist_id": cls.pricelist.id, **cls.target, **item}
                        )
                        for item in items
                    ],
                    "rule_ids": [Command.create(rule) for rule in rules],
                }
            )
        )

    def _approve(self, version):
        version.action_submit()
        version.with_user(self.approver).action_approve()

    def _price_on(self, day, hour=12):
        moment = self.dealer._get_price_noon(fields.Date.to_date(day))
        moment += timedelta(hours=hour - 12)
        prices = self.dealer._get_product_prices(self.goods, 1, moment)[1]
        return prices[self.goods.id][0]


@freeze_time(f"{TODAY} 08:00:00")
@tagged("post_install", "-at_install")
class TestVersion(VersionCommon):
    def test_takes_effect_by_itself_on_the_day(self):
        version = self._prepare({"fixed_price": 12})
        for step in (lambda: None, version.action_submit):
            step()
            self.assertEqual(self._price_on("2026-07-02"), 9, version.state)
        version.with_user(self.approver).action_approve()
        self.assertEqual(self._price_on("2026-06-30", 23.99), 9)
        self.assertEqual(self._price_on("2026-07-01", 0), 12)
        self.assertEqual(version.status, "approved")
        with freeze_time("2026-07-01 08:00:00"):
            version.invalidate_recordset(["status"])
            self.assertEqual(version.status, "in_force")

    def test_list_for_whom(self):
        other = self._create_list("T-Next", {"fixed_price": 5})
        scope = {
            "territory_id": self.pudong.id,
            "level_id": self._get_level("dealer").id,
        }
        self._approve(self._prepare(rules=[{**scope, "pricelist_id": other.id}]))
        self.assertEqual(self.rule.date_end, DAY - timedelta(days=1))
        self.assertEqual(self._price_on("2026-06-30"), 9)
        self.assertEqual(self._price_on("2026-07-01"), 5)

    def test_a_price_ends(self):
        self._approve(self._prepare({"operation": "end"}))
        self.assertEqual(self._price_on("2026-06-30"), 9)
        self.assertEqual(self._price_on("2026-07-01"), self.goods.list_price)

    def test_superseded(self):
        first = self._prepare({"fixed_price": 12})
        self._approve(first)
        second = self._prepare({"fixed_price": 13}, day="2026-08-01")
        self._approve(second)
        self.assertEqual(self._price_on("2026-07-31"), 12)
        self.assertEqual(self._price_on("2026-08-01"), 13)
        with freeze_time("2026-08-02 08:00:00"):
            (first | second).invalidate_recordset(["status"])
            self.assertEqual(first.status, "superseded")
            self.assertEqual(second.status, "in_force")

    def _get_waiting(self, user):
        """Return the price versions on the card of a user."""
        cards = self.env["distributor.home"].with_user(user)._get_home_cards()
        [domain] = [c["domain"] for c in cards if c["key"] == "price_versions"]
        return self.env["distributor.price.version"].with_user(user).search(domain)

    def test_approvers_are_told(self):
        version = self._prepare({"fixed_price": 12})
        self.assertNotIn(version, self._get_waiting(self.approver))
        version.action_submit()
        self.assertIn(version, self._get_waiting(self.approver))
        self.assertNotIn(version, self._get_waiting(self.author))
        users = version.sudo().activity_ids.user_id
        self.assertIn(self.approver, users)
        self.assertNotIn(self.author, users)
        version.action_reset()
        self.assertFalse(version.sudo().activity_ids)
        version.action_submit()
        version.with_user(self.approver).action_approve()
        self.assertFalse(version.sudo().activity_ids)

    def test_author_does_not_approve(self):
        version = self._prepare({"fixed_price": 12})
        version.action_submit()
        with self.assertRaisesRegex(UserError, "another manager"):
            version.action_approve()
        version.action_reset()
        version.with_user(self.approver).action_submit()
        for user in (self.author, self.approver):
            with self.assertRaisesRegex(UserError, "another manager"):
                version.with_user(user).action_approve()

    def test_only_managers_approve(self):
        user = new_test_user(self.env, "t-user", "distributor.distributor_group_user")
        version = self._prepare({"fixed_price": 12}, user=user)
        version.action_submit()
        with self.assertRaises(AccessError):
            version.action_approve()
        for name, value in (("state", "approved"), ("approved_uid", user.id)):
            with self.assertRaises(AccessError):
                version.write({name: value})
        with self.assertRaises(AccessError):
            version.copy({"state": "approved"})

    def test_days(self):
        user = new_test_user(self.env, "t-user", "distributor.distributor_group_user")
        with self.assertRaisesRegex(UserError, "past"):
            self._prepare({"fixed_price": 1}, day="2026-06-09").action_submit()
        today = self._prepare({"fixed_price": 1}, day=TODAY, user=user)
        with self.assertRaisesRegex(UserError, "manager"):
            today.action_submit()
        today.with_user(self.author).action_submit()
        today.with_user(self.approver).action_approve()
        self.assertEqual(self._price_on(TODAY, 15.9), 9, "not in the past of the day")
        self.assertEqual(self._price_on(TODAY, 16.1), 1)
        late = self._prepare({"fixed_price": 1}, day="2026-06-11")
        late.action_submit()
        with (
            freeze_time("2026-06-12 08:00:00"),
            self.assertRaisesRegex(UserError, "past"),
        ):
            late.with_user(self.approver).action_approve()
        with self.assertRaisesRegex(UserError, "changes nothing"):
            self._prepare().action_submit()

    def test_final(self):
        version = self._prepare({"fixed_price": 12})
        version.action_submit()
        with self.assertRaisesRegex(UserError, "final"):
            version.date_start = "2026-09-01"
        for step in (lambda: None, version.with_user(self.approver).action_approve):
            step()
            with self.assertRaisesRegex(UserError, "final"):
                version.item_ids.fixed_price = 1
            with self.assertRaisesRegex(UserError, "final"):
                version.item_ids.unlink()
            with self.assertRaisesRegex(UserError, "final"):
                version.item_ids.copy()
        item = version.item_ids.item_id.with_user(self.author).sudo(False)
        self.author.group_ids += self.env.ref("sales_team.group_sale_manager")
        with self.assertRaisesRegex(UserError, "approved version"):
            item.fixed_price = 1
        with self.assertRaisesRegex(UserError, "approved version"):
            item.unlink()
        item.date_end = "2026-12-31 00:00:00"
        with self.assertRaises(UserError):
            version.unlink()
        with self.assertRaises(AccessError):
            self.pricelist.item_ids[0].with_user(self.author).write(
                {"price_version_id": version.id}
            )

    def test_cancel(self):
        other = self._create_list("T-Next", {"fixed_price": 5})
        scope = {"territory_id": self.pudong.id, "level_id": self.rule.level_id.id}
        version = self._prepare(
            {"fixed_price": 12}, rules=[{**scope, "pricelist_id": other.id}]
        )
        items, rules = self.pricelist.item_ids, self.rule
        self._approve(version)
        version.action_cancel()
        self.assertEqual(version.state, "cancelled")
        self.assertFalse(items.date_end)
        self.assertFalse(rules.date_end)
        self.assertEqual(self.pricelist.item_ids, items)
        self.assertEqual(self._price_on("2026-07-02"), 9)
        again = version.copy()
        self._approve(again)
        with (
            freeze_time("2026-07-01 08:00:00"),
            self.assertRaisesRegex(UserError, "has begun"),
        ):
            again.action_cancel()

    def test_meets_another_change(self):
        self._approve(self._prepare({"fixed_price": 12}))
        with self.assertRaisesRegex(UserError, "meets another change"):
            self._approve(self._prepare({"fixed_price": 13}, day="2026-06-20"))

    def test_confirmed_orders_keep_their_price(self):
        order = self._create_order(self.dealer, [(self.goods, 1, 9)])
        order.action_confirm()
        self._approve(self._prepare({"fixed_price": 12}, day="2026-06-11"))
        with freeze_time("2026-06-12 08:00:00"):
            self.env.invalidate_all()
            self.assertEqual(order.order_line.price_unit, 9)
