# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from .common import ImportCommon
from .files import get_files

HEADER = "distributor_code,date,amount,memo\n"
# what the orders of the good files cost each distributor
ENOUGH = """\
T-S1,2023-01-01,420.42,first
T-D1,2023-01-01,112.12,first
T-D2,2023-02-01,702.00,same day as the order
T-S1,2023-02-01,45.00,second
T-D1,2023-06-01,97.99,second
T-C1,2023-12-31,81.13,only
T-M1,2024-01-01,1800.00,only
T-D2,2024-02-29,5.71,second
"""


@tagged("-at_install", "post_install")
class TestImportWallets(ImportCommon):
    def _get_files(self, rows):
        return {**get_files(), "wallets": (HEADER + rows).encode()}

    def _get_wallet(self, code):
        return self.env["distributor.wallet"].search(
            [
                ("company_id", "=", self.company.id),
                ("distributor_id.code", "=", code),
            ]
        )

    def _refused(self, files):
        return [(order.order_ref, order.line) for order, _ in self._load(files)]

    def test_exactly_enough(self):
        files = self._get_files(ENOUGH)
        self.assertEqual(self._refused(files), [])
        self.assertEqual(len(self._get_sales()), 8)
        for code in ("T-S1", "T-D1", "T-D2", "T-C1", "T-M1"):
            self.assertEqual(self._get_wallet(code).balance, 0.0, code)
        self._assert_agree()

    def test_one_cent_too_little(self):
        """The order is refused with its line; the rest goes on."""
        files = self._get_files(
            ENOUGH.replace("T-D2,2023-02-01,702.00", "T-D2,2023-02-01,701.99")
        )
        refused = self._load(files)
        self.assertEqual(
            [(o.order_ref, o.line) for o, _reason in refused], [("T-O3", 4)]
        )
        self.assertIn("0.01", refused[0][1])
        self.assertEqual(len(self._get_sales()), 7)
        self.assertEqual(self._get_wallet("T-D2").balance, 701.99 + 5.71 - 5.71)
        self._assert_agree()

    def test_later_money_pays_no_earlier_order(self):
        """Neither in the first run nor, when all the money is in, in a second."""
        rows = ENOUGH.replace("T-S1,2023-01-01", "T-S1,2023-02-01")
        files = self._get_files(rows)
        self.assertEqual(self._refused(files), [("T-O1", 2)])
        counts = self._count()
        self.assertEqual(self._refused(files), [("T-O1", 2)])
        self.assertEqual(self._count(), counts)

    def test_second_run_books_no_topup_again(self):
        files = self._get_files(ENOUGH + "T-D1,2024-03-01,5,x\nT-D1,2024-03-01,5,x\n")
        self._load(files)
        self.assertEqual(self._get_wallet("T-D1").balance, 10.0)
        counts = self._count()
        self._load(files)
        self.assertEqual(self._count(), counts)
        self.assertEqual(self._get_wallet("T-D1").balance, 10.0)

    def test_interrupted_between_topups_and_orders(self):
        files = self._get_files(ENOUGH)
        for stop in (4, 2, 3):
            self._load(files, stop=stop, batch=2)
        self.assertEqual(self._refused(files), [])
        self.assertEqual(len(self._get_sales()), 8)
        self._assert_agree()

    def test_empty_wallet_file_pays_nothing(self):
        refused = self._refused(self._get_files(""))
        self.assertEqual(len(refused), 8)
        self.assertFalse(self._get_sales())
