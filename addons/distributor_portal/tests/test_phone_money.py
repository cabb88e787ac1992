# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from .common import HOME
from .members import MembersCommon
from .phone import ChinesePhoneMixin


@tagged("post_install", "-at_install")
class TestPhoneMoney(ChinesePhoneMixin, MembersCommon):
    """Top up and ask for money back, in Chinese, on the smallest phone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._speak_chinese(cls.roles["finance"])
        cls.bank.set_bank_account("T-6222 0001")
        cls.env["res.partner.bank"].sudo().create(
            {
                "acc_number": "T-6222-9876",
                "partner_id": cls.dealer.partner_id.id,
                "allow_out_payment": True,
            }
        )

    def test_top_up_and_refund(self):
        self.start_tour(
            f"{HOME}/wallet",
            "distributor_portal_money",
            login=self.roles["finance"].login,
            timeout=120,
        )
        topup = self.dealer.topup_ids
        self.assertEqual((topup.amount, topup.state), (1234, "waiting"))
        refund = self.env["distributor.wallet.refund"].search(
            [("distributor_id", "=", self.dealer.id)]
        )
        self.assertEqual((refund.amount, refund.state), (910, "cancelled"))
        self._assert_wallet(5000, 0)
