# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import AccrualCommon


@tagged("post_install", "-at_install")
class TestSetup(AccrualCommon):
    def test_books_are_made_once(self):
        account, journal = self.company._get_commission_accrual_books()
        self.assertEqual(account.account_type, "liability_current")
        self.assertFalse(account.is_distributor_wallet)
        self.assertEqual(account.company_ids, self.company)
        self.assertEqual((journal.type, journal.code), ("general", "COMA"))
        again = self.company._get_commission_accrual_books()
        self.assertEqual(again, (account, journal))
        purposes = self.env["distributor.wallet.purpose"].sudo()
        self.assertFalse(purposes.search([("account_id", "=", account.id)]))

    def test_chinese_chart(self):
        if self.env["ir.module.module"]._get("l10n_cn").state != "installed":
            self.skipTest("the chart of China is not installed")
        company = self.env["res.company"].create(
            {"name": "T-CN", "country_id": self.env.ref("base.cn").id}
        )
        self.env["account.chart.template"].try_loading("cn", company, False)
        account, journal = company._get_commission_accrual_books()
        self.assertEqual(account.with_company(company).code[:4], "2241")
        self.assertEqual(journal.company_id, company)

    def test_journal_code_is_taken(self):
        self.env["account.journal"].create(
            {
                "name": "T-Taken",
                "code": "COMA",
                "type": "general",
                "company_id": self.company.id,
            }
        )
        _account, journal = self.company._get_commission_accrual_books()
        self.assertEqual(journal.code, "COM2")

    def test_no_chart(self):
        company = self.env["res.company"].create({"name": "T-No Chart"})
        with self.assertRaisesRegex(UserError, "no chart of accounts"):
            company._get_commission_accrual_books()

    def _create_account(self, **kw):
        return self.env["account.account"].create(
            {
                "name": "T-Own",
                "code": "TOWN",
                "account_type": "liability_current",
                **kw,
            }
        )

    def test_own_account(self):
        account = self._create_account()
        self.company.commission_accrual_account_id = account
        self._earn(date(2026, 1, 10), C=100)
        self._accrue()
        self._assert_books({1: 100}, {1: 100})
        self.assertEqual(self._get_account(), account)

    def test_account_that_does_not_fit(self):
        deposits = self.company._get_wallet_purpose().account_id
        receivable = self.company_data["default_account_receivable"]
        for account in (self.expense, receivable, deposits):
            # a ValidationError is one of them
            with self.assertRaises(UserError), self.env.cr.savepoint():
                self.company.commission_accrual_account_id = account

    def test_journal_that_does_not_fit(self):
        with self.assertRaisesRegex(ValidationError, "miscellaneous"):
            self.company.commission_accrual_journal_id = self.bank

    def test_used_account(self):
        account = self._create_account()
        other = self._create_account(code="TOWN2")
        move = self.env["account.move"].create(
            {
                "line_ids": [
                    Command.create({"account_id": account.id, "credit": 1}),
                    Command.create({"account_id": self.expense.id, "debit": 1}),
                ]
            }
        )
        move.action_post()
        with self.assertRaisesRegex(UserError, "journal items already"):
            self.company.commission_accrual_account_id = account
        self._earn(date(2026, 1, 10), C=100)
        self._accrue()
        with self.assertRaisesRegex(UserError, "account stays"):
            self.company.commission_accrual_account_id = other
        # the same value, as a form sends it
        self.company.commission_accrual_account_id = self._get_account()

    @freeze_time("2026-05-20 12:00:00")
    def test_start_of_a_plan(self):
        plan = self._create_plan(name="T-New")
        self.assertFalse(plan.accrual_start)
        plan.accrue = True
        self.assertEqual(plan.accrual_start, date(2026, 5, 1))

    def test_settings(self):
        settings = self.env["res.config.settings"].sudo().create({})
        settings.commission_accrual_account_id = self._create_account()
        settings.execute()
        self.assertEqual(self.company.commission_accrual_account_id.name, "T-Own")

    def test_names_in_chinese(self):
        if "zh_CN" not in dict(self.env["res.lang"].get_installed()):
            self.env["res.lang"]._activate_lang("zh_CN")
        account, journal = self.company._get_commission_accrual_books()
        self.env["distributor.wallet.purpose"]._translate_shipped(["zh_CN"])
        for record in (account, journal):
            self.assertRegex(record.with_context(lang="zh_CN").name, "佣金")
