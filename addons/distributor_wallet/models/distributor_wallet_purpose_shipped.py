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


SOURCE = "en_US"  # the language of the texts in the code

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
        # the names of the source, to which each language adds its own
        purposes = self.with_context(lang=SOURCE)
        journal = journal or purposes._create_shipped_journal(company, shipped)
        purpose = purposes.create(
            {
                **shipped.values,
                "name": shipped.name(purposes.env),
                "code": code,
                "company_id": company.id,
                "journal_id": journal.id,
            }
        )
        langs = [lang for lang, _label in self.env["res.lang"].get_installed()]
        purpose._name_shipped(langs)
        return purpose.with_env(self.env)

    def _name_shipped(self, langs, overwrite=False):
        """Name these purposes, their journals and accounts in some languages."""
        for purpose in self.filtered(lambda p: p.code in SHIPPED):
            shipped = SHIPPED[purpose.code]
            purpose._name_in_languages(purpose, shipped.name, langs, overwrite)
            for record in (purpose.journal_id, purpose.account_id):
                self._name_in_languages(record, shipped.books_name, langs, overwrite)

    @api.model
    def _name_in_languages(self, record, get_name, langs, overwrite=False):
        """Give a record its shipped name in the languages in which it has none.

        One that was renamed keeps its name: how it is called elsewhere is decided by
        whoever renamed it.

        :param get_name: called with an environment, returns the name in its language
        :param overwrite: also where somebody wrote another translation
        """
        source = get_name(self.with_context(lang=SOURCE).env)
        known = record._fields["name"]._get_stored_translations(record)
        if known.get(SOURCE) != source:
            return
        names = {
            lang: get_name(self.with_context(lang=lang).env)
            for lang in langs
            if lang != SOURCE and (overwrite or lang not in known)
        }
        record.update_field_translations(
            "name", {lang: name for lang, name in names.items() if name != source}
        )

    @api.model
    def _translate_shipped(self, langs, overwrite=False):
        """Name what was shipped in languages that were installed later."""
        # sudo: whoever loads a language changes the names in it, of all companies
        purposes = self.env["distributor.wallet.purpose"].sudo()
        purposes = purposes.with_context(active_test=False)
        purposes.search([("code", "in", list(SHIPPED))])._name_shipped(langs, overwrite)

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
