# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import defaultdict

from odoo import models
from odoo.fields import Command


class AccountMove(models.Model):
    _inherit = "account.move"

    def write(self, vals):
        result = super().write(vals)
        if "state" in vals:
            if vals["state"] != "posted":
                self._unlink_wallet_reconciliation()
            self.line_ids._mirror_to_wallets()
        return result

    def _unlink_wallet_reconciliation(self):
        """Open what a deposit paid again, when that payment is undone.

        Stock keeps drafts reconciled, so an invoice would stay paid by money that is
        back in the deposit.
        """
        self.filtered(
            lambda move: move.journal_id
            and move.journal_id == move.company_id.distributor_wallet_journal_id
        ).line_ids.remove_move_reconcile()

    def _post(self, soft=True):
        posted = super()._post(soft)
        posted._settle_with_wallets()
        return posted

    def _get_wallet_origin(self):
        """Return the document name a distributor knows this entry by."""
        self.ensure_one()
        payment = self.origin_payment_id
        if payment.invoice_ids:
            return ", ".join(payment.invoice_ids.mapped("name"))
        return payment.memo or self.ref or self.name

    def _settle_with_wallets(self):
        """Pay posted invoices from deposits and put credit notes back to them.

        Stock payments in the deposit journal do it, so that payment states, receipts
        and reports are stock. What the deposit does not cover stays receivable.
        """
        # sudo: posting was allowed above; paying from the deposit is its consequence
        moves = self.sudo().filtered(
            lambda move: move.state == "posted"
            and move.move_type in ("out_invoice", "out_refund")
            and not move.currency_id.is_zero(move.amount_residual)
        )
        found = self.env["distributor.distributor"]
        for company, company_moves in moves.grouped("company_id").items():
            distributors = found._get_for_partners(company_moves.partner_id, company)
            values, settled = [], []
            spoken_for = defaultdict(float)
            for move in company_moves.sorted("id"):
                distributor = distributors.get(move.commercial_partner_id)
                if not distributor or not distributor.sudo().prepaid:
                    continue
                vals = move._prepare_wallet_payment_vals(distributor, spoken_for)
                if vals:
                    values.append(vals)
                    settled.append(move)
            payments = self.env["account.payment"].sudo().create(values)
            payments.action_post()
            for move, payment in zip(settled, payments, strict=True):
                (move | payment.move_id).line_ids.filtered(
                    lambda line: line.account_type == "asset_receivable"
                    and not line.reconciled
                ).reconcile()

    def _prepare_wallet_payment_vals(self, distributor, spoken_for):
        """Return the values of the payment that settles this move, or None.

        For an invoice the holds of its orders give way first, so that the capture
        finds the money they set aside.

        :param spoken_for: {wallet: amount} that payments of the same batch will take
        """
        self.ensure_one()
        wallet = self.env["distributor.wallet"]._get_or_create(
            distributor, self.currency_id
        )
        amount = self.amount_residual
        if self.move_type == "out_invoice":
            amount = self._take_from_holds(wallet, spoken_for[wallet])
            if self.currency_id.compare_amounts(amount, 0) <= 0:
                return None
            spoken_for[wallet] += amount
        receives = self.move_type == "out_invoice"
        return {
            "payment_type": "inbound" if receives else "outbound",
            "partner_type": "customer",
            "partner_id": self.commercial_partner_id.id,
            "amount": amount,
            "currency_id": self.currency_id.id,
            "journal_id": wallet.journal_id.id,
            "date": self.date,
            "memo": self.name,
            "invoice_ids": [Command.set(self.ids)],
        }

    def _take_from_holds(self, wallet, spoken_for):
        """Free the holds of this invoice's orders for it; return what it may take."""
        self.ensure_one()
        orders = self.line_ids.sale_line_ids.order_id
        left = self.amount_residual
        taken = 0.0
        for hold in orders.wallet_hold_ids.filtered(
            lambda h: h.state == "open" and h.wallet_id == wallet
        ).sorted("id"):
            part = min(left, hold.remaining)
            hold._resize(hold.amount, captured=part)
            left -= part
            taken += part
        # the rest comes from what is free, never from what other orders hold
        free = wallet.available - taken - spoken_for
        orders.filtered(lambda o: o._is_invoiced_in_full()).wallet_hold_ids._release()
        return self.currency_id.round(taken + min(left, max(0.0, free)))
