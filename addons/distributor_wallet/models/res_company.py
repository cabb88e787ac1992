# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class ResCompany(models.Model):
    _inherit = "res.company"

    distributor_wallet_journal_id = fields.Many2one(
        "account.journal",
        "Distributor Deposit Journal",
        check_company=True,
        readonly=True,
    )

    distributor_refund_days = fields.Integer(
        "Refund Deposits Within",
        default=30,
        groups="base.group_user",
        help="Days after the end of a relation within which the deposit is repaid.",
    )

    _distributor_refund_days_check = models.Constraint(
        "CHECK (distributor_refund_days >= 0)",
        "Deposits are repaid within 0 days or more.",
    )

    def _get_wallet_journal(self):
        """Return the deposit journal of the company, made on first use.

        A *cash* journal on the deposit account lets stock payments capture from and
        refund to wallets, so that invoices show the stock payment states.

        :return: account.journal whose default account is the deposit liability
        """
        self.ensure_one()
        # sudo: callers move money for a wallet, checked there; the journal is set-up
        company = self.sudo().with_company(self)
        if not company.distributor_wallet_journal_id:
            company.distributor_wallet_journal_id = company._create_wallet_journal()
        return company.distributor_wallet_journal_id

    def _create_wallet_journal(self):
        if not self.chart_template:
            raise UserError(
                self.env._(
                    "Company %s has no chart of accounts. Install one under"
                    " Invoicing > Configuration > Settings first.",
                    self.name,
                )
            )
        accounts = self.env["account.account"]
        account = accounts.create(
            {
                "name": self.env._("Distributor Deposits"),
                "code": accounts._search_new_account_code("220401"),
                "account_type": "liability_current",
                "reconcile": True,
                "is_distributor_wallet": True,
                "company_ids": [Command.set(self.ids)],
            }
        )
        journal = self.env["account.journal"].create(
            {
                "name": self.env._("Distributor Deposits"),
                "code": "DEPO",
                "type": "cash",
                "company_id": self.id,
                "default_account_id": account.id,
            }
        )
        methods = (
            journal.inbound_payment_method_line_ids
            | journal.outbound_payment_method_line_ids
        )
        methods.payment_account_id = account
        for code, _label in self.env["res.lang"].get_installed():
            speaking = self.with_context(lang=code)
            for record in (account, journal):
                record.with_context(lang=code).name = speaking.env._(
                    "Distributor Deposits"
                )
        return journal
