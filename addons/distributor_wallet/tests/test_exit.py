# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import WalletCommon

EXIT = date(2026, 3, 1)


@tagged("post_install", "-at_install")
@freeze_time("2026-03-01")
class TestExit(WalletCommon):
    def _get_item(self, key):
        [item] = [i for i in self.dealer._get_exit_items() if i["key"] == key]
        return item

    def _refund(self, amount):
        """Pay a deposit back through the bank, as the accountant does."""
        move = self.env["account.move"].create(
            {
                "journal_id": self.company_data["default_journal_misc"].id,
                "date": EXIT,
                "line_ids": [
                    (
                        0,
                        0,
                        {
                            "account_id": account.id,
                            "partner_id": self.dealer.partner_id.id,
                            "balance": balance,
                        },
                    )
                    for account, balance in (
                        (self.wallet.account_id, amount),
                        (self.bank.default_account_id, -amount),
                    )
                ],
            }
        )
        move.action_post()

    def test_deposit_before_activation(self):
        self.dealer.level_id.deposit_amount = 500
        applicant = self._create_distributor(
            "T-A", "dealer", self.country, state="applicant"
        )
        with self.assertRaises(UserError) as refused:
            applicant.action_activate()
        self.assertRegex(str(refused.exception), "(?s)T-A.*500.00")
        wallet = self.wallet._get_or_create(applicant, self.company.currency_id)
        self._top_up(180, wallet)
        with self.assertRaises(UserError) as refused:
            applicant.action_activate()
        self.assertIn("320.00", str(refused.exception))
        self._top_up(320, wallet)
        applicant.action_activate()
        self.assertEqual(applicant.state, "active")

    def test_deposit_is_repaid_by_its_date(self):
        self.company.distributor_refund_days = 20
        self.assertTrue(self._get_item("deposit")["done"])
        self._top_up(750)
        self.dealer._begin_exit(EXIT, EXIT, "T-Leaves")
        self.assertEqual(self.dealer.refund_due_date, date(2026, 3, 21))
        item = self._get_item("deposit")
        self.assertFalse(item["done"])
        self.assertIn("750.00", item["detail"])
        self.assertIn("in 20 days", item["detail"])
        with freeze_time("2026-03-24"):
            self.assertIn("3 days", self._get_item("deposit")["detail"])
            self.assertIn("Overdue", self._get_item("deposit")["detail"])
        with self.assertRaisesRegex(UserError, "(?s)T-D.*750.00"):
            self.dealer._close()
        self._refund(750)
        self._assert_wallet(0, 0)
        self.dealer._close()
        self.assertEqual(self.dealer.state, "terminated")

    def test_deposit_works_after_the_end(self):
        """A file closed with money left can still be repaid and agrees."""
        self._top_up(10)
        self._terminate(self.dealer)
        self.assertIn("10.00", self.dealer.state_change_ids[0].open_items)
        self._refund(10)
        self._assert_wallet(0, 0)

    def test_holds_are_released(self):
        self._top_up(300)
        order = self._confirm((self.product, 1, 120))
        item = self._get_item("holds")
        self.assertIn(order.name, item["detail"])
        self.assertIn("120.00", item["detail"])
        self._invoice(order)
        self.assertTrue(self._get_item("holds")["done"])
        self.assertIn("180.00", self._get_item("deposit")["detail"])
