# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections.abc import Callable
from typing import NamedTuple

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command


class Shipped(NamedTuple):
    """A purpose every company may use; names are asked for in each language."""

    account_code: str
    journal_code: str
    name: Callable
    books_name: Callable
    values: dict


# Account codes follow China's chart (2204 contract liabilities; 2241 other payables,
# where bonds stand); another chart takes the next code that is free.
SHIPPED = {
    "reward": Shipped(
        "220402",
        "RWRD",
        lambda env: env._("Reward"),
        lambda env: env._("Distributor Rewards"),
        {
            "sequence": 10,
            "max_share": 20.0,
            "refundable": False,
            "validity_days": 365,
        },
    ),
    "deposit": Shipped(
        "220401",
        "DEPO",
        lambda env: env._("Deposit"),
        lambda env: env._("Distributor Deposits"),
        {"sequence": 20},
    ),
    "bond": Shipped(
        "224101",
        "BOND",
        lambda env: env._("Security Bond"),
        lambda env: env._("Distributor Bonds"),
        {"sequence": 30, "spendable": False},
    ),
}


class DistributorWalletPurposeShipped(models.AbstractModel):
    """Makes the shipped purposes of a company, each with its account and journal."""

    _name = "distributor.wallet.purpose.shipped"
    _description = "Shipped Wallet Purposes"

    @api.model
    def _create_shipped(self, company, code, journal=None):
        """Make a shipped purpose of a company.

        :param journal: account.journal that holds this money already, if there is one
        :raise UserError: the company has no chart of accounts
        """
        if not company.chart_template:
            raise UserError(
                self.env._(
                    "Company %s has no chart of accounts. Install one under"
                    " Invoicing > Configuration > Settings first.",
                    company.name,
                )
            )
        shipped = SHIPPED[code]
        journal = journal or self._create_shipped_journal(company, shipped)
        purpose = self.create(
            {
                **shipped.values,
                "name": shipped.name(self.env),
                "code": code,
                "company_id": company.id,
                "journal_id": journal.id,
            }
        )
        for lang, _label in self.env["res.lang"].get_installed():
            speaking = self.with_context(lang=lang).env
            purpose.with_env(speaking).name = shipped.name(speaking)
            for record in (journal, journal.default_account_id):
                record.with_env(speaking).name = shipped.books_name(speaking)
        return purpose

    def _create_shipped_journal(self, company, shipped):
        accounts = self.env["account.account"].with_company(company)
        account = accounts.create(
            {
                "name": shipped.books_name(self.env),
                "code": accounts._search_new_account_code(shipped.account_code),
                "account_type": "liability_current",
                "reconcile": True,
                "company_ids": [Command.set(company.ids)],
            }
        )
        journal = self.env["account.journal"].create(
            {
                "name": shipped.books_name(self.env),
                "code": shipped.journal_code,
                "type": "cash",
                "company_id": company.id,
                "default_account_id": account.id,
            }
        )
        methods = (
            journal.inbound_payment_method_line_ids
            | journal.outbound_payment_method_line_ids
        )
        methods.payment_account_id = account
        return journal
