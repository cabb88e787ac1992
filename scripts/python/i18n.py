# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Export the texts of modules and merge them into their translations.

Usage: i18n.py CONFIG DATABASE ADDONS MODULE…
"""

import sys
from io import BytesIO
from pathlib import Path

import polib
from odoo_env import open_env

from odoo.tools.translate import trans_export

LANGUAGES = ["zh_CN"]


def merge(path, template, language):
    """Keep what is translated, add what is new; return how many are left to do."""
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    known = {entry.msgid: entry for entry in old if not entry.obsolete}
    merged = polib.POFile(wrapwidth=78)
    merged.metadata = {
        **{k: v for k, v in template.metadata.items() if "Date" not in k},
        "Language": language,
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    merged.header = template.header
    for entry in template:
        done = known.get(entry.msgid)
        merged.append(
            polib.POEntry(
                msgid=entry.msgid,
                msgstr=done.msgstr if done else "",
                comment=entry.comment,
                occurrences=entry.occurrences,
                flags=done.flags if done else [],
            )
        )
    merged.sort(key=lambda entry: entry.msgid)  # as oca-checks-po wants it
    path.write_text(str(merged))
    return len(merged.untranslated_entries()) + len(merged.fuzzy_entries())


def main(config, database, addons, *modules):
    with open_env(config, database) as env:
        for module in modules:
            buffer = BytesIO()
            trans_export(False, [module], buffer, "po", env)
            template = polib.pofile(buffer.getvalue().decode(), wrapwidth=78)
            for key in ("POT-Creation-Date", "PO-Revision-Date"):
                template.metadata.pop(key, None)
            template.metadata["Content-Transfer-Encoding"] = "8bit"
            folder = Path(addons) / module / "i18n"
            folder.mkdir(exist_ok=True)
            template.sort(key=lambda entry: entry.msgid)
            (folder / f"{module}.pot").write_text(str(template))
            for language in LANGUAGES:
                left = merge(folder / f"{language}.po", template, language)
                sys.stdout.write(
                    f"{module}: {len(template)} texts, {left} to do in {language}\n"
                )


if __name__ == "__main__":
    main(*sys.argv[1:])
