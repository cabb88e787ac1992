# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor_wallet.tests.common import WalletCommon

TODAY = date(2026, 3, 1)


@tagged("post_install", "-at_install")
class RequestCommon(WalletCommon):
    """A wallet with 1000, a verified bank account, and three persons of finance."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first, cls.second = (
            cls._create_user(name, "finance") for name in ("t-first", "t-second")
        )
        cls.manager = cls._create_user("t-manager", "manager")
        cls.bank_account = cls._create_bank_account("T-6222-0001")
        cls._top_up(1000)

    @classmethod
    def _create_user(cls, login, group):
        return new_test_user(
            cls.env,
            login,
            f"distributor.distributor_group_{group}",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    @classmethod
    def _create_bank_account(cls, number, partner=None, verified=True):
        return (
            cls.env["res.partner.bank"]
            .sudo()
            .create(
                {
                    "acc_number": number,
                    "partner_id": (partner or cls.dealer.partner_id).id,
                    "allow_out_payment": verified,
                }
            )
        )

    @classmethod
    def _create_request(cls, kind, wallet=None, user=None, **vals):
        model = cls.env[f"distributor.wallet.{kind}"].with_user(user or cls.finance)
        values = {"wallet_id": (wallet or cls.wallet).id, "reason": "T-Reason"}
        return model.create({**values, **vals})

    @classmethod
    def _refund(cls, amount, wallet=None, user=None, **vals):
        """Ask for a refund."""
        refund = cls._create_request("refund", wallet, user, amount=amount, **vals)
        refund.action_submit()
        return refund

    @classmethod
    def _approve(cls, request, *users):
        for user in users or (cls.first, cls.second):
            request.with_user(user).action_approve()
        return request

    @classmethod
    def _pay(cls, refunds, day=TODAY):
        wizard = cls.env["distributor.wallet.refund.pay"].with_user(cls.finance)
        action = refunds.with_user(cls.finance).action_pay()
        wizard = wizard.with_context(**action["context"]).create(
            {"journal_id": cls.bank.id, "date": day}
        )
        wizard.action_confirm()
        return refunds.payment_id

    @classmethod
    def _refuse(cls, request, user, reason="T-Because"):
        action = request.with_user(user).action_refuse()
        cls._give_reason(action, user, reason)

    @classmethod
    def _give_reason(cls, action, user, reason="T-Because"):
        wizard = cls.env["distributor.wallet.request.reason"].with_user(user)
        wizard = wizard.with_context(**action["context"]).create({"reason": reason})
        wizard.action_confirm()

    @classmethod
    def _create_bond(cls, amount):
        wallet = cls.wallet._get_or_create(
            cls.dealer, cls.company.currency_id, cls.company._get_wallet_purpose("bond")
        )
        cls._top_up(amount, wallet)
        return wallet

    @classmethod
    def _create_file(cls, user=None):
        attachments = cls.env["ir.attachment"].with_user(user or cls.finance)
        return attachments.create({"name": "T-Evidence.pdf", "raw": b"%PDF-1.7"})
