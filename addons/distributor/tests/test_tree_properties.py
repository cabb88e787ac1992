# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date, timedelta

from freezegun import freeze_time
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import DistributorCommon

FIRST_DAY = date(
    2031, 1, 1
)  # ahead of the clock of the database, which guards the past
HORIZON = 60
NODES = 9
# rank, allowed child levels (by position, None: all), may have a downline, depth
LEVELS = (
    (1, None, True, 2),
    (2, (3,), True, 0),
    (3, None, True, 1),
    (4, None, False, 0),
)
NODE = st.integers(0, NODES - 1)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("move"), NODE, st.integers(-1, NODES - 1), st.integers(0, 9)),
        st.tuples(st.just("move"), NODE, st.integers(-1, 2), st.integers(0, 9)),
        st.tuples(st.just("wait"), st.integers(0, 4)),
        st.tuples(st.just("cancel"), NODE),
        st.tuples(st.just("level"), NODE, st.integers(0, len(LEVELS) - 1)),
    ),
    min_size=12,
    max_size=30,
)


class Paper:
    """A history replayed day by day, with nothing but dicts and loops."""

    def __init__(self):
        self.today = FIRST_DAY
        self.levels = [number % len(LEVELS) for number in range(NODES)]
        self.rows = {node: [(date(2020, 1, 1), None)] for node in range(NODES)}

    def get_upline(self, node, day):
        return [upline for start, upline in self.rows[node] if start <= day][-1]

    def get_chain(self, node, day):
        chain = [node]
        while (upline := self.get_upline(chain[-1], day)) is not None:
            if upline in chain:
                return None
            chain.append(upline)
        return chain

    def is_valid(self):
        days = [self.today + timedelta(days=offset) for offset in range(HORIZON)]
        return all(self._is_valid_on(node, day) for day in days for node in self.rows)

    def _is_valid_on(self, node, day):
        upline = self.get_upline(node, day)
        if upline is not None:
            rank, children, downline, _depth = LEVELS[self.levels[upline]]
            level = self.levels[node]
            if rank >= LEVELS[level][0] or not downline:
                return False
            if children is not None and level not in children:
                return False
        chain = self.get_chain(node, day)
        if chain is None:
            return False
        for distance, ancestor in enumerate(chain):
            depth = LEVELS[self.levels[ancestor]][3]
            if depth and distance > depth:
                return False
        return True

    def attempt(self, change):
        """Change and return whether the tree is still right on each day to come."""
        rows = {node: list(found) for node, found in self.rows.items()}
        levels = list(self.levels)
        if change() is not False and self.is_valid():
            return True
        self.rows, self.levels = rows, levels
        return False

    def move(self, node, upline, day):
        rows = self.rows[node]
        if rows[-1][1] == upline:
            return None
        if rows[-1][0] > day:
            return False
        if rows[-1][0] == day:
            rows.pop()
        rows.append((day, upline))
        return None

    def set_level(self, node, level):
        self.levels[node] = level


@tagged("post_install", "-at_install")
class TestTreeProperties(DistributorCommon):
    @settings(
        max_examples=10,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(STEPS)
    def test_any_sequence_agrees_with_paper(self, steps):
        with self.env.cr.savepoint() as savepoint:
            self._run_steps(steps)
            savepoint.rollback()
        self.env.invalidate_all()

    def _run_steps(self, steps):
        paper = Paper()
        self._create_nodes()
        for name, *values in steps:
            with freeze_time(f"{paper.today} 12:00:00"):
                getattr(self, f"_step_{name}")(paper, *values)
        for offset in range(0, HORIZON, 3):
            day = FIRST_DAY + timedelta(days=offset)
            for number, node in enumerate(self.nodes):
                self.assertEqual(
                    [self.nodes.index(found) for found in node._get_chain(day)],
                    paper.get_chain(number, day),
                    (day, number),
                )
        with freeze_time(f"{paper.today} 12:00:00"):
            self.env["distributor.upline"]._cron_refresh_cache()
        for number, node in enumerate(self.nodes):
            upline = paper.get_upline(number, paper.today)
            above = node.browse() if upline is None else self.nodes[upline]
            self.assertEqual(node.parent_id, above)

    def _create_nodes(self):
        self.levels = self.env["distributor.level"].create(
            [
                {
                    "name": f"T-{rank}",
                    "code": f"t-paper-{rank}",
                    "rank": 7000 + rank,
                    "can_have_downline": downline,
                    "max_depth": depth,
                }
                for rank, _children, downline, depth in LEVELS
            ]
        )
        for level, (_rank, children, _downline, _depth) in zip(
            self.levels, LEVELS, strict=True
        ):
            if children is not None:
                level.child_level_ids = [
                    Command.set([self.levels[child].id for child in children])
                ]
        self.nodes = [
            self._create_distributor(
                f"T-P{number}", "master", level_id=self.levels[number % len(LEVELS)].id
            )
            for number in range(NODES)
        ]

    def _attempt(self, passes, action):
        if passes:
            return action()
        with self.assertRaises(UserError), self.env.cr.savepoint():
            action()
            self.env.flush_all()
        self.env.invalidate_all()
        return None

    def _step_wait(self, paper, days):
        paper.today += timedelta(days=days)

    def _step_move(self, paper, number, upline, wait):
        day = paper.today + timedelta(days=wait)
        upline = None if upline in (-1, number) else upline
        passes = paper.attempt(lambda: paper.move(number, upline, day))
        above = self.nodes[0].browse() if upline is None else self.nodes[upline]
        self._attempt(passes, lambda: self.nodes[number]._set_upline(above, day))

    def _step_cancel(self, paper, number):
        if paper.rows[number][-1][0] > paper.today:
            passes = paper.attempt(lambda: paper.rows[number].pop() and None)
            row = self.nodes[number]._get_last_row()
            self._attempt(passes, row.action_cancel)
            self.env.invalidate_all()

    def _step_level(self, paper, number, level):
        passes = paper.attempt(lambda: paper.set_level(number, level))
        self._attempt(
            passes,
            lambda: self.nodes[number].write({"level_id": self.levels[level].id}),
        )
