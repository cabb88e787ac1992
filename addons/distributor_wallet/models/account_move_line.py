# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.exceptions import UserError

MIRRORED = {
    "account_id",
    "partner_id",
    "currency_id",
    "amount_currency",
    "balance",
    "debit",
    "credit",
}


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._mirror_to_wallets()
        return lines

    def write(self, vals):
        # lines that leave the deposit account are mirrored as well
        watched = self.browse()
        if not MIRRORED.isdisjoint(vals):
            watched = self.filtered(lambda line: line.parent_state == "posted")
            before = watched._filter_wallet_lines()
        result = super().write(vals)
        if watched:
            (before | watched)._mirror_to_wallets(before)
        return result

    def unlink(self):
        gone = self.filtered(lambda line: line.parent_state == "posted")
        gone = gone._filter_wallet_lines()
        gone._mirror_to_wallets(gone, posted=False)
        return super().unlink()

    def _filter_wallet_lines(self):
        if not self:
            return self
        accounts = self.env["account.account"]._get_wallet_account_ids()
        if not accounts:
            return self.browse()
        return self.filtered(lambda line: line.account_id.id in accounts)

    def _mirror_to_wallets(self, before=None, posted=True):
        """Make the wallets follow these journal items.

        What the items say now is compared with the entries they made so far, and the
        difference is booked: the same for posting, undoing, editing and deleting, and
        nothing when called twice.

        :param before: items that may have left the deposit account meanwhile
        :param posted: False when the items are about to be deleted
        :raise UserError: an item without a distributor, or a wallet that is short
        """
        lines = self._filter_wallet_lines() | (before or self.browse())
        if not lines:
            return
        # sudo: the accounting operation was allowed; its mirror is no separate right
        lines = lines.sudo()
        entries = self.env["distributor.wallet.entry"].sudo()
        done = {}
        count = {}
        for line_id, wallet, amount, entry_count in entries._read_group(
            [("move_line_ref", "in", lines.ids)],
            ["move_line_ref", "wallet_id"],
            ["amount:sum", "__count"],
        ):
            done.setdefault(line_id, {})[wallet] = amount
            count[line_id] = count.get(line_id, 0) + entry_count
        shifts = []
        for line in lines:
            targets = dict.fromkeys(done.get(line.id, {}), 0.0)
            if posted and line._is_posted_wallet_line():
                wallet = line._get_wallet()
                targets[wallet] = targets.get(wallet, 0.0) - line.amount_currency
            for wallet, target in targets.items():
                delta = target - done.get(line.id, {}).get(wallet, 0.0)
                if not wallet.currency_id.is_zero(delta):
                    shifts.append((wallet, delta, line))
        # wallets in id order against deadlocks; money in before money out
        for wallet, delta, line in sorted(
            shifts, key=lambda s: (s[0].id, s[1] < 0, s[2].date, s[2].id)
        ):
            number = count[line.id] = count.get(line.id, 0) + 1
            wallet._book(
                delta,
                line._get_wallet_entry_kind(number),
                f"aml:{line.id}:{number}",
                date=line.date,
                origin=line.move_id._get_wallet_origin(),
                note=line.name if line.move_id.distributor_wallet_kind else None,
                move_id=line.move_id.id,
                move_line_ref=line.id,
            )

    def _is_posted_wallet_line(self):
        return self.parent_state == "posted" and bool(self._filter_wallet_lines())

    def _get_wallet(self):
        """Return the wallet this journal item on a deposit account belongs to."""
        self.ensure_one()
        distributor = self.env["distributor.distributor"]._get_for_partner(
            self.partner_id, self.company_id
        )
        if not distributor:
            raise UserError(
                self.env._(
                    "%(move)s: the item “%(line)s” on %(account)s needs a distributor"
                    " as partner, because this account holds deposits.",
                    move=self.move_id.display_name,
                    line=self.name or "",
                    account=self.account_id.display_name,
                )
            )
        if self.partner_id != distributor.partner_id:
            self.partner_id = distributor.partner_id
        # sudo: which purpose an account serves is set-up
        purpose = (
            self.env["distributor.wallet.purpose"]
            .sudo()
            .with_context(active_test=False)
            .search([("account_id", "=", self.account_id.id)])
        )
        return self.env["distributor.wallet"]._get_or_create(
            distributor, self.currency_id, purpose
        )

    def _get_wallet_entry_kind(self, number):
        """Return the kind of the number-th entry of this journal item."""
        if number % 2 == 0:
            return "undo"
        if self.move_id.distributor_wallet_kind:
            return self.move_id.distributor_wallet_kind
        payment = self.move_id.origin_payment_id
        if not payment:
            return "adjust"
        inbound = payment.payment_type == "inbound"
        if payment.journal_id in self.company_id._get_wallet_journals():
            if payment.partner_type == "supplier":
                return "adjust" if inbound else "commission"
            return "capture" if inbound else "refund"
        return "topup" if inbound else "payout"
