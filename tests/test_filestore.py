# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Tests that run side by side do not delete each other's files."""

import os
from pathlib import Path

from odoo.modules.registry import Registry
from odoo.tests.common import get_db_name
from odoo.tools import config


def test_each_worker_has_a_filestore_of_its_own():
    store = Path(config.filestore(get_db_name()))
    assert store.name.endswith(os.environ.get("PYTEST_XDIST_WORKER", ""))
    with Registry(get_db_name()).cursor() as cr:
        cr.execute(
            "SELECT store_fname FROM ir_attachment WHERE store_fname IS NOT NULL"
        )
        names = [name for (name,) in cr.fetchall()]
    assert names
    assert not [name for name in names if not (store / name).is_file()]
