# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The net of scripts/lint catches what Odoo 19 ignores silently."""

import json
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPO / "scripts" / "python"))

import nets  # noqa: E402
import summary  # noqa: E402

HEADER = "# License AGPL-3.0 or later\n"


@pytest.mark.parametrize(
    "text",
    [
        '<report id="x" model="y"/>',
        '<act_window id="x"/>',
        '<t t-name="kanban-box"/>',
        "<tree><field name='a'/></tree>",
        '<field name="a" attrs="{}"/>',
        '<button name="a" states="draft"/>',
        '<span t-esc="x"/>',
        '<field name="numbercall">-1</field>',
        '<field name="groups_id" eval="[]"/>',
    ],
)
def test_xml_is_caught(text):
    found = list(nets.check_text(Path("views/x.xml"), f"<odoo>\n{text}\n</odoo>"))
    assert {line for line, _reason in found} == {2}


@pytest.mark.parametrize(
    "text",
    [
        "    _sql_constraints = []",
        "    def name_get(self):",
        "    x = fields.Char(track_visibility='always')",
        "    x = fields.Float(group_operator='sum')",
        "    x = fields.Char(states={'draft': []})",
        "    @api.returns('self')",
        "from odoo.osv import expression",
    ],
)
def test_python_is_caught(text):
    found = list(nets.check_text(Path("models/x.py"), f"{HEADER}{text}\n"))
    assert {line for line, _reason in found} == {2}


def test_good_code_passes():
    xml = """<odoo><record id="x" model="ir.actions.report">
        <field name="report_type">qweb-pdf</field></record>
        <list><field name="state" invisible="state != 'draft'"/></list></odoo>"""
    assert not list(nets.check_text(Path("views/x.xml"), xml))
    python = f"{HEADER}_name_uniq = models.Constraint('UNIQUE (name)')\n"
    assert not list(nets.check_text(Path("models/x.py"), python))
    assert list(nets.check_text(Path("models/x.py"), "x = 1\n"))


@pytest.mark.parametrize("name", ["models/x.py", "tests/x.py", "static/src/x.esm.js"])
def test_long_file_is_caught(name):
    path = Path("addons/distributor") / name
    assert not list(nets.check_text(path, HEADER * 300))
    assert [line for line, _reason in nets.check_text(path, HEADER * 301)] == [300]
    assert not list(nets.check_text(Path("scripts/python/x.py"), HEADER * 301))


def test_no_file_is_long():
    """Whatever is linted: the whole tree keeps to it."""
    found = [
        path.relative_to(REPO)
        for suffix in ("py", "js")
        for path in (REPO / "addons").rglob(f"*.{suffix}")
        if "lib" not in path.parts
        and any("lines" in why for _no, why in check_file(path))
    ]
    assert not found


def check_file(path):
    return nets.check_text(path.relative_to(REPO), path.read_text(encoding="utf-8"))


def test_incomplete_module_is_caught(tmp_path):
    missing = {path.name for path, _reason in nets.check_module(tmp_path)}
    assert missing == {"DESCRIPTION.md", "USAGE.md", "icon.png", "__init__.py"}
    (tmp_path / "i18n").mkdir()
    (tmp_path / "i18n" / "en.po").write_text("")
    assert any(path.name == "en.po" for path, _reason in nets.check_module(tmp_path))


REPORTS = [
    ({"a": ["passed", ""], "b": ["skipped", "no demo"]}, 0, (1, 0, 1)),
    ({"a": ["passed", ""], "b": ["failed", ""]}, 1, (1, 1, 0)),
    ({"a": ["passed", ""], "b": ["error", ""]}, 1, (1, 1, 0)),
    ({"a": ["passed", ""], "b": ["skipped", "no Chrome"]}, 1, (1, 0, 1)),
    ({"b": ["skipped", "no demo"]}, 1, (0, 0, 1)),
    ({}, 1, (0, 0, 0)),
]


@pytest.mark.parametrize(("outcomes", "code", "counts"), REPORTS)
def test_summary(outcomes, code, counts, tmp_path, capsys):
    report = tmp_path / "report.json"
    report.write_text(json.dumps(outcomes))
    assert summary.main(str(report)) == code
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "{} passed, {} failed, {} skipped".format(*counts)


class Reporter:
    """What pytest gives to the summary: a test, its failed part, an error."""

    class Report:
        longrepr = "reason"

        def __init__(self, nodeid):
            self.nodeid = nodeid

    stats = {
        "passed": [Report("good"), Report("part failed"), Report("broken teardown")],
        "subtests failed": [Report("part failed")],
        "error": [Report("broken teardown")],
        "skipped": [Report("skipped")],
    }


def test_worst_outcome_counts(tmp_path, monkeypatch):
    report = tmp_path / "report.json"
    monkeypatch.setenv("DISTRIBUTION_REPORT", str(report))
    summary.pytest_terminal_summary(Reporter)
    assert summary.count(json.loads(report.read_text())) == (1, 2, 1, [])


def test_summary_without_report(tmp_path, capsys):
    assert summary.main(str(tmp_path / "none.xml")) == 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "0 passed, 0 failed, 0 skipped"
