# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command

SOURCE = "en_US"  # the language of the texts in the code
ACCOUNT_CODE = "224102"  # among other payables in China; elsewhere the next free code
JOURNAL_CODE = "COMA"


class ResCompany(models.Model):
    _inherit = "res.company"

    commission_accrual_account_id = fields.Many2one(
        "account.account",
        "Commission Accrual Account",
        groups="base.group_user",
        domain=[
            ("account_type", "=", "liability_current"),
            ("is_distributor_wallet", "=", False),
        ],
        help="Holds commission that is earned and not billed yet. Made when the first"
        " month is accrued, if it is empty.",
    )
    commission_accrual_journal_id = fields.Many2one(
        "account.journal",
        "Commission Accrual Journal",
        groups="base.group_user",
        domain=[("type", "=", "general")],
        help="Made when the first month is accrued, if it is empty.",
    )

    @api.constrains("commission_accrual_account_id", "commission_accrual_journal_id")
    def _check_commission_accrual_books(self):
        # sudo: set-up of the company, whose write right was checked
        for company in self.sudo():
            account = company.commission_accrual_account_id
            if account and (
                account.account_type != "liability_current"
                or account.is_distributor_wallet
                or company not in account.company_ids | account.company_ids.child_ids
            ):
                raise ValidationError(
                    self.env._(
                        "%(company)s: accrue commission on a current liability of the"
                        " company that holds no deposits, not on %(account)s.",
                        company=company.name,
                        account=account.display_name,
                    )
                )
            journal = company.commission_accrual_journal_id
            if journal and (
                journal.type != "general"
                or journal.company_id not in company.parent_ids
            ):
                raise ValidationError(
                    self.env._(
                        "%(company)s: accrue commission in a journal of the company for"
                        " miscellaneous entries, not in %(journal)s.",
                        company=company.name,
                        journal=journal.display_name,
                    )
                )

    def write(self, vals):
        if "commission_accrual_account_id" in vals:
            self._check_commission_account_change(vals["commission_accrual_account_id"])
        return super().write(vals)

    def _check_commission_account_change(self, account_id):
        """Keep the account on which accruals stand, and take no used one.

        :raise UserError: names the company and the account
        """
        # sudo: what is booked decides, whoever changes the settings
        changed = self.sudo().filtered(
            lambda c: c.commission_accrual_account_id.id != account_id
        )
        accruals = self.env["distributor.commission.accrual"].sudo()
        used = accruals.search([("company_id", "in", changed.ids)], limit=1)
        if used:
            raise UserError(
                self.env._(
                    "%(company)s accrues commission on %(account)s already: the account"
                    " stays.",
                    company=used.company_id.name,
                    account=used.account_id.display_name,
                )
            )
        items = self.env["account.move.line"].sudo()
        if changed and items.search_count([("account_id", "=", account_id)], limit=1):
            account = self.env["account.account"].sudo().browse(account_id)
            raise UserError(
                self.env._(
                    "%s has journal items already. Choose a new account for commission"
                    " accruals, so that it can be compared with what is open.",
                    account.display_name,
                )
            )

    def _get_commission_accrual_books(self):
        """Return account and journal of accruals, which are made on first use.

        :raise UserError: the company has no chart of accounts
        """
        self.ensure_one()
        # sudo: whoever posts a bill or accrues was checked; this is set-up
        company = self.sudo()
        if not company.commission_accrual_account_id:
            company.commission_accrual_account_id = (
                company._create_commission_accrual_account()
            )
        if not company.commission_accrual_journal_id:
            company.commission_accrual_journal_id = (
                company._create_commission_accrual_journal()
            )
        return (
            company.commission_accrual_account_id,
            company.commission_accrual_journal_id,
        )

    def _create_commission_accrual_account(self):
        if not self.chart_template:
            raise UserError(
                self.env._(
                    "Company %s has no chart of accounts. Install one under"
                    " Invoicing > Configuration > Settings first.",
                    self.name,
                )
            )
        source = self.with_context(lang=SOURCE)
        accounts = source.env["account.account"].with_company(self)
        account = accounts.create(
            {
                "name": self._get_commission_account_name(source.env),
                "code": accounts._search_new_account_code(ACCOUNT_CODE),
                "account_type": "liability_current",
                "company_ids": [Command.set(self.ids)],
            }
        )
        account = account.with_env(self.env)
        self._name_commission_accrual_books(account, self.env["account.journal"])
        return account

    def _create_commission_accrual_journal(self):
        source = self.with_context(lang=SOURCE)
        journals = source.env["account.journal"]
        taken = journals.with_context(active_test=False).search(
            [("company_id", "=", self.id), ("code", "=like", f"{JOURNAL_CODE[:3]}%")]
        )
        codes = [JOURNAL_CODE, *(f"{JOURNAL_CODE[:3]}{n}" for n in range(2, 99))]
        journal = journals.create(
            {
                "name": self._get_commission_journal_name(source.env),
                "code": next(c for c in codes if c not in taken.mapped("code")),
                "type": "general",
                "company_id": self.id,
                "show_on_dashboard": False,
            }
        ).with_env(self.env)
        self._name_commission_accrual_books(self.env["account.account"], journal)
        return journal

    @api.model
    def _get_commission_account_name(self, env):
        return env._("Commission Earned, Not Billed")

    @api.model
    def _get_commission_journal_name(self, env):
        return env._("Commission Accruals")

    def _name_commission_accrual_books(
        self, accounts, journals, langs=None, overwrite=False
    ):
        """Name accounts and journals made here in some languages, all by default."""
        langs = langs or [code for code, _name in self.env["res.lang"].get_installed()]
        shipped = self.env["distributor.wallet.purpose"]
        for records, get_name in (
            (accounts, self._get_commission_account_name),
            (journals, self._get_commission_journal_name),
        ):
            for record in records:
                shipped._name_in_languages(record, get_name, langs, overwrite)
