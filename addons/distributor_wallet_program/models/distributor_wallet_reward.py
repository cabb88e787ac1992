# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.fields import Command


class DistributorWalletReward(models.AbstractModel):
    """Books rewards: the only place that makes journal entries of this module.

    A grant stands against an account of its own until it is used, so that a promise is
    no cost. When an order uses it, the same amount becomes a sales discount.
    """

    _name = "distributor.wallet.reward"
    _description = "Booking of Rewards"

    def _post_reward(self, kind, lots, label, date):
        """Post what is granted on or taken from lots of one wallet.

        :param kind: reward, clawback or expire
        :param lots: {lot: positive amount}, all of this wallet
        :param label: says why, to the distributor as well
        :return: posted account.move
        """
        self.ensure_one()
        sign = -1 if kind == "reward" else 1
        lines = []
        for lot, amount in lots.items():
            name = "deferred" if lot.grant_id else "discount"
            lines += self._prepare_reward_lines(
                self.account_id,
                self.company_id._get_reward_account(name),
                sign * amount,
                lot,
                label,
            )
        return self._post_reward_entry(lines, label, date, kind)

    def _post_reward_use(self, amounts, entry):
        """Make what an entry used of granted lots a sales discount, or undo that.

        :param amounts: {lot: amount used, negative when it comes back}
        """
        self.ensure_one()
        label = self.env._("Reward used: %s", entry.origin or entry.date)
        lines = []
        for lot, amount in amounts.items():
            lines += self._prepare_reward_lines(
                self.company_id._get_reward_account("discount"),
                self.company_id._get_reward_account("deferred"),
                amount,
                lot,
                label,
                on_wallet=False,
            )
        return self._post_reward_entry(lines, label, entry.date)

    def _post_reward_entry(self, lines, label, date, kind=False):
        # sudo: the top-up, the order or the daily check that leads here was allowed
        move = (
            self.env["account.move"]
            .sudo()
            .with_company(self.company_id)
            .with_context(default_move_type="entry")
            .create(
                {
                    "move_type": "entry",
                    "journal_id": self.company_id._get_reward_journal().id,
                    "date": date,
                    "ref": label,
                    "distributor_wallet_kind": kind,
                    "line_ids": [Command.create(line) for line in lines],
                }
            )
        )
        move._post(soft=False)
        return move

    def _prepare_reward_lines(
        self, debit, credit, amount, lot, label, *, on_wallet=True
    ):
        """Return two items; a negative amount turns them around.

        The rate is that of the day of the grant, so that nothing is left over.
        """
        company = self.company_id
        balance = self.currency_id._convert(
            amount, company.currency_id, company, lot.date
        )
        return [
            {
                "name": label,
                "account_id": account.id,
                "partner_id": self.partner_id.id,
                "currency_id": self.currency_id.id,
                "amount_currency": sign * amount,
                "balance": sign * balance,
                "distributor_wallet_lot_id": lot.id if on_wallet else False,
            }
            for account, sign in ((debit, 1), (credit, -1))
        ]
