# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor.tests.common import DistributorCommon

from .common import CoverageFactory, at_noon


@tagged("post_install", "-at_install")
@freeze_time("2026-05-20")
class TestMap(CoverageFactory, DistributorCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_coverage()
        cls.user = new_test_user(
            cls.env,
            "t-coverage",
            "distributor.distributor_group_user",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )
        cls.coverage = cls.env["distributor.coverage"].with_user(cls.user)
        cls.hangzhou = cls._create_at("T-HZ", "ZJ")
        cls.nowhere = cls._create_at("T-NO")
        cls.munich = cls._create_at("T-DE", country=cls.env.ref("base.de"))
        for price, month in ((1, 5), (10, 4), (100, 3), (1000, 2), (10000, 1)):
            cls._sell(cls.hangzhou, price, at_noon(2026, month, 1))
        for price, day in ((10**5, at_noon(2025, 6, 1)), (10**6, at_noon(2025, 5, 31))):
            cls._sell(cls.hangzhou, price, day)
        cls._sell(cls.munich, 7, at_noon(2026, 5, 3))

    def _get_map(self, *choices):
        return self.coverage.get_map(*choices)

    def _get_gaps(self, map_code="china"):
        answer = self._get_map(map_code, "gaps")
        return {place["key"]: place["gap"] for place in answer["places"]}

    def test_periods(self):
        for period, sales in (
            ("month", 1),
            ("quarter", 111),
            ("year", 11111),
            ("twelve", 111111),
            ("all", 1111111),
        ):
            answer = self._get_map("china", "sales", period)
            place = self._get_place(answer, "zhejiang")
            self.assertEqual(place["value"], sales, period)
            self.assertEqual(place["sales"], sales, period)
            self.assertEqual(place["distributors"], 1, period)
            self.assertEqual(answer["total"], sales, period)

    def test_places(self):
        answer = self._get_map()
        self.assertEqual(answer["map_code"], "china")
        self.assertEqual(answer["company"], self.company.name)
        self.assertEqual(answer["currency"]["name"], "CNY")
        self.assertEqual(len(answer["places"]), 34)
        place = self._get_place(answer, "zhejiang")
        self.assertEqual(place["name"], "浙江省")
        self.assertEqual(place["id"], self._state("ZJ").id)
        self.assertEqual(place["orders"], 5)
        self.assertIn("11,111.00", place["formatted"])
        self.assertEqual(
            answer["outside"], {"sales": 7, "orders": 1, "distributors": 2}
        )

    def test_world(self):
        answer = self._get_map("world")
        self.assertEqual(self._get_place(answer, "cn")["value"], 11111)
        self.assertEqual(self._get_place(answer, "de")["value"], 7)
        self.assertEqual(
            answer["outside"], {"sales": 0, "orders": 0, "distributors": 1}
        )
        self.company.country_id = self.env.ref("base.de")
        self.assertEqual(self._get_map()["map_code"], "world")

    def test_distributors(self):
        answer = self._get_map("china", "distributors")
        self.assertEqual(self._get_place(answer, "zhejiang")["formatted"], "1")
        self.assertEqual(answer["total"], 1)

    def test_gaps(self):
        self.assertEqual(set(self._get_gaps().values()), {"no_territory"})
        zhejiang = self._create_territory(
            "T-ZJ", country="cn", state_id=self._state("ZJ").id
        )
        self._create_territory(
            "T-NJ", country="cn", state_id=self._state("JS").id, city="南京"
        )
        gaps = self._get_gaps()
        self.assertEqual(gaps["zhejiang"], "")
        self.assertEqual(gaps["jiangsu"], "no_distributor")
        self.assertEqual(gaps["shanghai"], "no_territory")
        answer = self._get_map("china", "gaps")
        self.assertEqual(answer["total"], 33)
        self.assertEqual(self._get_place(answer, "jiangsu")["value"], 1)
        self.hangzhou.sudo().state = "suspended"
        self.assertEqual(self._get_gaps()["zhejiang"], "no_distributor")
        zhejiang.active = False
        self.assertEqual(self._get_gaps()["zhejiang"], "no_territory")

    def test_gaps_of_a_whole_country(self):
        self._create_territory("T-CITY", country="cn", city="Somewhere")
        self.assertEqual(self._get_gaps()["zhejiang"], "no_territory")
        self.assertEqual(self._get_gaps("world")["cn"], "")
        self.assertEqual(self._get_gaps("world")["de"], "no_territory")
        self._create_territory("T-CN", country="cn")
        self.assertEqual(self._get_gaps()["zhejiang"], "")
        self.assertEqual(self._get_gaps()["xizang"], "no_distributor")

    def test_gaps_know_further_places_and_days(self):
        territory = self._create_territory(
            "T-EAST", country="cn", state_id=self._state("JS").id
        )
        self.env["distributor.territory.place"].create(
            {
                "territory_id": territory.id,
                "country_id": self.china_country.id,
                "state_id": self._state("ZJ").id,
            }
        )
        self.assertEqual(self._get_gaps()["zhejiang"], "")
        territory.date_end = "2026-05-20"
        self.assertEqual(self._get_gaps()["zhejiang"], "")
        territory.date_end = "2026-05-19"
        self.assertEqual(self._get_gaps()["zhejiang"], "no_territory")
        territory.write({"date_end": False, "date_start": "2026-05-21"})
        self.assertEqual(self._get_gaps()["jiangsu"], "no_territory")

    def test_gaps_open_the_territories_there(self):
        action = self.coverage.action_open_place("china", "jiangsu", "gaps")
        self.assertEqual(action["res_model"], "distributor.coverage")
        whole = self._create_territory("T-CN", country="cn")
        nanjing = self._create_territory(
            "T-NJ", country="cn", state_id=self._state("JS").id, city="南京"
        )
        east = self._create_territory(
            "T-EAST", country="cn", state_id=self._state("SH").id
        )
        self.env["distributor.territory.place"].create(
            {
                "territory_id": east.id,
                "country_id": self.china_country.id,
                "state_id": self._state("JS").id,
                "city": "苏州",
            }
        )
        for map_code, key, found in (
            ("china", "jiangsu", whole | nanjing | east),
            ("china", "shanghai", whole | east),
            ("china", "gansu", whole),
            ("world", "cn", whole | nanjing | east),
        ):
            action = self.coverage.action_open_place(map_code, key, "gaps")
            self.assertEqual(action["res_model"], "distributor.territory")
            territories = self.env["distributor.territory"].search(action["domain"])
            self.assertEqual(territories, found, key)

    def test_territories_of_other_companies_cover_nothing(self):
        other = self.env["res.company"].create({"name": "T-Other"})
        self._create_territory("T-X", country="cn", company_id=other.id)
        self.assertEqual(self._get_gaps()["zhejiang"], "no_territory")

    def test_lists_have_the_figures_of_the_map(self):
        for map_code, key in (("china", "zhejiang"), ("world", "de")):
            for period in ("month", "year", "all"):
                choices = (map_code, "sales", period)
                place = self._get_place(self._get_map(*choices), key)
                action = self.coverage.action_open_place(map_code, key, *choices[1:])
                rows = self.coverage.search(action["domain"])
                self.assertAlmostEqual(sum(rows.mapped("sales")), place["sales"], 2)
                self.assertEqual(action["name"], place["name"])
        for map_code, key, found in (
            ("china", "zhejiang", self.hangzhou),
            ("world", "cn", self.hangzhou),
            ("world", "de", self.munich),
        ):
            action = self.coverage.action_open_place(map_code, key, "distributors")
            self.assertEqual(action["res_model"], "distributor.distributor")
            distributors = self.env["distributor.distributor"].search(action["domain"])
            self.assertEqual(distributors, found)

    def test_what_is_unknown_is_refused(self):
        for choices in (("mars",), ("china", "love"), ("china", "sales", "ages")):
            with self.assertRaises(UserError):
                self._get_map(*choices)
        with self.assertRaises(UserError):
            self.coverage.action_open_place("china", "de")

    def test_queries_do_not_grow(self):
        self._get_map("china")
        self.env.invalidate_all()
        with self.assertQueryCount(12):
            self._get_map("china")
        for state in ("SH", "JS", "GD", "HN"):
            self._sell(self._create_at(f"T-{state}", state), 5, at_noon(2026, 5, 2))
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(12):
            self._get_map("china")
