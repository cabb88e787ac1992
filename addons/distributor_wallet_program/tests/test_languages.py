# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from .common import ProgramCommon


@tagged("post_install", "-at_install")
class TestLanguages(ProgramCommon):
    def test_accounts_are_named_in_a_language_that_comes_later(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.company._get_wallet_purpose("reward")
        account = self.company._get_reward_account("deferred")
        self.assertEqual(account.with_context(lang="zh_CN").name, "已发放未使用返利")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE account_account SET name = name - 'zh_CN' WHERE id = %s",
            account.ids,
        )
        self.env.invalidate_all()
        modules = self.env["ir.module.module"].search(
            [("name", "=", "distributor_wallet")]
        )
        modules._update_translations("zh_CN")
        self.env.invalidate_all()
        chinese = account.with_context(lang="zh_CN").name
        self.assertEqual(chinese, "已发放未使用返利")
        english = account.with_context(lang="en_US").name
        self.assertEqual(english, "Rewards Granted, Not Used Yet")
