# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What the linters miss: things Odoo 19 ignores without a word, incomplete modules.

Usage: nets.py FILE…    prints file:line: reason; exits 1 if there is any.
"""

import re
import sys
from pathlib import Path

XML = [
    (r"<report[\s/>]", "<report> is ignored: write a record of ir.actions.report"),
    (r"<act_window[\s/>]", "<act_window> is ignored: write a record"),
    (r"t-name=[\"']kanban-box[\"']", "kanban-box is gone: t-name is card"),
    (r"</?tree[\s/>]", "<tree> is <list> now"),
    (r"\sattrs=[\"']", "attrs= is gone: invisible, readonly, required"),
    (r"<(field|button|page|group|div)\b[^>]*\sstates=[\"']", "states= is gone"),
    (r"\st-(esc|raw)=", "t-esc and t-raw are gone: t-out"),
    (r"name=[\"'](numbercall|doall)[\"']", "crons have no numbercall, no doall"),
    (r"name=[\"']groups_id[\"']", "groups_id is group_ids now"),
]
PYTHON = [
    (r"^\s*_sql_constraints\s*=", "_sql_constraints is ignored: models.Constraint"),
    (r"def name_get\(", "name_get is never called: _compute_display_name"),
    (r"\b(track_visibility|auto_join|group_operator)=", "this field parameter is gone"),
    (r"fields\.\w+\([^)]*\bstates=", "states= on a field is ignored"),
    (r"@api\.(returns|multi|one)\b", "this decorator is gone"),
    (r"\bodoo\.osv\b", "odoo.osv is deprecated: odoo.fields.Domain"),
    (r"def fields_view_get\(|def _name_search\(", "this method is never called"),
]
NETS = {".xml": XML, ".py": PYTHON, ".js": []}
# Every module describes itself, for users, and shows its limits.
WANTED = [
    "readme/DESCRIPTION.md",
    "readme/USAGE.md",
    "static/description/icon.png",
    "tests/__init__.py",
]
LICENSE = "License AGPL-3.0 or later"
# A longer file of a module has two ideas.
LINES = 300


def check_text(path, text):
    """Yield (line number, reason) for what Odoo 19 ignores and the rules forbid."""
    for pattern, reason in NETS.get(path.suffix, []):
        for match in re.finditer(pattern, text, re.MULTILINE):
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            yield text.count("\n", 0, start) + 1, reason
    unsigned = path.suffix == ".py" and LICENSE not in text[:400] and text.strip()
    if unsigned and path.name not in ("__init__.py", "__manifest__.py"):
        yield 1, f"the header lacks '{LICENSE}'"
    lines = len(text.splitlines())
    if path.parts[0] == "addons" and path.suffix in (".py", ".js") and lines > LINES:
        yield LINES, f"has {lines} lines, more than {LINES}: split it by what it does"


def check_module(module):
    """Yield (path, reason) for what a module lacks or must not have."""
    for name in WANTED:
        if not (module / name).exists():
            yield module / name, "is missing"
    if (module / "i18n" / "en.po").exists():
        yield module / "i18n" / "en.po", "English is the source language"
    for path in module.rglob("*.rej"):
        yield path, "is a rejected patch"


def main(names):
    found = []
    modules = set()
    for path in map(Path, names):
        if path.parts[0] == "addons" and len(path.parts) > 2:
            modules.add(Path(*path.parts[:2]))
        if (
            path.suffix in NETS
            and path.name not in ("nets.py", "test_nets.py")
            and path.is_file()
        ):
            text = path.read_text(encoding="utf-8")
            found += [f"{path}:{line}: {why}" for line, why in check_text(path, text)]
    for module in sorted(modules):
        if (module / "__manifest__.py").exists():
            found += [f"{path}: {why}" for path, why in check_module(module)]
    sys.stdout.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
