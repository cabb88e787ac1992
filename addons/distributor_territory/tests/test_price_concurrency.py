# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from psycopg2.errors import ExclusionViolation

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestPriceConcurrency(BaseCase):
    """Two people save a price list for the same scope: real transactions."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        with self._transaction() as env:
            pricelist = env["product.pricelist"].create({"name": "T-Race"})
            territory = env["distributor.territory"].create(
                {"code": "T-RACE", "name": "T-Race"}
            )
            self.vals = {
                "pricelist_id": pricelist.id,
                "territory_id": territory.id,
                "company_id": territory.company_id.id,
            }
        self.addCleanup(self._clean)

    def _transaction(self):
        return _Transaction(self.registry)

    def _clean(self):
        with self._transaction() as env:
            env["distributor.territory.price"].search(
                [("territory_id", "=", self.vals["territory_id"])]
            ).unlink()
            env["distributor.territory"].browse(self.vals["territory_id"]).unlink()
            env["product.pricelist"].browse(self.vals["pricelist_id"]).unlink()

    def _race(self, mine, theirs):
        """Save one rule between the start and the save of another transaction."""
        with self._transaction() as env:
            env["distributor.territory.price"].search_count([])  # takes the snapshot
            with self._transaction() as other:
                other["distributor.territory.price"].create({**self.vals, **theirs})
            env["distributor.territory.price"].create({**self.vals, **mine})

    @mute_logger("odoo.sql_db")
    def test_overlap_is_refused(self):
        with self.assertRaises(ExclusionViolation):
            self._race({"date_start": "2026-05-01"}, {"date_end": "2026-05-01"})

    def test_one_after_the_other_is_fine(self):
        self._race({"date_start": "2026-05-02"}, {"date_end": "2026-05-01"})


class _Transaction:
    """A cursor of its own, committed at the end or rolled back."""

    def __init__(self, registry):
        self.cursor = registry.cursor()

    def __enter__(self):
        return api.Environment(self.cursor, SUPERUSER_ID, {})

    def __exit__(self, kind, _error, _trace):
        with self.cursor:
            if kind:
                self.cursor.rollback()
