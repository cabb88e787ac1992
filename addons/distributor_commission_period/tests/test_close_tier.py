# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from .common import FEBRUARY, PeriodCommon

TIERS = {0: 1, 1000: 2}


@tagged("post_install", "-at_install")
@freeze_time("2026-03-01 12:00:00")
class TestCloseTier(PeriodCommon):
    """Rules with tiers pay line by line; the close brings them to the net volume."""

    def _start(self, **kw):
        return self._clone_version(rules=[(1, 0, {"tiers": TIERS, **kw})])

    def _sell_worth(self, *prices, day=FEBRUARY):
        return [self._sell((self.product, 1, price), day=day) for price in prices]

    def test_whole_amount(self):
        version = self._start()
        self._sell_worth(600, 600)
        entries = self._get_of(version)
        self.assertEqual(entries.mapped("amount"), [6, 12])
        close = self._close(version)
        entry = self._get_closed(close, "tier")
        self.assertEqual((entry.amount, entry.basis), (6, 1200))
        self.assertEqual(entry.rule_id, version.rule_ids)
        self.assertEqual(entry.beneficiary_id, self.country)
        for text in ("1,200", "1,000", "24", "18"):
            self.assertIn(text, entry.reason)
        self.assertIn("tier", entry.explanation)
        self._close(version)
        self.assertEqual(self._get_closed(close, "tier"), entry)

    def test_marginal_needs_none(self):
        version = self._start(tier_mode="marginal")
        self._sell_worth(600, 600, 600)
        self.assertFalse(self._get_closed(self._close(version), "tier"))

    def test_credit_note_below_the_threshold(self):
        version = self._start()
        _first, second = self._sell_worth(600, 600)
        close = self._close(version)
        self._refund(second, date(2026, 3, 1))
        self._close(version)
        # 6 + 12 line by line, 6 at the close, −12 by the credit note, so −6 is missing
        self.assertEqual(self._get_closed(close, "tier").mapped("amount"), [6, -6])
        self.assertEqual(self._sum(self._get_of(version)), 6)

    def test_invoice_posted_again(self):
        """What counts is the month of the sale, whenever it was booked."""
        version = self._start()
        first, _second = self._sell_worth(600, 600)
        first.button_draft()
        first.action_post()
        self._close(version)
        self.assertEqual(self._sum(self._get_of(version)), 24)

    def test_limit_of_the_period(self):
        version = self._start(max_period=15)
        self._sell_worth(600, 600, 600)
        self._close(version)
        self.assertEqual(self._sum(self._get_of(version)), 15)

    def test_limit_and_full_refund(self):
        """A share that a limit reduced is taken back, and nothing is made up for it."""
        version = self._start(max_order=5)
        first, second = self._sell_worth(600, 600)
        close = self._close(version)
        self.assertEqual(self._sum(self._get_closed(close, "tier")), 6)
        for invoice in (first, second):
            self._refund(invoice, date(2026, 3, 1))
        self._close(version)
        self.assertEqual(self._sum(self._get_of(version)), 0)

    def test_paid_in_proportion(self):
        version = self._clone_version(
            rules=[(1, 0, {"tiers": TIERS, "max_order": 5})], event="paid"
        )
        [invoice] = self._sell_worth(600)
        self._pay(invoice, 300)
        close = self._close(version)
        # 300 are worth 3; half of the limited 5 is booked, for half of 6
        self.assertEqual(self._sum(self._get_closed(close, "tier")), 0)
