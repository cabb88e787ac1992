# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""scripts/prove ends with 1 as soon as one wallet, or a reward on it, differs."""

import io
from contextlib import contextmanager, redirect_stdout
from unittest.mock import patch

import prove

from odoo.tests import tagged

from odoo.addons.distributor_wallet_program.tests.common import ProgramCommon


@tagged("post_install", "-at_install")
class TestProve(ProgramCommon):
    def _prove(self):
        """Return the status and what is printed, in the transaction of the test."""

        @contextmanager
        def open_here(_config, _database):
            yield self.env

        with (
            patch.object(prove, "open_env", open_here),
            redirect_stdout(io.StringIO()) as out,
        ):
            status = prove.main("T-Config", "T-Database")
        return status, out.getvalue()

    def test_status(self):
        self._create_program()
        self._top_up(2000)
        status, text = self._prove()
        self.assertEqual(status, 0, text)
        for table, column, record in (
            ("distributor_wallet", "held", self.wallet),
            ("distributor_wallet_lot", "remaining", self.rewards.lot_ids),
        ):
            with self.subTest(table), self.env.cr.savepoint() as savepoint:
                statement = f"UPDATE {table} SET {column} = 1 WHERE id = %s"
                self.env.cr.execute(statement, record.ids)
                status, text = self._prove()
                self.assertEqual(status, 1)
                self.assertIn("distributor T-D", text)
                self.assertIn("1 of ", text)
                savepoint.rollback()
            self.env.invalidate_all()
