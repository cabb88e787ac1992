# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from contextlib import contextmanager

from odoo.exceptions import ValidationError
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import mute_logger

from .common import TerritoryCommon


@tagged("post_install", "-at_install")
class TestTerritory(TerritoryCommon):
    def _match(self, country="cn", state=None, city=None, zip_code=None):
        return self.env["distributor.territory"]._match_address(
            country and self.env.ref(f"base.{country}"), state, city, zip_code
        )

    @contextmanager
    def _assert_refused(self, message):
        with self.assertRaisesRegex(ValidationError, message), self.cr.savepoint():
            yield

    def test_most_specific_wins(self):
        for expected, place in (
            (self.china, {}),
            (self.china, {"zip_code": "510000", "city": "Guangzhou"}),
            (self.shanghai, {"state": self.sh_state}),
            (self.shanghai, {"state": self.sh_state, "zip_code": "200000"}),
            (self.pudong, {"state": self.sh_state, "zip_code": "201203"}),
            (self.pudong, {"zip_code": "2001 20", "city": "Suzhou"}),
            (self.suzhou, {"city": "  SUZHOU ", "state": self.sh_state}),
        ):
            self.assertEqual(self._match(**place)[0], expected, place)

    def test_longest_zip_prefix_wins(self):
        longer = self._create_territory("T-LONG", self.asia, "cn", zip_prefix="20123")
        self.assertEqual(self._match(zip_code="201233")[0], longer)
        self.assertEqual(self._match(zip_code="201243")[0], self.pudong)

    def test_no_match(self):
        territory, text = self._match("us", zip_code="2012")
        self.assertFalse(territory)
        self.assertIn("No territory covers", text)
        territory, text = self._match(None, city="Suzhou")
        self.assertFalse(territory)
        self.assertIn("no country", text)

    def test_state_gives_the_country(self):
        self.assertEqual(self._match(None, self.sh_state)[0], self.shanghai)

    def test_explanation_names_winner_and_losers(self):
        _found, text = self._match(state=self.sh_state, zip_code="201203")
        first, *losers = text.splitlines()
        self.assertIn("T-PD", first)
        self.assertIn("2012", first)
        self.assertEqual(len(losers), 2)
        self.assertIn("T-SH", losers[0])
        self.assertIn("T-CN", losers[1])
        self.assertNotIn("T-ASIA", text, "a grouping node never matches")

    def test_archived_does_not_match(self):
        self.pudong.active = False
        self.assertEqual(self._match(zip_code="201203")[0], self.china)

    def test_other_company_does_not_match(self):
        other = self.env["res.company"].create({"name": "T-Other"})
        match = self.env["distributor.territory"]._match_address
        self.assertFalse(match(self.env.ref("base.cn"), company=other)[0])

    def test_match_partner(self):
        partner = self.env["res.partner"].create(
            {"name": "T", "country_id": self.env.ref("base.cn").id, "city": "suzhou"}
        )
        self.assertEqual(
            self.env["distributor.territory"]._match_partner(partner)[0], self.suzhou
        )

    def test_zip_list_is_cleaned(self):
        self.assertEqual(self.pudong.zip_prefix, "2001,2012")

    def test_code_unique_in_company(self):
        other = self.env["res.company"].create({"name": "T-Other"})
        self._create_territory("T-CN", company_id=other.id)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(Exception, "code_uniq"),
            self.cr.savepoint(),
        ):
            self._create_territory("T-CN")

    def test_city_and_zip_need_country(self):
        for values in (
            {"city": "Suzhou"},
            {"zip_prefix": "20"},
            {"state_id": self.sh_state.id},
        ):
            with self._assert_refused("needs a country"):
                self._create_territory("T-X", **values)

    def test_state_of_another_country(self):
        with self.assertRaisesRegex(ValidationError, "is not in"):
            self._create_territory("T-X", country="us", state_id=self.sh_state.id)

    def test_same_place_refused(self):
        for values in (
            {},
            {"state_id": self.sh_state.id},
            {"city": "SUZHOU "},
            {"zip_prefix": "777,2012"},
        ):
            with self._assert_refused("cover the same place"):
                self._create_territory("T-X", country="cn", **values)

    def test_same_place_refused_when_restored(self):
        self.suzhou.active = False
        self._create_territory("T-SZ2", self.china, "cn", city="Suzhou")
        with self.assertRaisesRegex(ValidationError, "cover the same place"):
            self.suzhou.active = True

    def test_loop_refused(self):
        with self.assertRaisesRegex(ValidationError, "T-PD.*itself"):
            self.asia.parent_id = self.pudong
        with self.assertRaises(ValidationError):
            self.asia.parent_id = self.asia

    def test_names(self):
        self.assertEqual(
            self.shanghai.complete_name, "Test T-ASIA / Test T-CN / Test T-SH"
        )
        self.assertEqual(self.shanghai.display_name, "[T-SH] Test T-SH")

    def test_count_includes_parts(self):
        self.dealer.territory_id = self.pudong
        self.country.territory_id = self.china
        self.assertEqual(self.asia.distributor_count, 2)
        self.assertEqual(self.shanghai.distributor_count, 1)
        self.assertEqual(self.suzhou.distributor_count, 0)

    def test_many_addresses_in_one_query(self):
        territories = self.env["distributor.territory"]
        china = self.env.ref("base.cn")

        def count(number):
            self.env.flush_all()
            self.env.invalidate_all()
            places = [
                territories._prepare_address(china, None, f"C{index}", f"2{index:04}")
                for index in range(number)
            ]
            before = self.cr.sql_log_count
            self.assertEqual(len(territories._match_candidates(places)), number)
            return self.cr.sql_log_count - before

        count(1)
        self.assertEqual(count(1), 1)
        self.assertEqual(count(500), 1)

    def test_wizard(self):
        user = new_test_user(self.env, "t-user", "distributor.distributor_group_user")
        with Form(self.env["distributor.territory.test"].with_user(user)) as form:
            form.country_id = self.env.ref("base.cn")
            self.assertEqual(form.territory_id, self.china)
            form.zip = "2012"
            self.assertEqual(form.territory_id, self.pudong)
            self.assertIn("T-CN", form.explanation)

    def test_wizard_takes_address_of_contact(self):
        partner = self.env["res.partner"].create(
            {"name": "T", "country_id": self.env.ref("base.cn").id, "city": "Suzhou"}
        )
        form = Form(self.env["distributor.territory.test"])
        form.partner_id = partner
        self.assertEqual(form.territory_id, self.suzhou)

    def test_territory_of_address_is_only_proposed(self):
        self.dealer.partner_id.write(
            {"country_id": self.env.ref("base.cn").id, "city": "Suzhou"}
        )
        self.assertEqual(self.dealer.address_territory_id, self.suzhou)
        self.assertFalse(self.dealer.territory_id)
        self.dealer.action_use_address_territory()
        self.assertEqual(self.dealer.territory_id, self.suzhou)
