# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date, timedelta

from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import DistributorCommon


@tagged("post_install", "-at_install")
class TestTree(DistributorCommon):
    def test_first_upline_holds_from_the_start(self):
        rows = self.dealer.upline_ids
        self.assertEqual(rows.upline_id, self.country)
        self.assertEqual(rows.date_start, self.dealer.date_start)
        self.assertFalse(rows.date_end)

    def test_upline_needs_a_higher_level(self):
        with self.assertRaisesRegex(ValidationError, "higher level"):
            self._create_distributor("T-X", "country", self.dealer)
        with self.assertRaisesRegex(UserError, "higher level"):
            self.country._set_upline(
                self._create_distributor("T-C2", "country"), self.dealer._get_today()
            )

    def test_levels_may_be_skipped_and_any_level_be_root(self):
        store = self._create_distributor("T-S", "store", self.master)
        self.assertEqual(store.parent_id, self.master)
        self.assertFalse(self._create_distributor("T-S2", "store").parent_id)

    def test_no_move_below_own_downline(self):
        low = self._create_distributor("T-LOW", "micro", self.dealer)
        with self.assertRaisesRegex(UserError, "higher level"):
            self.master._set_upline(low, self.dealer._get_today())

    def test_no_loop_through_a_planned_move(self):
        # A plans to go below B tomorrow; B must not go below A the day after
        today = self.dealer._get_today()
        tomorrow = today + timedelta(days=1)
        levels = self.env["distributor.level"].create(
            [{"name": f"L{n}", "code": f"t-l{n}", "rank": 1000 + n} for n in (1, 2)]
        )
        top = self._create_distributor("T-A", "master", level_id=levels[0].id)
        low = self._create_distributor("T-B", "master", level_id=levels[1].id)
        low._set_upline(top, tomorrow)
        self.assertFalse(low.parent_id)
        with self.assertRaisesRegex(UserError, "higher level"):
            top._set_upline(low, tomorrow)
        # the ranks forbid it already; the loop itself is seen without them
        rows = self.env["distributor.upline"]
        for day in (today, tomorrow):
            days = rows._get_change_days(top.company_id, day)
            chains = rows._get_chains((low.id, on) for on in days)
            loops = top._get_loop_refusals({top: low}, chains)
            self.assertIn("stands below it", loops[0])

    def test_nothing_is_retroactive(self):
        with self.assertRaisesRegex(UserError, "today or later"):
            self.dealer._set_upline(
                self.master, self.dealer._get_today() - timedelta(days=1)
            )

    def test_tree_on_a_day(self):
        with freeze_time("2031-03-01 12:00:00"):
            self.dealer._set_upline(self.regional, date(2031, 3, 10))
            self.assertEqual(self.dealer.parent_id, self.country)
        with freeze_time("2031-03-10 12:00:00"):
            self.env["distributor.upline"]._cron_refresh_cache()
            self.assertEqual(self.dealer.parent_id, self.regional)
        self.assertEqual(self.dealer._get_upline_on(date(2031, 3, 9)), self.country)
        self.assertEqual(self.dealer._get_upline_on(date(2031, 3, 10)), self.regional)
        self.assertFalse(self.dealer._get_upline_on(date(2019, 12, 31)))

    def test_move_today_is_seen_at_once_with_its_branch(self):
        other = self._create_distributor("T-M2", "master")
        self.country._set_upline(other, self.dealer._get_today())
        self.assertEqual(self.country.parent_id, other)
        self.assertEqual(
            [d.code for d in self.dealer._get_chain(self.dealer._get_today())],
            ["T-D", "T-C", "T-M2"],
        )
        self.assertIn(self.dealer, other.search([("id", "child_of", other.id)]))
        self.assertEqual(other.downline_count, 2)
        self.assertEqual(self.master.downline_count, 1)

    def test_second_move_of_the_day_replaces_the_first(self):
        other = self._create_distributor("T-M2", "master")
        self.dealer._set_upline(other, self.dealer._get_today())
        self.dealer._set_upline(self.regional, self.dealer._get_today())
        self.assertEqual(len(self.dealer.upline_ids), 2)
        self.assertEqual(self.dealer.parent_id, self.regional)

    def test_rank_change_that_breaks_the_tree_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "cannot change"):
            self._get_level("country").rank = 45
