# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models

from .distributor_wallet_purpose_shipped import SHIPPED


class ResCompany(models.Model):
    _inherit = "res.company"

    distributor_refund_days = fields.Integer(
        "Refund Deposits Within",
        default=30,
        groups="base.group_user",
        help="Days after the end of a relation within which the deposit is repaid.",
    )
    distributor_hold_days = fields.Integer(
        "Holds Expire After",
        groups="base.group_user",
        help="Days after which money held for an order that is not invoiced is free"
        " again; 0 keeps it until the order is invoiced or cancelled.",
    )

    _distributor_refund_days_check = models.Constraint(
        "CHECK (distributor_refund_days >= 0)",
        "Deposits are repaid within 0 days or more.",
    )
    _distributor_hold_days_check = models.Constraint(
        "CHECK (distributor_hold_days >= 0)",
        "Holds expire after 0 days or more.",
    )

    def _get_wallet_purpose(self, code="deposit"):
        """Return a purpose of this company; the shipped ones are made on first use.

        :param code: deposit, reward, bond, or the code of a purpose of its own
        :return: distributor.wallet.purpose; empty for an unknown code
        """
        self.ensure_one()
        # sudo: callers move money for a wallet, checked there; the purpose is set-up
        purposes = self.env["distributor.wallet.purpose"].sudo().with_company(self)
        found = purposes.with_context(active_test=False).search(
            [("company_id", "=", self.id), ("code", "=", code)]
        )
        if not found and code in SHIPPED:
            found = purposes._create_shipped(self.sudo(), code)
        return found

    def _get_wallet_journal(self):
        """Return the journal that pays invoices from deposits (account.journal)."""
        return self._get_wallet_purpose().journal_id

    def _get_wallet_journals(self):
        """Return the journals of all purposes of this company."""
        # sudo: which journals hold wallets is no secret and decides what is checked
        purposes = self.env["distributor.wallet.purpose"].sudo()
        return (
            purposes.with_context(active_test=False)
            .search([("company_id", "in", self.ids)])
            .journal_id
        )
