# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class AccountMoveSettling(models.AbstractModel):
    """Pays posted invoices from wallets, and puts credit notes back to them.

    Stock payments in the journal of the wallet do it, so that payment states, receipts
    and reports are stock. What the wallets do not cover stays receivable.
    """

    _name = "account.move.settling"
    _description = "Settling Invoices With Wallets"

    def _settle_with_wallets(self):
        # sudo: posting was allowed above; paying from the wallet is its consequence
        moves = self.sudo().filtered(
            lambda move: move.state == "posted"
            and move.move_type in ("out_invoice", "out_refund")
            and not move.currency_id.is_zero(move.amount_residual)
        )
        captures = []
        for company, company_moves in moves.grouped("company_id").items():
            distributors = self.env["distributor.distributor"]._get_for_partners(
                company_moves.partner_id, company
            )
            spoken_for = defaultdict(float)
            for move in company_moves.sorted("id"):
                distributor = distributors.get(move.commercial_partner_id)
                if distributor and distributor.sudo().prepaid:
                    captures += move._prepare_captures(distributor.sudo(), spoken_for)
        if captures:
            self.env["distributor.wallet.capture"].sudo()._pay(captures)

    def _prepare_captures(self, distributor, spoken_for):
        """Return the values of what wallets pay of this invoice, or take back.

        :param spoken_for: {wallet: amount} that payments of the same batch will take
        """
        self.ensure_one()
        if self.move_type == "out_refund":
            return self._prepare_refunds(distributor)
        orders = self.line_ids.sale_line_ids.order_id
        left = self.amount_residual
        captures = []
        for hold in orders._get_open_holds():
            vals = self._capture_hold(hold, left, spoken_for)
            left = self.currency_id.round(left - vals["move_amount"])
            captures.append(vals)
        # what is delivered at another price than ordered must not stay held
        orders.filtered(lambda o: o._is_invoiced_in_full()).wallet_hold_ids._release()
        captures.append(self._capture_free(distributor, left, spoken_for))
        return [vals for vals in captures if vals and vals["move_amount"]]

    def _capture_hold(self, hold, left, spoken_for):
        """Free a hold for this invoice; return what the invoice takes of it."""
        part = min(left, hold.order_remaining)
        rest = self.currency_id.round(hold.order_remaining - part)
        freed = hold.currency_id.round(
            hold.remaining * part / (hold.order_remaining or 1.0)
        )
        hold._move(hold.remaining - freed, rest, captured=freed, order_captured=part)
        wallet = hold.wallet_id
        amount = freed
        if wallet.currency_id != self.currency_id and not hold.on_credit:
            # the rate of the invoice decides; what the hold lacks must be free
            amount = self._to_wallet_currency(wallet, part)
            free = max(0.0, wallet.available - spoken_for[wallet])
            if wallet.currency_id.compare_amounts(amount, free) > 0:
                part = self.currency_id.round(part * free / amount)
                amount = free
        if not hold.on_credit:
            spoken_for[wallet] += amount
        return {
            "move_id": self.id,
            "wallet_id": wallet.id,
            "hold_id": hold.id,
            "amount": amount,
            "hold_amount": freed,
            "move_amount": part,
            "on_credit": hold.on_credit,
        }

    def _capture_free(self, distributor, left, spoken_for):
        """Return what this invoice takes of the free deposit."""
        if self.currency_id.compare_amounts(left, 0) <= 0:
            return None
        wallet = self.env["distributor.wallet"]._get_or_create(
            distributor, self.currency_id
        )
        if wallet.state != "open" or not wallet.purpose_id.spendable:
            return None
        free = wallet.currency_id.round(wallet.available - spoken_for[wallet])
        amount = min(left, max(0.0, free))
        spoken_for[wallet] += amount
        return {
            "move_id": self.id,
            "wallet_id": wallet.id,
            "amount": amount,
            "move_amount": amount,
        }

    def _to_wallet_currency(self, wallet, amount):
        return self.currency_id._convert(
            amount, wallet.currency_id, self.company_id, self.date
        )

    def _prepare_refunds(self, distributor):
        """Return what this credit note gives back, the way the money came in reverse.

        What the invoice still owes is settled first. Money of a credit note without an
        invoice goes to the deposit.
        """
        invoice = self.reversed_entry_id
        if invoice.state == "posted" and invoice.amount_residual:
            self._reconcile_open(invoice)
        left = self.amount_residual
        refunds = []
        paid = invoice._get_captured_by_wallet()
        for wallet in sorted(
            paid, key=lambda w: (w.purpose_id.sequence, w.id), reverse=True
        ):
            part = min(left, paid[wallet])
            left = self.currency_id.round(left - part)
            refunds.append((wallet, part))
        if not self.currency_id.is_zero(left):
            wallet = self.env["distributor.wallet"]._get_or_create(
                distributor, self.currency_id
            )
            refunds.append((wallet, left))
        return [
            {
                "move_id": self.id,
                "wallet_id": wallet.id,
                "amount": -(
                    self._to_wallet_currency(wallet, part)
                    if wallet.currency_id != self.currency_id
                    else part
                ),
                "move_amount": -part,
            }
            for wallet, part in refunds
            if not self.currency_id.is_zero(part)
        ]

    def _reconcile_open(self, others, account_type="asset_receivable"):
        """Settle what these entries and others leave open on such accounts."""
        (self | others).line_ids.filtered(
            lambda line: line.account_type == account_type and not line.reconciled
        ).reconcile()

    def _pay_into_wallet(self, distributor):
        """Pay posted vendor bills of a distributor into its deposit.

        Nothing leaves the bank: what was owed to the vendor is owed on the wallet.

        :return: posted account.payment records
        :raise UserError: a bill that is not posted, or is paid already
        """
        for bill in self:
            if bill.state != "posted" or bill.currency_id.is_zero(bill.amount_residual):
                raise UserError(
                    self.env._(
                        "%s is not posted, or nothing of it is left to pay.",
                        bill.display_name,
                    )
                )
        wallets = self.env["distributor.wallet"]
        values = [
            {
                "payment_type": "outbound",
                "partner_type": "supplier",
                "partner_id": bill.commercial_partner_id.id,
                "amount": bill.amount_residual,
                "currency_id": bill.currency_id.id,
                "journal_id": wallets._get_or_create(
                    distributor, bill.currency_id
                ).journal_id.id,
                "date": fields.Date.context_today(self),
                "memo": bill.ref or bill.name,
                "invoice_ids": [Command.set(bill.ids)],
            }
            for bill in self
        ]
        # sudo: callers checked who may pay; the journal is no secret of theirs
        payments = self.env["account.payment"].sudo().create(values)
        payments.action_post()
        for bill, payment in zip(self, payments, strict=True):
            bill._reconcile_open(payment.move_id, "liability_payable")
        return payments

    def _get_captured_by_wallet(self):
        """Return {wallet: amount} that paid this invoice and was not given back."""
        paid = defaultdict(float)
        moves = self | self.reversal_move_ids
        for capture in moves.wallet_capture_ids:
            if not capture.undone and not capture.on_credit:
                paid[capture.wallet_id] += capture.move_amount
        return {
            wallet: amount
            for wallet, amount in paid.items()
            if self.currency_id.compare_amounts(amount, 0) > 0
        }

    def _undo_captures(self):
        """Give back what reset invoices took, and hold it for their orders again.

        :raise UserError: the payment cannot be undone, such as in a locked period
        """
        # sudo: resetting the invoice was allowed; its payments follow it
        moves = self.sudo()
        captures = moves.wallet_capture_ids.filtered(lambda c: not c.undone)
        captures |= captures.search(
            [
                ("payment_id", "in", moves.origin_payment_id.ids),
                ("undone", "=", False),
            ]
        )
        if not captures:
            return
        captures.undone = True
        captures._cancel_payments(moves.origin_payment_id)
        captures.filtered(lambda c: c.move_id in moves)._hold_again()
