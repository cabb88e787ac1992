# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.distributor_wallet.models.distributor_wallet_purpose_shipped import (
    SOURCE,
)


def _get_deferred_name(env):
    return env._("Rewards Granted, Not Used Yet")


def _get_discount_name(env):
    return env._("Sales Discounts: Rewards")


# Account codes follow China's chart: beside the contract liabilities, and beside the
# revenue of the main business; another chart takes the next code that is free.
SHIPPED = {
    "distributor_reward_deferred_account_id": (
        "220403",
        "liability_current",
        _get_deferred_name,
    ),
    "distributor_reward_discount_account_id": (
        "600190",
        "income",
        _get_discount_name,
    ),
}


class ResCompany(models.Model):
    _inherit = "res.company"

    distributor_reward_journal_id = fields.Many2one(
        "account.journal",
        "Journal of Rewards",
        groups="base.group_user",
        domain="[('type', '=', 'general'), ('company_id', '=', id)]",
        help="Where rewards are granted, taken back and expire; by default the first"
        " journal for miscellaneous entries.",
    )
    distributor_reward_deferred_account_id = fields.Many2one(
        "account.account",
        "Rewards Not Used Yet",
        groups="base.group_user",
        check_company=True,
        help="Stands against the liability for rewards until they are used: a promise"
        " is no cost yet. Made on first use.",
    )
    distributor_reward_discount_account_id = fields.Many2one(
        "account.account",
        "Sales Discount",
        groups="base.group_user",
        check_company=True,
        help="Lowers the revenue when a reward pays an invoice. Made on first use.",
    )

    def _get_reward_account(self, name):
        """Return one of the accounts of rewards, made on first use.

        :param name: deferred or discount
        """
        self.ensure_one()
        field = f"distributor_reward_{name}_account_id"
        # sudo: callers book what a programme or an order decided; this is set-up
        company = self.sudo()
        if not company[field]:
            company[field] = company._create_reward_account(*SHIPPED[field])
        return company[field]

    def _create_reward_account(self, code, account_type, get_name):
        accounts = self.env["account.account"].with_company(self)
        accounts = accounts.with_context(lang=SOURCE)
        account = accounts.create(
            {
                "name": get_name(accounts.env),
                "code": accounts._search_new_account_code(code),
                "account_type": account_type,
                "company_ids": [Command.set(self.ids)],
            }
        )
        langs = [lang for lang, _label in self.env["res.lang"].get_installed()]
        purposes = self.env["distributor.wallet.purpose"]
        purposes._name_in_languages(account, get_name, langs)
        return account.with_env(self.env)

    def _name_reward_accounts(self, langs, overwrite=False):
        """Name the accounts of rewards in languages that were installed later."""
        purposes = self.env["distributor.wallet.purpose"]
        for company in self:
            for field, (_code, _type, get_name) in SHIPPED.items():
                if account := company[field]:
                    purposes._name_in_languages(account, get_name, langs, overwrite)

    def _get_reward_journal(self):
        """Return the journal in which rewards are booked.

        :raise UserError: the company has none of the type miscellaneous
        """
        self.ensure_one()
        # sudo: as above
        company = self.sudo()
        journal = company.distributor_reward_journal_id or self.env[
            "account.journal"
        ].sudo().search(
            [("company_id", "=", self.id), ("type", "=", "general")], limit=1
        )
        if not journal:
            raise UserError(
                self.env._(
                    "Company %s has no journal for miscellaneous entries to book"
                    " rewards in. Make one, or choose one in the settings.",
                    self.name,
                )
            )
        return journal
