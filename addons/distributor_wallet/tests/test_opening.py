# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import WalletCommon

FILE = """distributor,purpose,currency,amount
T-D,,,"1,234.56"
T-D,bond,USD,500
T-C,deposit,,0.10
"""


@tagged("post_install", "-at_install")
class TestOpening(WalletCommon):
    def _open(self, text, user=None):
        wizard = self.env["distributor.wallet.opening"].with_user(user or self.finance)
        with Form(wizard) as form:
            form.account_id = self.company_data["default_account_revenue"]
            form.file = base64.b64encode(text.encode())
        return form.record

    def _get_balance(self, distributor, code):
        return distributor.wallet_ids.filtered(
            lambda wallet: wallet.purpose_id.code == code
        ).balance

    def test_balances_come_in_by_one_entry(self):
        wizard = self._open(FILE)
        self.assertFalse(wizard.problem_count)
        wizard.action_post()
        self.assertEqual(self._get_balance(self.dealer, "deposit"), 1234.56)
        self.assertEqual(self._get_balance(self.dealer, "bond"), 500)
        self.assertEqual(self._get_balance(self.country, "deposit"), 0.1)
        entries = (self.dealer | self.country).wallet_ids.entry_ids
        self.assertEqual(len(entries.move_id), 1)
        self.assertEqual(set(entries.mapped("kind")), {"opening"})
        self._assert_agree()

    def test_rows_are_checked_before_anything_is_posted(self):
        wizard = self._open(
            FILE + "T-X,,,5\nT-M,foo,,5\nT-M,,XXX,5\nT-R,,,x\nT-R,bond,,-1\nT-C,,,5\n"
        )
        problems = {
            (line.distributor, line.purpose): line.problem for line in wizard.line_ids
        }
        self.assertIn("no distributor", problems["T-X", ""])
        self.assertIn("no purpose", problems["T-M", "foo"])
        self.assertIn("no number", problems["T-R", ""])
        self.assertIn("more than zero", problems["T-R", "bond"])
        self.assertIn("several rows", problems["T-C", "deposit"])
        with self.assertRaises(UserError):
            wizard.action_post()
        self._assert_wallet(0, 0)

    def test_second_time_is_refused(self):
        self._open(FILE).action_post()
        wizard = self._open(FILE)
        self.assertIn("already", wizard.line_ids[0].problem)
        with self.assertRaisesRegex(UserError, "already"):
            wizard.action_post()

    def test_bad_files(self):
        for text in ("code,amount\nT-D,1\n", "T-D"):
            with self.assertRaisesRegex(UserError, "lacks the columns"):
                self._open(text)

    def test_only_finance(self):
        with self.assertRaises(AccessError):
            self._open(FILE, user=self.env.ref("base.public_user"))
