# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date
from decimal import Decimal

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import CommissionCommon


@tagged("post_install", "-at_install")
class TestLevel(CommissionCommon):
    """A level may earn nothing, and whoever leaves is settled first."""

    def test_level_that_earns_nothing(self):
        self.regional.level_id.can_earn_commission = False
        invoice = self._sell((self.product, 1, 1000))
        entries = self._get_entries(invoice)
        self._assert_amounts(entries, C=50, M=20)
        for entry in entries:
            self.assertEqual(entry._recompute_amount(), Decimal(f"{entry.amount:.2f}"))
            self.assertEqual([link[3] for link in entry.source_id.chain], [1, 1, 0, 1])
            self.assertIn("T-R", entry.explanation_chain)
            self.assertEqual(entry.explanation_chain.count("earns no commission"), 1)

    def test_what_was_confirmed_before_stays(self):
        before = self._confirm((self.product, 1, 1000))
        self.regional.level_id.can_earn_commission = False
        self._assert_amounts(self._get_entries(self._invoice(before)), C=50, R=30, M=20)
        after = self._confirm((self.product, 1, 1000))
        self.regional.level_id.can_earn_commission = True
        invoice = self._invoice(after)
        self._assert_amounts(self._get_entries(invoice), C=50, M=20)
        refund = self._refund(invoice)
        self._assert_amounts(self._get_entries(refund), C=-50, M=-20)

    def _get_item(self):
        [item] = [i for i in self.country._get_exit_items() if i["key"] == "commission"]
        return item

    def test_exit_waits_for_the_last_settlement(self):
        self.assertTrue(self._get_item()["done"])
        self._sell((self.product, 1, 1000))
        item = self._get_item()
        self.assertFalse(item["done"])
        self.assertIn("entries: 1,", item["detail"])
        self.assertIn("50.00", item["detail"])
        settlements = self.settlements._settle(self.company, date(2026, 2, 1))
        own = settlements.filtered(lambda s: s.beneficiary_id == self.country)
        self.assertIn(own.display_name, self._get_item()["detail"])
        self._release(own)
        self.assertFalse(self._get_item()["done"])
        own._bill()
        self.assertTrue(self._get_item()["done"])

    def test_file_closes_after_the_settlement(self):
        self._sell((self.product, 1, 1000))
        today = fields.Date.context_today(self.country)
        self.dealer._set_upline(self.regional, self.dealer._get_today())
        self.country._begin_exit(today, today, "T-Leaves")
        with self.assertRaisesRegex(UserError, "(?s)T-C.*50.00"):
            self.country._close()
        settlements = self.settlements._settle(self.company, date(2026, 2, 1))
        self._release(settlements)
        settlements._bill()
        self.country._close()
        self.assertEqual(self.country.state, "terminated")
        self.assertFalse(self.country.state_change_ids[0].open_items)
