# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Every model stands in an access matrix, and outsiders have no rights on any."""

import csv
import re
from pathlib import Path

import pytest

ADDONS = Path(__file__).resolve().parent.parent / "addons"
MODULES = sorted(path.parent.name for path in ADDONS.glob("*/__manifest__.py"))
CLASS = re.compile(r"^class \w+\((models\.\w+)\):\n(.*?)(?=^class |\Z)", re.M | re.S)
OUTSIDERS = {"base.group_portal", "base.group_public", ""}


def get_models(module):
    """Return the models that a module makes and that have records."""
    for path in sorted(ADDONS.glob(f"{module}/*/*.py")):
        if path.parent.name == "tests":
            continue
        for kind, body in CLASS.findall(path.read_text()):
            name = re.search(r'^    _name = "(distributor[\w.]*)"', body, re.M)
            if name and kind != "models.AbstractModel":
                yield name[1]


@pytest.mark.parametrize("module", MODULES)
def test_every_model_is_in_a_matrix(module):
    tests = "".join(path.read_text() for path in ADDONS.glob("*/tests/test_access*.py"))
    missing = [name for name in get_models(module) if f'"{name}"' not in tests]
    assert not missing, f"in no access matrix: {', '.join(missing)}"


@pytest.mark.parametrize("module", MODULES)
def test_outsiders_have_no_access_lines(module):
    """Portal pages read through the distributor of the login, never by a right."""
    path = ADDONS / module / "security" / "ir.model.access.csv"
    if path.exists():
        with path.open() as file:
            for row in csv.DictReader(file):
                assert row["group_id:id"] not in OUTSIDERS, row["id"]
