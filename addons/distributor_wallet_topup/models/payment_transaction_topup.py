# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.exceptions import UserError


class PaymentTransactionTopup(models.AbstractModel):
    """What becomes of an online payment that belongs to a top-up."""

    _name = "payment.transaction.topup"
    _description = "Online Payments of Top-Ups"

    def _prepare_top_up_vals(self, by_hand):
        """Return what differs from a stock payment.

        :param by_hand: booked once more on purpose, so it may repeat a reference
        """
        self.ensure_one()
        topup = self.distributor_topup_id
        provider = self.provider_id
        wallet = topup.wallet_id
        reference = self.provider_reference
        return {
            **wallet._prepare_top_up_vals(
                self.amount,
                provider.journal_id,
                fields.Date.context_today(self),
                topup.name,
            ),
            "distributor_topup_id": topup.id,
            "distributor_topup_key": (
                f"{provider.id}:{reference}" if reference and not by_hand else False
            ),
            "outstanding_account_id": self._get_top_up_bank_account().id,
        }

    def _get_top_up_bank_account(self):
        """Return the account on which money of the provider stands until it arrives."""
        self.ensure_one()
        journal = self.provider_id.journal_id
        methods = journal.inbound_payment_method_line_ids.filtered(
            lambda method: method.payment_provider_id == self.provider_id
        )
        return methods[:1].payment_account_id or journal.default_account_id

    def _get_top_up_problem(self):
        """Return why this payment must not credit its top-up by itself, or nothing."""
        self.ensure_one()
        topup, provider = self.distributor_topup_id, self.provider_id
        company = topup.company_id
        values = {
            "transaction": self.reference,
            "paid": self.currency_id.format(self.amount),
            "asked": topup.currency_id.format(topup.amount),
            "provider": provider.name,
        }
        if not provider._credits_top_ups(company) or not (
            self.is_live or company.distributor_topup_test
        ):
            return self.env._(
                "%(transaction)s: the provider %(provider)s is not enabled for"
                " top-ups.",
                **values,
            )
        if self.currency_id != topup.currency_id or topup.currency_id.compare_amounts(
            self.amount, topup.amount
        ):
            return self.env._(
                "%(transaction)s: %(paid)s were paid, but %(asked)s were asked for.",
                **values,
            )
        if not topup.currency_id.is_zero(topup.amount_received):
            return self.env._(
                "%(transaction)s: %(paid)s were paid, but the top-up was paid before."
                " Refund this payment, or credit it as well.",
                **values,
            )
        return self._get_top_up_reference_problem()

    def _get_top_up_reference_problem(self):
        key = f"{self.provider_id.id}:{self.provider_reference}"
        payments = self.env["account.payment"]
        if not self.provider_reference:
            return self.env._(
                "%s: the provider gave no reference of its own.", self.reference
            )
        used = payments.search([("distributor_topup_key", "=", key)], limit=1)
        if used:
            return self.env._(
                "%(transaction)s: the reference %(reference)s of the provider was"
                " credited with %(payment)s already.",
                transaction=self.reference,
                reference=self.provider_reference,
                payment=used.name,
            )
        return False

    def _report_top_up(self, problem):
        """Keep why a payment was not booked, and ask finance."""
        self.ensure_one()
        if self.distributor_topup_problem != problem:
            self.distributor_topup_problem = problem
            self.distributor_topup_id._alert_finance(problem)

    def _clear_top_up_problem(self):
        solved = self.filtered("distributor_topup_problem")
        solved.distributor_topup_problem = False
        solved.distributor_topup_id._settle_alerts()

    def _hold_top_up(self):
        """Keep what is refunded, so that no order spends it meanwhile.

        A refund the provider itself announces cannot be refused any more: when the
        money was spent, it stays as a problem for finance.
        """
        self.ensure_one()
        try:
            with self.env.cr.savepoint():
                hold = self._place_top_up_hold(abs(self.amount))
                self.distributor_topup_hold_id = hold
        except UserError as error:
            self._report_top_up(str(error))

    def _place_top_up_hold(self, amount):
        """Hold money of the top-up's wallet for a refund.

        :raise UserError: it was spent already
        """
        self.ensure_one()
        topup = self.distributor_topup_id
        holds = self.env["distributor.wallet.hold"]
        return holds._place(topup.wallet_id, amount, kind="refund", origin=topup.name)

    def _take_back_top_up(self, create_payment):
        """Take a refund that is done out of the wallet.

        :param create_payment: called with the values that differ from stock
        :return: account.payment; none when the money was spent
        """
        self.ensure_one()
        topup = self.distributor_topup_id
        if not self.source_transaction_id.payment_id:
            # what was never credited goes back without touching the wallet
            self.source_transaction_id._clear_top_up_problem()
            return self.env["account.payment"]
        try:
            with self.env.cr.savepoint():
                self.distributor_topup_hold_id._release()
                payment = create_payment(
                    distributor_wallet_id=topup.wallet_id.id,
                    partner_id=topup.wallet_id.partner_id.id,
                    distributor_topup_id=topup.id,
                    outstanding_account_id=self._get_top_up_bank_account().id,
                    memo=self.env._("Refund of %s", topup.name),
                )
        except UserError as error:
            self.invalidate_recordset()
            self._report_top_up(str(error))
            return self.env["account.payment"]
        self._clear_top_up_problem()
        return payment
