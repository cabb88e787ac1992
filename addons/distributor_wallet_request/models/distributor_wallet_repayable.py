# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorWalletRepayable(models.AbstractModel):
    """What of a wallet may be paid back, and to which bank account."""

    _name = "distributor.wallet.repayable"
    _description = "Paying Back of Wallets"

    def _get_refundable(self):
        """Return what may be asked back now, in the wallet's currency."""
        self.ensure_one()
        if self._get_refund_refusal():
            return 0.0
        return self.currency_id.round(
            max(0.0, sum(row["amount"] for row in self._get_refund_calculation()))
        )

    def _get_refund_calculation(self):
        """Return how what may be asked back comes about; the amounts add up to it.

        Other modules append what else is deducted.

        :return: list of dict with key (str), label (str) and amount (signed)
        """
        self.ensure_one()
        labels = {
            "order": self.env._("Held for orders"),
            "refund": self.env._("Refunds on their way"),
            "freeze": self.env._("Frozen or in dispute"),
        }
        # sudo: whoever may see the wallet may know what is held of it
        holds = self.env["distributor.wallet.hold"].sudo()
        held = holds._read_group(
            [
                ("wallet_id", "=", self.id),
                ("state", "=", "open"),
                ("on_credit", "=", False),
            ],
            ["kind"],
            ["remaining:sum"],
        )
        rows = [
            {"key": "balance", "label": self.env._("Balance"), "amount": self.balance}
        ]
        held = dict(held)
        rows += [
            {"key": kind, "label": label, "amount": -held[kind]}
            for kind, label in labels.items()
            if not self.currency_id.is_zero(held.get(kind, 0.0))
        ]
        return rows

    def _get_refund_refusal(self):
        """Return why nothing of this wallet is paid back now, or nothing."""
        self.ensure_one()
        if self.state == "frozen":
            return self.env._(
                "The wallet %s is frozen. Finance can lift it.", self.display_name
            )
        if not self.purpose_id.refundable:
            return self.env._("%s is not paid out.", self.purpose_id.name)
        leaving = self.distributor_id.state in ("terminating", "terminated")
        if not self.purpose_id.spendable and not leaving:
            return self.env._(
                "%s is paid back when the relation ends.", self.purpose_id.name
            )
        return None

    def _get_source_accounts(self):
        """Return the bank accounts from which this wallet was paid, latest first.

        Other modules add those of the bank statements they matched.

        :return: res.partner.bank of the distributor
        """
        self.ensure_one()
        # sudo: callers checked that they may use this distributor's money
        payments = self.env["account.payment"].sudo()
        payments = payments.search_fetch(
            [
                ("distributor_wallet_id", "=", self.id),
                ("payment_type", "=", "inbound"),
                ("state", "in", ("in_process", "paid")),
                ("partner_bank_id.partner_id", "=", self.partner_id.id),
                ("partner_bank_id.active", "=", True),
            ],
            ["partner_bank_id"],
            order="date desc, id desc",
            limit=50,
        )
        return payments.partner_bank_id

    def _get_refund_accounts(self):
        """Return the bank accounts that may get money back, the best one first.

        That is where the money came from; when this is unknown, the accounts of the
        distributor that somebody verified.
        """
        self.ensure_one()
        if sources := self._get_source_accounts():
            return sources
        # sudo: callers checked that they may use this distributor's money
        banks = self.partner_id.sudo().bank_ids
        return banks.filtered(
            lambda bank: bank.active
            and bank.allow_out_payment
            and bank.company_id.id in (False, self.company_id.id)
        )

    def _ask_refund(self, amount, bank, reason, **values):
        """Ask for money back; callers checked that the user may.

        :param amount: in the wallet's currency
        :param bank: res.partner.bank to which it is paid
        :param values: of the refund, besides
        :return: distributor.wallet.refund
        """
        self.ensure_one()
        # sudo: the caller checked the right; the values are those of this wallet
        refund = (
            self.env["distributor.wallet.refund"]
            .sudo()
            .create(
                {
                    "wallet_id": self.id,
                    "amount": amount,
                    "bank_account_id": bank.id,
                    "reason": reason,
                    **values,
                }
            )
        )
        refund._submit()
        return refund
