# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from psycopg2 import OperationalError

from odoo import api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestTreeConcurrency(BaseCase):
    """Two people move at once, in real transactions on committed records."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            levels = env["distributor.level"].create(
                [
                    {"name": f"T{n}", "code": f"t-conc-{n}", "rank": 9000 + n}
                    for n in range(3)
                ]
            )
            partners = env["res.partner"].create([{"name": "T"} for _n in range(3)])
            nodes = env["distributor.distributor"].create(
                [
                    {
                        "code": f"T-CONC-{n}",
                        "partner_id": partners[n].id,
                        "level_id": levels[n].id,
                    }
                    for n in range(3)
                ]
            )
            self.ids = (nodes.ids, levels.ids, partners.ids)
        self.addCleanup(self._remove)

    def _remove(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            nodes, levels, partners = self.ids
            for node in nodes[::-1]:
                env["distributor.distributor"].browse(node).unlink()
            env["distributor.level"].browse(levels).unlink()
            env["res.partner"].browse(partners).unlink()

    @mute_logger("odoo.sql_db")
    def test_second_mover_starts_over(self):
        """Both snapshots are taken before either commits: only one may pass."""
        first, second = self.registry.cursor(), self.registry.cursor()
        self.addCleanup(first.close)
        self.addCleanup(second.close)
        for cr in (first, second):
            cr.execute("SELECT 1")  # takes the snapshot of REPEATABLE READ
        top, middle, low = self.ids[0]
        self._move(first, low, middle)
        first.commit()
        with self.assertRaises(OperationalError):
            self._move(second, low, top)
        second.rollback()
        self._move(second, low, top)
        second.commit()
        second.execute(
            "SELECT upline_id FROM distributor_upline"
            " WHERE distributor_id = %s AND date_end IS NULL",
            [low],
        )
        self.assertEqual(second.fetchall(), [(top,)])

    @mute_logger("odoo.sql_db")
    def test_trees_that_a_plan_joins_are_one(self):
        """Middle and top are trees apart today; from the fifth day they are one.

        Below middle or below top: both movers change the depth of the same tree, so
        that the second has to look again and finds it too deep.
        """
        top, middle, low = self.ids[0]
        other = self._create_other()
        with self.registry.cursor() as cr:
            self._move(cr, middle, top, 5)
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            env["distributor.level"].browse(self.ids[1][0]).max_depth = 2
        first, second = self.registry.cursor(), self.registry.cursor()
        self.addCleanup(first.close)
        self.addCleanup(second.close)
        for cr in (first, second):
            cr.execute("SELECT 1")
        self._move(first, low, middle, 6)
        first.commit()
        with self.assertRaises(OperationalError):
            self._move(second, other, low, 6)
        second.rollback()
        with self.assertRaisesRegex(UserError, "too deep"):
            self._move(second, other, low, 6)
        second.rollback()

    @mute_logger("odoo.sql_db")
    def test_level_changes_while_somebody_moves(self):
        top, middle, _low = self.ids[0]
        mover, setter = self.registry.cursor(), self.registry.cursor()
        self.addCleanup(mover.close)
        self.addCleanup(setter.close)
        for cr in (mover, setter):
            cr.execute("SELECT 1")
        self._move(mover, middle, top)
        mover.commit()
        levels = api.Environment(setter, api.SUPERUSER_ID, {})["distributor.level"]
        with self.assertRaises(OperationalError):
            levels.browse(self.ids[1][0]).can_have_downline = False
        setter.rollback()
        with self.assertRaisesRegex(UserError, "no downline"):
            levels.browse(self.ids[1][0]).can_have_downline = False
        setter.rollback()

    def _create_other(self):
        """Make one more distributor, of a level below all others."""
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            level = env["distributor.level"].create(
                {"name": "T3", "code": "t-conc-3", "rank": 9003}
            )
            partner = env["res.partner"].create({"name": "T"})
            node = env["distributor.distributor"].create(
                {
                    "code": "T-CONC-3",
                    "partner_id": partner.id,
                    "level_id": level.id,
                }
            )
            for ids, record in zip(self.ids, (node, level, partner), strict=True):
                ids.append(record.id)
        return node.id

    def _move(self, cr, node, upline, days=0):
        browse = api.Environment(cr, api.SUPERUSER_ID, {})["distributor.distributor"]
        day = browse._get_today() + timedelta(days=days)
        browse.browse(node)._set_upline(browse.browse(upline), day)
        cr.flush()
