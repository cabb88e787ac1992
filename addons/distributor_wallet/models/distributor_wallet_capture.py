# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import format_date


class DistributorWalletCapture(models.Model):
    """What one invoice took of one wallet, or one credit note gave back to it.

    It lets a credit note go back the way the money came, last used first, and an
    invoice that is reset give back exactly what it took.
    """

    _name = "distributor.wallet.capture"
    _description = "Distributor Wallet Capture"
    _order = "id"
    _rec_name = "move_id"

    move_id = fields.Many2one(
        "account.move", "Invoice", required=True, index=True, ondelete="cascade"
    )
    wallet_id = fields.Many2one(
        "distributor.wallet", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="wallet_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="wallet_id.currency_id")
    hold_id = fields.Many2one(
        "distributor.wallet.hold", index="btree_not_null", ondelete="restrict"
    )
    payment_id = fields.Many2one(
        "account.payment", index="btree_not_null", ondelete="set null"
    )
    amount = fields.Monetary(
        required=True, help="Taken from the wallet; negative: given back."
    )
    hold_amount = fields.Monetary(help="The part that came out of the hold.")
    move_currency_id = fields.Many2one(
        related="move_id.currency_id", string="Invoice Currency"
    )
    move_amount = fields.Monetary(
        currency_field="move_currency_id", help="The same in the invoice's currency."
    )
    on_credit = fields.Boolean(
        help="Nothing was paid: the invoice is due by its terms."
    )
    undone = fields.Boolean(help="The invoice was reset, or its payment was.")

    @api.model
    def _pay(self, values):
        """Pay invoices from wallets and credit notes into them, by stock payments.

        :param values: list of dict as ``account.move._prepare_captures`` gives them
        """
        captures = self.create(values)
        paying = captures.filtered(lambda c: not c.on_credit)
        # sudo: posting the invoice was allowed; its payment follows it
        payments = (
            self.env["account.payment"]
            .sudo()
            .create([capture._prepare_payment_vals() for capture in paying])
        )
        for capture, payment in zip(paying, payments, strict=True):
            capture.payment_id = payment
        payments.action_post()
        for move, done in paying.grouped("move_id").items():
            move._reconcile_open(done.payment_id.move_id)

    def _prepare_payment_vals(self):
        self.ensure_one()
        receives = self.amount > 0
        return {
            "payment_type": "inbound" if receives else "outbound",
            "partner_type": "customer",
            "partner_id": self.move_id.commercial_partner_id.id,
            "amount": abs(self.amount),
            "currency_id": self.currency_id.id,
            "journal_id": self.wallet_id.journal_id.id,
            "date": self.move_id.date,
            "memo": self.move_id.name,
            "invoice_ids": [Command.set(self.move_id.ids)],
        }

    def _cancel_payments(self, besides):
        """Undo the payments of these captures, but those that are undone already.

        A payment whose journal is locked by a hash is reversed instead of reset.

        :raise UserError: naming the invoice, when its period is locked
        """
        for capture in self.filtered("payment_id"):
            payment = capture.payment_id
            if payment in besides or payment.state in ("draft", "canceled"):
                continue
            move = payment.move_id
            lock = move._get_violated_lock_dates(move.date, False)
            if lock:
                raise UserError(
                    self.env._(
                        "%(invoice)s was paid from a wallet on %(date)s, in a period"
                        " that is locked. Make a credit note instead of resetting it.",
                        invoice=capture.move_id.name or capture.move_id.display_name,
                        date=format_date(self.env, move.date),
                    )
                )
            if move.inalterable_hash:
                move.line_ids.remove_move_reconcile()
                move._reverse_moves([{"distributor_wallet_kind": "undo"}], cancel=True)
            else:
                payment.action_draft()
                payment.action_cancel()

    def _hold_again(self):
        """Give the holds of undone captures back what the invoices took of them."""
        for capture in self.filtered("hold_id").sorted(
            lambda c: (c.wallet_id.id, c.id)
        ):
            # sudo: the hold belongs to the invoice that was reset
            hold = capture.hold_id.sudo()
            taken = {
                "captured": -capture.hold_amount,
                "order_captured": -capture.move_amount,
            }
            if hold.order_id.state != "sale":
                hold._move(0.0, **taken)
                continue
            # what the order needed since then is held already, one hold a wallet
            later = hold._get_open_twin()
            back = capture.hold_amount + later.remaining
            order_back = capture.move_amount + later.order_remaining
            later._release()
            later.flush_recordset()  # before another hold is open in its place
            hold._move(
                hold.remaining + back, hold.order_remaining + order_back, **taken
            )
        self.hold_id.order_id._sync_holds(grow=False)
