# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import json
from datetime import date

from odoo import fields
from odoo.tests import TransactionCase, tagged

PREFIX = "report.account_financial_report"


@tagged("post_install", "-at_install")
class TestReports(TransactionCase):
    """The accountant's reports show the same figures as wallets and journal items."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.ref("base.main_company")
        cls.env = cls.env(
            context={**cls.env.context, "allowed_company_ids": cls.company.ids}
        )
        cls.deposit = cls.company._get_wallet_purpose().account_id
        cls.today = fields.Date.context_today(cls.company)

    def _run(self, wizard, report, **vals):
        wizards = self.env[f"{wizard}.report.wizard"]
        made = wizards.create(
            {"company_id": self.company.id, "target_move": "posted", **vals}
        )
        # dates are texts when they come back from the browser
        data = json.loads(json.dumps(made._prepare_report_data(), default=str))
        return self.env[f"{PREFIX}.{report}"]._get_report_values(made.ids, data)

    def _sum_items(self, account_type):
        items = self.env["account.move.line"].search(
            [
                ("company_id", "=", self.company.id),
                ("account_id.account_type", "=", account_type),
                ("parent_state", "=", "posted"),
            ]
        )
        return sum(items.mapped("amount_residual"))

    def test_general_ledger_of_the_deposit_equals_the_wallets(self):
        values = self._run(
            "general.ledger",
            "general_ledger",
            date_from=date(2020, 1, 1),
            date_to=date(2099, 12, 31),
            account_ids=self.deposit.ids,
            grouped_by="partners",
        )
        [account] = values["general_ledger"]
        wallets = self.env["distributor.wallet"].search(
            [("account_id", "=", self.deposit.id), ("balance", "!=", 0)]
        )
        self.assertTrue(wallets)
        self.assertAlmostEqual(
            -account["fin_bal"]["balance"], sum(wallets.mapped("balance"))
        )
        ledger = {
            group["id"]: -group["fin_bal"]["balance"]
            for group in account["list_grouped"]
        }
        for wallet in wallets:
            self.assertAlmostEqual(
                ledger[wallet.partner_id.id], wallet.balance, msg=wallet.display_name
            )

    def test_open_items_are_what_is_owed(self):
        accounts = self.env["account.account"].search(
            [
                ("account_type", "=", "asset_receivable"),
                ("company_ids", "in", self.company.ids),
            ]
        )
        values = self._run(
            "open.items",
            "open_items",
            date_at=self.today,
            account_ids=accounts.ids,
        )
        total = sum(total["residual"] for total in values["total_amount"].values())
        self.assertAlmostEqual(total, self._sum_items("asset_receivable"))

    def test_aged_balance_is_what_is_owed(self):
        accounts = self.env["account.account"].search(
            [
                ("account_type", "=", "asset_receivable"),
                ("company_ids", "in", self.company.ids),
            ]
        )
        values = self._run(
            "aged.partner.balance",
            "aged_partner_balance",
            date_at=self.today,
            account_ids=accounts.ids,
        )
        total = sum(one["residual"] for one in values["aged_partner_balance"])
        self.assertAlmostEqual(total, self._sum_items("asset_receivable"))
