# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import RequestCommon


@tagged("post_install", "-at_install")
class TestLimit(RequestCommon):
    def _open(self, wallet=None):
        action = (wallet or self.wallet).with_user(self.finance).action_set_limits()
        wizard = self.env["distributor.wallet.limit"].with_user(self.finance)
        return Form(wizard.with_context(**action["context"]))

    def test_with_a_reason_in_the_chatter(self):
        with self._open() as form:
            form.credit_limit = 500
            form.minimum_balance = 1200
            form.reason = "T-Credit meeting"
        form.record.action_confirm()
        self.assertEqual(self.wallet.credit_limit, 500)
        self.assertTrue(self.wallet.is_below_minimum)
        message = self.wallet.message_ids.filtered(
            lambda m: "T-Credit meeting" in (m.body or "")
        )
        self.assertEqual(message.author_id, self.finance.partner_id)
        self._confirm((self.product, 14, 100))
        self.assertEqual((self.wallet.held, self.wallet.credit_held), (1000, 400))
        with self._open() as form:
            self.assertEqual(form.credit_limit, 500)
            form.reason = "T"

    def test_bond_has_no_credit(self):
        with self._open(self._create_bond(1)) as form:
            form.reason = "T-Reason"
        wizard = form.record
        wizard.credit_limit = 5
        with self.assertRaisesRegex(UserError, "no credit limit"):
            wizard.action_confirm()

    def test_finance_only(self):
        with self.assertRaises(AccessError):
            self.wallet.with_user(self.manager).action_set_limits()
        with self.assertRaises(AccessError):
            self.env["distributor.wallet.limit"].with_user(self.manager).create(
                {"wallet_id": self.wallet.id, "reason": "T"}
            )
