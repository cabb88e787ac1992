# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from .common import RequestCommon

EXIT = date(2026, 3, 1)


@tagged("post_install", "-at_install")
@freeze_time("2026-03-01")
class TestExit(RequestCommon):
    def _get_item(self):
        [item] = [i for i in self.dealer._get_exit_items() if i["key"] == "deposit"]
        return item

    def test_refunds_of_all_wallets_end_the_exit(self):
        bond = self._create_bond(500)
        self.dealer._begin_exit(EXIT, EXIT, "T-Leaves")
        dealer = self.dealer.with_user(self.finance)
        for _time in range(2):
            action = dealer.action_refund()
        refunds = self.env["distributor.wallet.refund"].search(action["domain"])
        self.assertEqual(
            {r.wallet_id: r.amount for r in refunds}, {self.wallet: 1000, bond: 500}
        )
        refunds.with_user(self.finance).action_submit()
        item = self._get_item()
        self.assertFalse(item["done"])
        for refund in refunds:
            self.assertIn(f"{refund.name} ", item["detail"])
            self.assertEqual(refund.due_date, self.dealer.refund_due_date)
        self._pay(self._approve(refunds))
        self.assertTrue(self._get_item()["done"])
        self._assert_wallet(0, 0)
        self._assert_wallet(0, 0, bond)
        self.dealer._close()
        self.assertEqual(self.dealer.state, "terminated")
