# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.exceptions import AccessError, UserError

from odoo.addons.distributor.models.group_names import FINANCE


class DistributorWalletRefund(models.Model):
    """Pays refunds by stock payments, and follows what becomes of these.

    Posting the payment is what settles a refund, wherever it is posted: the hold is
    used up right before the money leaves, in one transaction and under the lock of the
    wallet, so that nobody else gets at it between.
    """

    _inherit = "distributor.wallet.refund"

    def action_pay(self):
        """Ask finance from which bank account, and when, these are paid."""
        self._check_payable()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_wallet_request.distributor_wallet_refund_pay_action"
        )
        return dict(action, context={"default_refund_ids": self.ids})

    def action_view_payment(self):
        """Open the payment of this refund."""
        self.ensure_one()
        self.check_access("read")
        return self.payment_id._get_records_action()

    def _check_payable(self):
        """Check that the user is finance and all of them wait to be paid."""
        self.check_access("read")
        if not self.env.user.has_group(FINANCE):
            raise AccessError(self.env._("Only distribution finance pays refunds."))
        self._check_step("approved")

    def _pay(self, journal, date):
        """Pay approved refunds out of a bank account of the company.

        :param journal: account.journal of type bank, no journal of a wallet
        :param date: day (date) of the payments
        :return: posted account.payment records, one for each refund
        :raise UserError: not approved, another company, or a wallet in doubt
        """
        self._check_payable()
        self.env["distributor.wallet"]._lock(self.wallet_id)
        self._check_journal(journal)
        self.wallet_id._check_agreement()
        for refund in self:
            refund._check_bank_account()
        payments = self.env["account.payment"].create(
            [
                refund._prepare_payment_vals(journal, date)
                for refund in self.sorted("id")
            ]
        )
        payments._post_wallet_top_up()
        return payments

    def _check_journal(self, journal):
        companies = self.company_id
        if len(companies) != 1 or journal.company_id != companies:
            raise UserError(
                self.env._("Refunds are paid from a bank journal of their company.")
            )
        if journal.type != "bank" or journal in companies._get_wallet_journals():
            raise UserError(self.env._("%s is no bank journal.", journal.display_name))

    def _prepare_payment_vals(self, journal, date):
        """Return the values of the stock payment of this refund."""
        self.ensure_one()
        return {
            "payment_type": "outbound",
            "partner_type": "customer",
            "partner_id": self.distributor_id.partner_id.id,
            "distributor_wallet_id": self.wallet_id.id,
            "distributor_refund_id": self.id,
            "partner_bank_id": self.bank_account_id.id,
            "amount": self.amount,
            "currency_id": self.currency_id.id,
            "journal_id": journal.id,
            "date": date,
            "memo": self.name,
        }

    def _settle(self, payment):
        """Close this refund with the payment that is about to be posted.

        :raise UserError: it is paid already, or the payment differs from the refund
        """
        self.ensure_one()
        self._check_step("approved")
        same = (
            not self.currency_id.compare_amounts(payment.amount, self.amount)
            and payment.payment_type == "outbound"
            and payment.currency_id == self.currency_id
            and payment.distributor_wallet_id == self.wallet_id
            and payment.partner_bank_id == self.bank_account_id
        )
        if not same:
            raise UserError(
                self.env._(
                    "The payment of %(refund)s pays %(amount)s to %(account)s, as it"
                    " was approved. For something else, cancel the refund and ask for"
                    " another.",
                    refund=self.display_name,
                    amount=self.currency_id.format(self.amount),
                    account=self.bank_account_id.acc_number,
                )
            )
        self._capture_hold()
        self.write(
            {"state": "done", "payment_id": payment.id, "paid_date": payment.date}
        )
        self._clear_payment_activities()
        self._tell_distributor("paid")

    def _on_entry_undone(self):
        """Wait for another payment: the money is back and held again."""
        for refund in self:
            refund.hold_id._move(refund.amount, captured=-refund.hold_id.captured)
            refund.write({"state": "approved", "paid_date": False})
            refund.message_post(
                body=self.env._(
                    "Its payment was undone; the money is held until it is paid again."
                )
            )
            refund._carry_out()
