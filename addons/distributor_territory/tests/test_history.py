# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date, timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, new_test_user, tagged

from .common import TerritoryCommon


@tagged("post_install", "-at_install")
class TestHistory(TerritoryCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cn = cls.env.ref("base.cn")
        cls.today = fields.Date.context_today(cls.env["distributor.territory"])

    def _match(self, day, **kw):
        kw.setdefault("zip_code", "201203")
        match = self.env["distributor.territory"]._match_address
        return match(self.cn, day=day, **kw)[0]

    def _confirm_order(self):
        partner = self.dealer.partner_id
        partner.write({"country_id": self.cn.id, "zip": "201203"})
        order = self.env["sale.order"].create({"partner_id": partner.id})
        self.assertEqual(order.ship_territory_id, self.pudong)
        order.action_confirm()
        return order

    def _change(self, territory, day, **values):
        wizard = Form.from_action(self.env, territory.action_change())
        wizard.date = day
        for name, value in values.items():
            setattr(wizard, name, value)
        action = wizard.save().action_apply()
        return self.env[action["res_model"]].browse(action["res_id"])

    def test_days_are_inclusive(self):
        self.pudong.write(
            {"date_start": date(2026, 3, 1), "date_end": date(2026, 3, 31)}
        )
        for day, expected in (
            (date(2026, 2, 28), self.china),
            (date(2026, 3, 1), self.pudong),
            (date(2026, 3, 31), self.pudong),
            (date(2026, 4, 1), self.china),
        ):
            self.assertEqual(self._match(day), expected, day)

    def test_same_place_on_other_days(self):
        self.pudong.date_end = date(2026, 3, 31)
        other = self._create_territory(
            "T-PD2",
            self.china,
            "cn",
            zip_prefix="2012",
            date_start=date(2026, 4, 1),
        )
        self.assertEqual(self._match(date(2026, 4, 1)), other)
        with self.assertRaisesRegex(ValidationError, "same place on the same day"):
            other.date_start = date(2026, 3, 31)

    def test_dates_in_order(self):
        with self.assertRaisesRegex(ValidationError, "first day is after"):
            self.pudong.write(
                {"date_start": date(2026, 3, 1), "date_end": date(2026, 2, 1)}
            )

    def test_order_is_matched_on_its_day(self):
        self.pudong.date_end = date(2020, 12, 31)
        self.dealer.partner_id.write({"country_id": self.cn.id, "zip": "201203"})
        orders = self.env["sale.order"].create(
            [
                {"partner_id": self.dealer.partner_id.id, "historic_date": day}
                for day in (date(2020, 12, 31), date(2021, 1, 1), False)
            ]
        )
        self.assertEqual(
            list(orders.mapped("ship_territory_id.code")), ["T-PD", "T-CN"]
        )
        self.assertEqual(orders[2].ship_territory_id, self.china)

    def test_nothing_retroactive(self):
        self._confirm_order()
        for values in (
            {"zip_prefix": "999"},
            {"country_id": False, "zip_prefix": False},
            {"place_ids": [(0, 0, {"country_id": self.env.ref("base.de").id})]},
        ):
            with (
                self.assertRaisesRegex(ValidationError, "confirmed orders up to"),
                self.cr.savepoint(),
            ):
                self.pudong.write(values)
        for values in (
            {"date_end": self.today - timedelta(days=2)},
            {"date_start": self.today + timedelta(days=2)},
        ):
            with (
                self.assertRaisesRegex(ValidationError, "must include them"),
                self.cr.savepoint(),
            ):
                self.pudong.write(values)
        self.pudong.write({"name": "Renamed", "zip_prefix": self.pudong.zip_prefix})
        self.pudong.date_end = self.today + timedelta(days=3)

    def test_successor_in_the_future(self):
        order = self._confirm_order()
        self.dealer.territory_id = self.pudong
        part = self._create_territory("T-PART", self.pudong, "cn", zip_prefix="20123")
        pricelist = self._create_fixed_pricelist("T-PL", 5)
        self._create_price(pricelist, territory_id=self.pudong)
        day = self.today + timedelta(days=30)
        successor = self._change(self.pudong, day, zip_prefix="2012")
        self.assertEqual(self.pudong.date_end, day - timedelta(days=1))
        self.assertEqual(self.pudong.successor_id, successor)
        self.assertEqual(self._match(self.today), self.pudong)
        self.assertEqual(self._match(day), successor)
        self.assertEqual(self._match(day, zip_code="200120"), self.china)
        self.assertEqual(successor.price_ids.date_start, day)
        self.assertEqual(self.dealer.territory_id, self.pudong)
        self.assertEqual(order.ship_territory_id, self.pudong)
        cron = self.env["distributor.territory"]
        cron._cron_hand_over()
        self.assertEqual(self.dealer.territory_id, self.pudong)
        self.env["distributor.territory"].flush_model()
        with self._on(day):
            cron._cron_hand_over()
            cron._cron_hand_over()
        self.assertEqual(self.dealer.territory_id, successor)
        self.assertEqual(part.parent_id, successor)

    def _on(self, day):
        return patch.object(fields.Date, "context_today", lambda *args: day)

    def test_successor_at_once(self):
        self.dealer.territory_id = self.pudong
        successor = self._change(self.pudong, self.today, code="T-NEW")
        self.assertEqual(self.dealer.territory_id, successor)
        self.assertEqual(successor.code, "T-NEW")
        self.assertEqual(successor.zip_prefix, self.pudong.zip_prefix)

    def test_quotation_follows_the_map_of_its_day(self):
        partner = self.dealer.partner_id
        partner.write({"country_id": self.cn.id, "zip": "201203"})
        order = self.env["sale.order"].create({"partner_id": partner.id})
        self.assertEqual(order.ship_territory_id, self.pudong)
        self.pudong.date_end = self.today - timedelta(days=1)
        self.assertEqual(order.ship_territory_id, self.china)

    def test_only_managers_change_the_map(self):
        user = new_test_user(self.env, "t-u", "distributor.distributor_group_user")
        with self.assertRaises(AccessError):
            self.pudong.with_user(user).action_change()
