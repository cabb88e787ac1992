# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from unittest.mock import patch

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.distributor_wallet.tests.common import WalletCommon
from odoo.addons.payment.models.payment_transaction import (
    PaymentTransaction as StockTransaction,
)


class ProviderFactory:
    """Makes a provider without a network, and calls back in its name."""

    @classmethod
    def _create_provider(cls, company, journal, **values):
        env = cls.env
        method = env.ref("payment.payment_method_unknown")
        # stock makes the methods of real providers when their module is installed
        codes = env["account.payment.method"].sudo()
        if not codes.search([("code", "=", "none")]):
            codes.create({"name": "T", "code": "none", "payment_type": "inbound"})
        provider = env["payment.provider"].create(
            {
                "name": "T-Provider",
                "code": "none",
                "company_id": company.id,
                "state": "enabled",
                "is_published": True,
                "payment_method_ids": [Command.set(method.ids)],
                **values,
            }
        )
        method.active = True
        provider.journal_id = journal
        return provider

    @classmethod
    def _create_transaction(cls, topup, provider=None, **values):
        provider = provider or cls.provider
        number = cls.env["payment.transaction"].search_count(
            [("distributor_topup_id", "=", topup.id)]
        )
        return cls.env["payment.transaction"].create(
            {
                "provider_id": provider.id,
                "payment_method_id": cls.env.ref("payment.payment_method_unknown").id,
                "reference": f"{topup.name}-{number}",
                "amount": topup.amount,
                "currency_id": topup.currency_id.id,
                "partner_id": topup.partner_id.id,
                "operation": "online_redirect",
                "distributor_topup_id": topup.id,
                **values,
            }
        )

    def _call_back(self, tx, state="done", amount=None, currency=None, reference=None):
        """Process what the provider says of a transaction, as a webhook does."""

        def extract(tx, data):
            return {
                "amount": data["amount"],
                "currency_code": data["currency"],
            }

        def apply(tx, data):
            tx.provider_reference = data["provider_reference"]
            getattr(tx, f"_set_{data['state']}")(
                **({"state_message": "T"} if data["state"] == "error" else {})
            )

        data = {
            "reference": tx.reference,
            "state": state,
            "amount": abs(tx.amount) if amount is None else amount,
            "currency": currency or tx.currency_id.name,
            "provider_reference": reference or f"P-{tx.reference}",
        }
        with (
            patch.object(StockTransaction, "_extract_amount_data", extract),
            patch.object(StockTransaction, "_apply_updates", apply),
        ):
            return tx._process(tx.provider_code, data)


@tagged("post_install", "-at_install")
class TopupCommon(ProviderFactory, WalletCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.provider = cls._create_provider(cls.company, cls.bank)

    @classmethod
    def _request(cls, amount=500.0, distributor=None, **values):
        return cls.env["distributor.topup"]._request(
            distributor or cls.dealer, amount, **values
        )

    @classmethod
    def _receive(cls, amount, text="", day="2026-03-02", **values):
        """Enter a line of the bank's statement."""
        lines = cls.env["account.bank.statement.line"].create(
            {
                "journal_id": cls.bank.id,
                "date": fields.Date.to_date(day),
                "payment_ref": text,
                "amount": amount,
                **values,
            }
        )
        return lines.sudo()

    def _assert_topup(self, topup, state, received=0.0, refunded=0.0):
        self.env.flush_all()
        self.assertEqual(
            (topup.state, topup.amount_received, topup.amount_refunded),
            (state, received, refunded),
        )
        self._assert_agree()
