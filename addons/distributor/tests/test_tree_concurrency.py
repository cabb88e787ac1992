# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from psycopg2 import OperationalError

from odoo import api
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

    def _move(self, cr, node, upline):
        browse = api.Environment(cr, api.SUPERUSER_ID, {})["distributor.distributor"]
        browse.browse(node)._set_upline(browse.browse(upline), browse._get_today())
        cr.flush()
