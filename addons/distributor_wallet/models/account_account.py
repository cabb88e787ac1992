# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.tools import ormcache


class AccountAccount(models.Model):
    _inherit = "account.account"

    is_distributor_wallet = fields.Boolean(
        "Distributor Deposits",
        readonly=True,
        index="btree_not_null",
        help="Holds the deposits of distributors: each journal item on it belongs to"
        " the wallet of its partner.",
    )

    @api.model
    @ormcache()
    def _get_wallet_account_ids(self):
        """Return the ids (frozenset) of all accounts that hold wallets."""
        # sudo: which accounts hold wallets is no secret and decides what is checked
        accounts = self.sudo().with_context(active_test=False)
        return frozenset(accounts._search([("is_distributor_wallet", "=", True)]))

    def write(self, vals):
        result = super().write(vals)
        if "is_distributor_wallet" in vals:
            self.env.registry.clear_cache()
        return result

    @api.model_create_multi
    def create(self, vals_list):
        accounts = super().create(vals_list)
        if any(vals.get("is_distributor_wallet") for vals in vals_list):
            self.env.registry.clear_cache()
        return accounts
