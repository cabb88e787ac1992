# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import re
from collections import defaultdict
from pathlib import Path

import polib

from odoo.modules.module import get_module_path
from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import TranslationModuleReader

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdf]|</?\w+|&\w+;")


class SuiteReader(TranslationModuleReader):
    """Read the texts of several modules, looking through Odoo's folders once.

    Records are read module by module: one that two modules name, as a field that both
    define, has its texts in both.
    """

    def _export_translatable_records(self):  # pylint: disable=missing-return
        modules = self._modules
        for module in modules:
            self._modules = [module]
            super()._export_translatable_records()
        self._modules = modules


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    """Every module of the suite is translated; `scripts/i18n` refreshes the files."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        suite = Path(get_module_path("distributor")).parent
        installed = cls.env["ir.module.module"].search([("state", "=", "installed")])
        cls.folders = {
            name: suite / name / "i18n"
            for name in installed.mapped("name")
            if (suite / name / "__manifest__.py").is_file()
        }

    def _export(self):
        """Return {module: its texts}, as they are in the database now."""
        texts = defaultdict(set)
        for row in SuiteReader(self.env.cr, modules=list(self.folders)):
            module, source = row[0], row[4]
            texts[module].add(source)
        return texts

    def test_template_is_current(self):
        exported = self._export()
        for module, folder in self.folders.items():
            with self.subTest(module=module):
                path = folder / f"{module}.pot"
                self.assertTrue(path.is_file(), "no template: run scripts/i18n")
                known = {entry.msgid for entry in polib.pofile(str(path))}
                texts = exported[module]
                self.assertFalse(texts - known, "missing in the .pot: run scripts/i18n")
                self.assertFalse(known - texts, "no longer used: run scripts/i18n")

    def test_chinese_is_complete(self):
        for module, folder in self.folders.items():
            with self.subTest(module=module):
                template = polib.pofile(str(folder / f"{module}.pot"))
                chinese = polib.pofile(str(folder / "zh_CN.po"))
                done = {
                    entry.msgid: entry.msgstr
                    for entry in chinese
                    if entry.msgstr.strip() and not entry.fuzzy and not entry.obsolete
                }
                texts = {entry.msgid for entry in template}
                self.assertFalse(texts - set(done), "not translated into Chinese")
                for text in texts:
                    self.assertEqual(
                        sorted(PLACEHOLDER.findall(text)),
                        sorted(PLACEHOLDER.findall(done[text])),
                        f"placeholders or tags differ: {text!r} and {done[text]!r}",
                    )
