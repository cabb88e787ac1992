# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError

# stock looks at a transaction every ten minutes, and for four days only
STOCK_IS_LATE = relativedelta(hours=1)


class PaymentTransaction(models.Model):
    _name = "payment.transaction"
    _inherit = ["payment.transaction", "payment.transaction.topup"]

    distributor_topup_id = fields.Many2one(
        "distributor.topup",
        "Top-Up",
        index="btree_not_null",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    distributor_topup_hold_id = fields.Many2one(
        "distributor.wallet.hold",
        "Held for the Refund",
        readonly=True,
        copy=False,
        ondelete="set null",
    )
    distributor_topup_problem = fields.Char(
        "Top-Up Problem",
        readonly=True,
        copy=False,
        help="Why this payment was not booked on the wallet by itself.",
    )

    def _create_payment(self, **extra_create_values):
        self.ensure_one()
        if self.distributor_topup_id:
            return self._book_top_up(**extra_create_values)
        return super()._create_payment(**extra_create_values)

    def _book_top_up(self, by_hand=False, **extra_create_values):
        """Credit a top-up once, and only what was asked for.

        Callbacks may come twice, late, in any order and at the same time. Stock asks
        for a payment only while the transaction has none; the top-up's row, which
        changes with each credit, lets one of two at once start over.

        :param by_hand: finance decided to book it whatever speaks against it
        :return: account.payment; none when there is a problem
        """
        self.ensure_one()
        create = super()._create_payment
        self.distributor_topup_id._lock()
        if self.amount < 0:
            return self._take_back_top_up(create)
        problem = not by_hand and self._get_top_up_problem()
        if problem:
            self._report_top_up(problem)
            return self.env["account.payment"]
        payment = create(**self._prepare_top_up_vals(by_hand), **extra_create_values)
        self._clear_top_up_problem()
        return payment

    def _refund(self, amount_to_refund=None):
        """Hold the money before the provider is asked: what was spent is refused."""
        self.ensure_one()
        if self.distributor_topup_id and self.payment_id:
            amount = amount_to_refund or self.amount
            self.distributor_topup_hold_id = self._place_top_up_hold(amount)
        return super()._refund(amount_to_refund)

    def _create_child_transaction(self, amount, is_refund=False, **values):
        topup = self.distributor_topup_id
        held = self.distributor_topup_hold_id if is_refund else None
        if topup:
            values["distributor_topup_id"] = topup.id
        if held:
            values["distributor_topup_hold_id"] = held.id
            self.distributor_topup_hold_id = False
        child = super()._create_child_transaction(amount, is_refund, **values)
        if topup and is_refund and self.payment_id and not held:
            child._hold_top_up()
        return child

    def _update_state(self, allowed_states, target_state, state_message):
        changed = super()._update_state(allowed_states, target_state, state_message)
        if target_state in ("cancel", "error"):
            changed.distributor_topup_hold_id._release()
            refunds = changed.filtered(lambda tx: tx.operation == "refund")
            refunds._clear_top_up_problem()
        return changed

    def _settle_top_up(self):
        """Book payments with a problem as they are; finance decided so.

        :raise UserError: a refund for which the wallet is still short
        """
        for tx in self:
            if tx.state == "done":
                if not tx.payment_id:
                    tx.with_company(tx.company_id)._book_top_up(by_hand=True)
                if not tx.distributor_topup_problem and not tx.is_post_processed:
                    tx._post_process()
            elif tx.state in ("draft", "pending") and tx.amount < 0:
                tx._clear_top_up_problem()
                tx._hold_top_up()
            if tx.distributor_topup_problem:
                raise UserError(tx.distributor_topup_problem)

    def _log_message_on_linked_documents(self, message):
        result = super()._log_message_on_linked_documents(message)
        self.ensure_one()
        if self.distributor_topup_id:
            by_us = self.env.uid == SUPERUSER_ID or self.env.context.get(
                "payment_backend_action"
            )
            author = self.env.user.partner_id if by_us else self.partner_id
            self.distributor_topup_id.message_post(body=message, author_id=author.id)
        return result

    @api.model
    def _cron_book_top_ups(self, batch=50):
        """Book what the stock job left: it gives up after four days."""
        cron = self.env["ir.cron"]
        late = fields.Datetime.now() - STOCK_IS_LATE
        domain = [
            ("distributor_topup_id", "!=", False),
            ("state", "in", ("done", "cancel")),
            ("is_post_processed", "=", False),
            ("distributor_topup_problem", "=", False),
            ("last_state_change", "<", late),
        ]
        transactions = self.search(domain, limit=batch, order="id")
        cron._commit_progress(remaining=len(transactions))
        for tx in transactions:
            locked = tx.try_lock_for_update().filtered_domain(domain)
            try:
                with self.env.cr.savepoint():
                    locked._post_process()
            except UserError as error:
                locked.invalidate_recordset()
                locked._report_top_up(str(error))
            if not cron._commit_progress(1):
                break
