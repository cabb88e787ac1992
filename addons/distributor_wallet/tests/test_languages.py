# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged
from odoo.tools import SQL

from .common import WalletCommon


@tagged("post_install", "-at_install")
class TestLanguages(WalletCommon):
    """Shipped names follow the languages that are installed later."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.purposes = cls.env["distributor.wallet.purpose"]
        for code in ("deposit", "bond"):
            cls.purposes |= cls.company._get_wallet_purpose(code)

    def _get_records(self):
        return (self.purposes, self.purposes.journal_id, self.purposes.account_id)

    def _forget_chinese(self):
        """As if the language had not been there when they were made."""
        self.env.flush_all()
        for records in self._get_records():
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET name = name - 'zh_CN' WHERE id IN %s",
                    SQL.identifier(records._table),
                    tuple(records.ids),
                )
            )
        self.env.invalidate_all()

    def _load_chinese(self, overwrite=False):
        modules = self.env["ir.module.module"].search(
            [("name", "=", "distributor_wallet")]
        )
        modules._update_translations("zh_CN", overwrite)
        self.env.invalidate_all()

    def _names(self, lang="zh_CN"):
        return [
            records.with_context(lang=lang).mapped("name")
            for records in self._get_records()
        ]

    def test_a_language_that_comes_later(self):
        chinese, english = self._names(), self._names("en_US")
        self.assertEqual(chinese[0], ["预存款", "保证金"])
        self.assertEqual(english[0], ["Deposit", "Security Bond"])
        self._forget_chinese()
        self.assertEqual(self._names(), english)
        self._load_chinese()
        self.assertEqual(self._names(), chinese)
        self.assertEqual(self._names("en_US"), english)

    def test_made_by_somebody_who_speaks_another_language(self):
        company = self.company.with_context(lang="zh_CN")
        reward = company._get_wallet_purpose("reward")
        self.assertEqual(reward.with_context(lang="zh_CN").name, "返利")
        self.assertEqual(reward.with_context(lang="en_US").name, "Reward")

    def test_what_somebody_named_stays(self):
        self._forget_chinese()
        deposit, bond = self.purposes.sudo()
        deposit.with_context(lang="en_US").name = "T-Tea Money"
        bond.with_context(lang="zh_CN").name = "T-押金"
        self._load_chinese()
        chinese = self.purposes.with_context(lang="zh_CN")
        self.assertEqual(chinese.mapped("name"), ["T-Tea Money", "T-押金"])
        self._load_chinese(overwrite=True)
        self.assertEqual(chinese.mapped("name"), ["T-Tea Money", "保证金"])
