# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from psycopg2 import Error

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import DistributorCommon


@tagged("post_install", "-at_install")
class TestTreeRules(DistributorCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.now = cls.dealer._get_today()
        cls.levels = cls.env["distributor.level"].create(
            [
                {"name": f"T-L{n}", "code": f"t-rule-{n}", "rank": 8000 + n}
                for n in range(5)
            ]
        )
        cls.a, cls.b, cls.c, cls.d, cls.e = (
            cls._create_distributor(f"T-{name}{name}", "master", level_id=level.id)
            for name, level in zip("ABCDE", cls.levels, strict=True)
        )

    def _in(self, days):
        return self.now + timedelta(days=days)

    def _assert_refused(self, message, node, upline, days=0):
        with self.assertRaisesRegex(UserError, message), self.env.cr.savepoint():
            node._set_upline(upline, self._in(days))

    def test_only_allowed_levels_below(self):
        self.levels[0].child_level_ids = [Command.set(self.levels[2].ids)]
        self._assert_refused("only T-L2", self.b, self.a)
        self.c._set_upline(self.a, self._in(0))
        self.assertEqual(self.c.parent_id, self.a)
        with self.assertRaisesRegex(ValidationError, "only T-L2"):
            self._create_distributor(
                "T-X", "master", self.a, level_id=self.levels[1].id
            )

    def test_level_without_downline(self):
        self.levels[0].can_have_downline = False
        self._assert_refused("no downline", self.b, self.a)

    def test_settings_cannot_break_the_tree(self):
        self.b._set_upline(self.a, self._in(5))  # planned counts as well
        level = self.levels[0]
        for values in (
            {"can_have_downline": False},
            {"child_level_ids": [Command.set(self.levels[2].ids)]},
            {"rank": 8001},
        ):
            with (
                self.subTest(values),
                self.assertRaisesRegex(ValidationError, "T-BB"),
                self.env.cr.savepoint(),
            ):
                level.write(values)
        self.c._set_upline(self.b, self._in(3))
        with (
            self.assertRaisesRegex(ValidationError, "more than 1 gen"),
            self.env.cr.savepoint(),
        ):
            level.max_depth = 1
        level.max_depth = 2

    def test_level_of_a_distributor_cannot_break_the_tree(self):
        self.b._set_upline(self.a, self._in(5))
        with self.assertRaisesRegex(ValidationError, "higher level"):
            self.a.level_id = self.levels[1]
        with self.assertRaisesRegex(ValidationError, "higher level"):
            self.b.level_id = self.levels[0]

    def test_depth_below_any_ancestor(self):
        self.levels[0].max_depth = 2
        self.b._set_upline(self.a, self._in(0))
        self.d._set_upline(self.c, self._in(0))
        self._assert_refused("too deep.*T-AA", self.c, self.b)
        self.c._set_upline(self.a, self._in(0))
        self._assert_refused("too deep.*T-AA", self.e, self.d)
        with self.assertRaisesRegex(ValidationError, "too deep"):
            self._create_distributor(
                "T-X", "master", self.d, level_id=self.levels[4].id
            )

    def test_depth_on_the_day(self):
        """Two plans that fit today and not together, in either order of planning."""
        self.levels[0].max_depth = 2
        self.b._set_upline(self.a, self._in(1))
        self.c._set_upline(self.b, self._in(3))
        self._assert_refused("too deep", self.d, self.c)
        self._assert_refused("too deep", self.d, self.c, 9)
        other = self._create_distributor("T-O", "master", level_id=self.levels[1].id)
        other._set_upline(self.a, self._in(2))
        self.d._set_upline(other, self._in(0))
        self._assert_refused("too deep", self.e, self.d)

    def test_moved_together_do_not_count_below_each_other(self):
        self.levels[0].max_depth = 1
        self.c._set_upline(self.b, self._in(0))
        self._assert_refused("too deep", self.b, self.a)
        (self.b | self.c)._set_upline(self.a, self._in(0))
        self.assertEqual((self.b | self.c).parent_id, self.a)

    def test_loop_on_a_later_day(self):
        """A goes below B from the fifth day; B cannot be below A then."""
        places = {self.a: self.b}
        self.b._set_upline(self.a, self._in(5))
        rows = self.env["distributor.upline"]
        for days, until, refused in ((0, None, True), (0, 5, False), (5, 6, True)):
            day = self._in(days)
            end = until and self._in(until)
            span = rows._get_change_days(self.a.company_id, day, end)
            chains = rows._get_chains((self.b.id, on) for on in span)
            loops = self.a._get_loop_refusals(places, chains)
            self.assertEqual(bool(loops), refused, (days, until))

    def test_nobody_moves_below_one_that_left(self):
        self.a.sudo().state = "terminated"
        self._assert_refused("has left", self.b, self.a)

    def test_one_plan_at_a_time(self):
        self.b._set_upline(self.a, self._in(5))
        self._assert_refused("planned", self.b, self.b.browse() or self.master, 2)

    def test_cancel_of_a_plan_checks_the_tree(self):
        """B leaves A on day 5, so that D fits from then; the way back is barred."""
        self.levels[0].max_depth = 1
        self.b._set_upline(self.a, self._in(0))
        self.b._set_upline(self.b.browse(), self._in(5))
        self.c._set_upline(self.b, self._in(6))
        row = self.b._get_last_row()
        with self.assertRaisesRegex(UserError, "too deep"), self.env.cr.savepoint():
            row.action_cancel()
        self.c._get_last_row().action_cancel()
        row.action_cancel()
        self.assertEqual(self.b._get_last_row().upline_id, self.a)
        self.assertFalse(self.b._get_last_row().date_end)

    @mute_logger("odoo.sql_db")
    def test_history_is_final(self):
        self.dealer._set_upline(self.regional, self._in(0))
        past, now = self.dealer.upline_ids.sorted("date_start")
        self.assertFalse(now.can_cancel)
        for action in (
            lambda: past.write({"upline_id": self.master.id}),
            lambda: past.write({"date_start": self._in(-9)}),
            lambda: past.write({"date_end": self._in(-9)}),
            lambda: past.write({"reason": "T"}),
            past.unlink,
            now.unlink,
            now.action_cancel,
        ):
            with self.assertRaisesRegex(UserError, "final"), self.env.cr.savepoint():
                action()
        for statement in (
            "UPDATE distributor_upline SET upline_id = NULL WHERE id = %s",
            "UPDATE distributor_upline SET date_end = '2021-01-01' WHERE id = %s",
            "UPDATE distributor_upline SET date_start = '2019-01-01' WHERE id = %s",
            "DELETE FROM distributor_upline WHERE id = %s",
            "INSERT INTO distributor_upline (distributor_id, date_start, date_end)"
            " SELECT distributor_id, '2018-01-01', '2019-01-01'"
            " FROM distributor_upline WHERE id = %s",
        ):
            with (
                self.subTest(statement),
                self.assertRaisesRegex(Error, "is final"),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(statement, [past.id])
