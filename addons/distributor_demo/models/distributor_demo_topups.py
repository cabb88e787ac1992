# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorDemoTopups(models.AbstractModel):
    _name = "distributor.demo.topups"
    _description = "Top-Ups of the Demo Brand"

    def _make_topups(self, company):
        """One waits, one came with its reference; money came without a reference.

        Whoever tries the brand can pay online as well, with a provider that only
        simulates.
        """
        journal = self.env["distributor.import.runner"]._get_journal(company)
        company.distributor_topup_test = True
        self.env.ref("payment.payment_provider_demo").journal_id = journal
        journal.bank_account_id = self._make_bank_account(
            company.partner_id, "中国工商银行杭州分行", "1202 0555 0990 0100 119"
        )
        self._request_topup(company, "city", "C-HZ", 20000)
        paid = self._request_topup(company, "store", "S-XIHU", 5000)
        self._receive(
            journal,
            5000,
            paid.partner_id,
            f"茶叶预存款 {paid.name}",
            "5719 0555 0110 202",
        )
        teahouse = self._find("distributor.distributor", company, "S-PINGJIANG")
        account = self._make_bank_account(
            teahouse.partner_id, "苏州银行平江支行", "5120 0555 0113 606"
        )
        self._receive(journal, 6800, teahouse.partner_id, "货款", account.acc_number)

    def _request_topup(self, company, login, code, amount):
        # sudo: as the page of the portal, which checks the right over money
        distributor = (
            self._find("distributor.distributor", company, code)
            .with_user(self._get_login(login))
            .sudo()
        )
        return distributor.env["distributor.topup"]._request(distributor, amount)

    def _receive(self, journal, amount, payer, text, account_number):
        """Import what the bank reports, matched as any line is."""
        return self.env["account.bank.statement.line"].create(
            {
                "journal_id": journal.id,
                "date": self._get_today(),
                "amount": amount,
                "payment_ref": text,
                "partner_name": payer.name,
                "account_number": account_number,
            }
        )
