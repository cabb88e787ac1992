# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TerritoryCommon

DAY = date(2026, 6, 15)


@tagged("post_install", "-at_install")
class TestPrice(TerritoryCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.level = cls._get_level("dealer")
        cls.dealer.territory_id = cls.pudong
        cls.lists = {
            name: cls._create_fixed_pricelist(f"T-{name}", 10)
            for name in ("contract", "place", "place_level", "above", "level", "next")
        }

    def _resolve(self, day=DAY):
        prices = self.env["distributor.territory.price"]
        return prices._resolve_many(self.dealer, day)[self.dealer]

    def _assert_list(self, name, day=DAY):
        self.assertEqual(self._resolve(day)[0], self.lists[name])

    def test_order_of_precedence(self):
        self.assertEqual(
            self._resolve()[0], self.dealer.partner_id.property_product_pricelist
        )
        self._create_price(self.lists["level"], level_id=self.level)
        self._assert_list("level")
        self._create_price(self.lists["next"], territory_id=self.china)
        self._assert_list("next")
        self._create_price(
            self.lists["above"], territory_id=self.china, level_id=self.level
        )
        self._assert_list("above")
        self._create_price(self.lists["place"], territory_id=self.pudong)
        self._assert_list("place")
        self._create_price(
            self.lists["place_level"], territory_id=self.pudong, level_id=self.level
        )
        self._assert_list("place_level")
        self._create_price(self.lists["contract"], distributor_id=self.dealer)
        self._assert_list("contract")
        text = self._resolve()[1]
        order = [
            text.index(f"T-{name}")
            for name in ("contract", "place_level", "place", "above", "next", "level")
        ]
        self.assertEqual(order, sorted(order), text)

    def test_others_do_not_match(self):
        self._create_price(self.lists["level"], level_id=self._get_level("master"))
        self._create_price(self.lists["place"], territory_id=self.suzhou)
        self._create_price(self.lists["contract"], distributor_id=self.master)
        pricelist, text = self._resolve()
        self.assertEqual(pricelist, self.dealer.partner_id.property_product_pricelist)
        for name in ("level", "place", "contract"):
            self.assertNotIn(f"T-{name}", text, "what never fits is nobody's business")

    def test_dates_are_inclusive(self):
        self._create_price(
            self.lists["place"],
            territory_id=self.pudong,
            date_start=date(2026, 1, 1),
            date_end=date(2026, 3, 31),
        )
        self._create_price(
            self.lists["next"], territory_id=self.pudong, date_start=date(2026, 4, 1)
        )
        self._assert_list("place", date(2026, 1, 1))
        self._assert_list("place", date(2026, 3, 31))
        self._assert_list("next", date(2026, 4, 1))
        _pricelist, text = self._resolve(date(2026, 3, 31))
        self.assertIn("begins only on", text)
        _pricelist, text = self._resolve(date(2026, 4, 1))
        self.assertIn("ended on", text)
        self.assertNotIn("T-place", self._resolve(date(2025, 12, 31))[0].name or "")

    def test_archived_list_is_passed_over(self):
        self._create_price(self.lists["place"], territory_id=self.pudong)
        self._create_price(self.lists["above"], territory_id=self.china)
        self.lists["place"].active = False
        pricelist, text = self._resolve()
        self.assertEqual(pricelist, self.lists["above"])
        self.assertIn("archived", text)

    def test_explanation_in_the_language_of_the_reader(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        module = self.env["ir.module.module"]._get("distributor_territory")
        module._update_translations(["zh_CN"])
        self._create_price(self.lists["place"], territory_id=self.pudong)
        prices = self.env["distributor.territory.price"].with_context(lang="zh_CN")
        text = prices._resolve_many(self.dealer, DAY)[self.dealer][1]
        self.assertIn("区域", text)
        self.assertIn("T-place", text)

    def test_scope_is_clear(self):
        with (
            self.assertRaisesRegex(ValidationError, "for whom"),
            self.cr.savepoint(),
        ):
            self._create_price(self.lists["place"])
        with self.assertRaisesRegex(ValidationError, "names the distributor only"):
            self._create_price(
                self.lists["place"], distributor_id=self.dealer, level_id=self.level
            )

    def test_dates_in_order(self):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(Exception, "dates_check"),
            self.cr.savepoint(),
        ):
            self._create_price(
                self.lists["place"],
                territory_id=self.pudong,
                date_start=date(2026, 2, 1),
                date_end=date(2026, 1, 1),
            )

    def test_overlap_refused(self):
        self._create_price(
            self.lists["place"],
            territory_id=self.pudong,
            date_start=date(2026, 1, 1),
            date_end=date(2026, 3, 31),
        )
        for start, end in (
            (None, None),
            (date(2026, 3, 31), None),
            (None, date(2026, 1, 1)),
            (date(2026, 2, 1), date(2026, 2, 2)),
        ):
            with (
                self.assertRaisesRegex(ValidationError, "on the same day"),
                self.cr.savepoint(),
            ):
                self._create_price(
                    self.lists["next"],
                    territory_id=self.pudong,
                    date_start=start,
                    date_end=end,
                )
        self._create_price(
            self.lists["next"], territory_id=self.pudong, date_start=date(2026, 4, 1)
        )
        self._create_price(
            self.lists["next"], territory_id=self.pudong, level_id=self.level
        )

    def test_overlap_refused_among_new_rows(self):
        values = {"territory_id": self.suzhou.id, "level_id": self.level.id}
        with self.assertRaisesRegex(ValidationError, "on the same day"):
            self.env["distributor.territory.price"].create(
                [
                    {**values, "pricelist_id": self.lists["place"].id},
                    {**values, "pricelist_id": self.lists["next"].id},
                ]
            )

    def test_many_distributors_in_as_many_queries_as_one(self):
        self._create_price(self.lists["place"], territory_id=self.pudong)
        self._create_price(self.lists["above"], territory_id=self.china)
        many = self.env["distributor.distributor"].concat(
            *(
                self._create_distributor(
                    f"T-Q{number}",
                    "dealer",
                    self.country,
                    territory_id=(self.pudong if number % 2 else self.suzhou).id,
                )
                for number in range(20)
            )
        )
        prices = self.env["distributor.territory.price"]

        def count(distributors):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            found = prices._resolve_many(distributors, DAY)
            self.assertEqual(len(found), len(distributors))
            return self.cr.sql_log_count - before

        count(many[:2])
        few = count(many[:2])
        self.assertEqual(count(many), few)
        self.assertLessEqual(few, 6)

    def test_status(self):
        price = self._create_price(self.lists["place"], territory_id=self.pudong)
        prices = self.env["distributor.territory.price"]
        for status, start, end in (
            ("current", False, False),
            ("past", False, date(2020, 1, 1)),
            ("future", date(2100, 1, 1), False),
        ):
            price.write({"date_start": start, "date_end": end})
            self.assertEqual(price.status, status)
            for other in ("current", "past", "future"):
                found = prices.search([("status", "=", other), ("id", "=", price.id)])
                self.assertEqual(bool(found), other == status)
