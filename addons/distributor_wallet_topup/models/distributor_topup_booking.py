# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.tools import SQL

DECIDE = "distributor_wallet_topup.mail_activity_type_decide"


class DistributorTopupBooking(models.AbstractModel):
    """How a top-up follows the money: only entries of the wallet change its amounts.

    Whatever credits, undoes or takes back a top-up posts or undoes a journal item; the
    entry this makes on the wallet is what is counted here, in the same transaction.
    """

    _name = "distributor.topup.booking"
    _description = "Money of Top-Ups"

    def _follow(self, entry, takes_back):
        """Count an entry of the wallet that belongs to this top-up.

        Two payments at once change the same row, so that one of them starts over.

        :param takes_back: the entry belongs to a payment that goes out
        """
        self.ensure_one()
        if takes_back:
            vals = {"amount_refunded": self.amount_refunded - entry.amount}
        else:
            vals = {"amount_received": self.amount_received + entry.amount}
            if entry.amount > 0:
                vals.update(
                    date_paid=entry.date,
                    balance_after=entry.balance_after,
                    paid_by=entry._get_top_up_way(),
                )
        self.write(vals)
        self.state = self._get_followed_state()

    def _lock(self):
        """Let one of two at once wait; when the first has booked, it starts over."""
        self.flush_recordset()
        self.env.execute_query(
            SQL(
                "SELECT id FROM distributor_topup WHERE id IN %s ORDER BY id"
                " FOR NO KEY UPDATE",
                tuple(self.ids),
            )
        )

    def _get_followed_state(self):
        self.ensure_one()
        currency = self.currency_id
        if currency.is_zero(self.amount_received):
            undone = "cancelled" if self.from_bank else "waiting"
            return undone if self.state in ("paid", "refunded") else self.state
        if currency.compare_amounts(self.amount_refunded, self.amount_received) >= 0:
            return "refunded"
        return "paid"

    def _get_bank_accounts(self):
        """Return the company's accounts to which this top-up may be transferred.

        :return: res.partner.bank, in the currency of the top-up
        """
        self.ensure_one()
        company = self.company_id
        # sudo: where a company is paid is what it tells its distributors
        journals = company.sudo().distributor_topup_journal_id or self.env[
            "account.journal"
        ].sudo().search(
            [
                ("company_id", "=", company.id),
                ("type", "=", "bank"),
                ("bank_account_id", "!=", False),
            ]
        )
        return journals.filtered(
            lambda j: (j.currency_id or company.currency_id) == self.currency_id
        ).bank_account_id

    def _get_receipt_payment(self):
        """Return the documents that credited this top-up, as a receipt names them."""
        self.ensure_one()
        # sudo: whoever may read the top-up may know what paid it
        topup = self.sudo()
        payments = topup.payment_ids.filtered(lambda p: p.payment_type == "inbound")
        moves = topup.match_ids.statement_line_id.move_id
        names = payments.filtered("name").mapped("name") + moves.mapped("name")
        return ", ".join(names)

    def _alert_finance(self, note):
        """Ask finance once to look at this top-up."""
        self.ensure_one()
        finance = self.env.ref("distributor.distributor_group_finance").all_user_ids
        known = self.activity_search([DECIDE]).user_id
        for user in (
            finance.filtered(
                lambda u: u.active and not u.share and self.company_id in u.company_ids
            )
            - known
        ):
            self.with_context(lang=user.lang).activity_schedule(
                DECIDE,
                date_deadline=fields.Date.context_today(self),
                note=note,
                user_id=user.id,
            )

    def _settle_alerts(self):
        """End the activities once nothing is left to decide."""
        self.filtered(lambda topup: not topup.problem).activity_unlink([DECIDE])
