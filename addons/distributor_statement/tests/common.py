# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.tests import tagged

from odoo.addons.distributor_wallet.tests.common import WalletCommon

START, END = date(2026, 2, 1), date(2026, 2, 28)


@tagged("post_install", "-at_install")
class StatementCommon(WalletCommon):
    """A dealer with a deposit paid in January and business in February 2026."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dealer.partner_id.write({"email": "t-d@example.com", "lang": "en_US"})
        cls.statements = cls.env["distributor.statement"]
        cls._top_up(1000)

    @classmethod
    def _make(cls, distributors=None, start=START, end=END, **kw):
        return cls.statements._make(
            cls.company, start, end, distributors or cls.dealer, **kw
        )

    @classmethod
    def _make_sent(cls, **kw):
        statement = cls._make(**kw)
        statement._send()
        return statement

    @classmethod
    def _bill(cls, distributor, amount, day, move_type="out_invoice", **kw):
        """Post an invoice or credit note that is not paid from a wallet."""
        return cls.init_invoice(
            move_type,
            partner=distributor.partner_id,
            invoice_date=day,
            amounts=[amount],
            taxes=[],
            post=True,
            **kw,
        )

    @classmethod
    def _pay(cls, distributor, amount, day):
        payment = cls.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": distributor.partner_id.id,
                "amount": amount,
                "journal_id": cls.bank.id,
                "date": day,
            }
        )
        payment.outstanding_account_id = cls.bank.default_account_id
        payment.action_post()
        return payment

    def _get_line(self, statement, kind, section="wallet"):
        return statement.line_ids.filtered(
            lambda line: line.kind == kind and line.section == section
        )[:1]
