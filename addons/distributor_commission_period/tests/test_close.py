# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date
from decimal import Decimal

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import FEBRUARY, PeriodCommon

OVER = {100_000: 1}


@tagged("post_install", "-at_install")
class TestClose(PeriodCommon):
    def _sell_worth(self, amount, day=FEBRUARY, who=None):
        return self._sell((self.product, 1, amount), day=day, distributor=who)

    @freeze_time("2026-03-01 12:00:00")
    def test_own_bonus(self):
        version = self._clone_version([(OVER, {"measure": "own"})])
        self._sell_worth(123_400)
        self._sell_worth(90_000, who=self.country)
        close = self._close(version)
        entry = self._get_closed(close)
        self.assertEqual(entry.beneficiary_id, self.dealer)
        self.assertEqual((entry.amount, entry.basis, entry.rate), (1234, 123_400, 1))
        self.assertEqual(entry.date, date(2026, 2, 28))
        self.assertEqual(entry.source_id.event, "period")
        self.assertEqual(entry.source_id.version_id, version)
        self.assertFalse(entry.earner)
        for text in ("123,400", "100,000", "1,234", "February 2026", "last day"):
            self.assertIn(text, entry.reason)
        self.assertIn("123,400", entry.explanation)
        self.assertTrue(entry.source_id.open)
        self.assertEqual(close.bonus_amount, 1234)

    @freeze_time("2026-03-01 12:00:00")
    def test_again_adds_nothing(self):
        version = self._clone_version([(OVER, {})])
        self._sell_worth(123_400)
        close = self._close(version)
        self.assertEqual(self._close(version), close)
        self._close(version, limit=1)
        self.assertEqual(len(self._get_closed(close)), 1)

    @freeze_time("2026-03-01 12:00:00")
    def test_in_batches(self):
        version = self._clone_version([({0: 1}, {})])
        for who in (self.dealer, self.country, self.regional):
            self._sell_worth(1000, who=who)
        closes = self.env["distributor.commission.close"]
        plan = version.plan_id
        counts = [closes._close_batch(plan, "month", FEBRUARY, 2)[1] for _n in range(3)]
        self.assertEqual(counts, [2, 1, 0])
        close = self._close(version)
        self._assert_amounts(self._get_closed(close), D=10, C=10, R=10)

    @freeze_time("2026-03-01 12:00:00")
    def test_late_credit_note_writes_the_difference(self):
        """A credit note of March reduces the February that it takes back from."""
        version = self._clone_version([(OVER, {})])
        invoice = self._sell_worth(123_400)
        other = self._sell_worth(20_000)
        close = self._close(version)
        with freeze_time("2026-03-20 12:00:00"):
            self._refund(other, date(2026, 3, 20))
            self._close(version)
            self._refund(invoice, date(2026, 3, 20), [0.5])
            self._close(version)
        amounts = self._get_closed(close).mapped("amount")
        self.assertEqual(amounts, [1434, -200, -1234])
        first, *later = self._get_closed(close)
        self.assertEqual({e.origin_entry_id for e in later}, {first})
        self.assertEqual({e.date for e in later}, {date(2026, 3, 20)})
        self.assertIn("1,434", later[0].reason)
        march = self._measure(version, date(2026, 3, 1))
        self.assertEqual(march, {})

    def _measure(self, version, first, measure="own"):
        measures = self.env["distributor.commission.measure"]
        return measures._measure(version.plan_id, measure, "month", first)

    @freeze_time("2026-03-01 12:00:00")
    def test_cancelled_invoice_does_not_count(self):
        version = self._clone_version([(OVER, {})])
        invoice = self._sell_worth(123_400)
        close = self._close(version)
        invoice.button_draft()
        self._close(version)
        self.assertEqual(self._get_closed(close).mapped("amount"), [1234, -1234])
        invoice.action_post()
        self._close(version)
        self.assertEqual(self._sum(self._get_closed(close)), 1234)

    @freeze_time("2026-03-01 12:00:00")
    def test_downline_bonus(self):
        """As far down as the plan pays, by the chains of the orders."""
        version = self._clone_version([(OVER, {"measure": "downline"})])
        version.plan_id.max_generations = 2
        (self.country | self.regional).partner_id.is_company = True
        self._sell_worth(123_400)
        self._assert_amounts(self._get_closed(self._close(version)), C=1234, R=1234)

    @freeze_time("2026-03-01 12:00:00")
    def test_natural_person_has_no_downline(self):
        version = self._clone_version(
            [(OVER, {"measure": "downline"}), (OVER, {"measure": "own"})]
        )
        self.country.partner_id.is_company = False
        self.regional.partner_id.is_company = True
        self.dealer.partner_id.is_company = False
        self.master.partner_id.is_company = False
        self._sell_worth(123_400)
        self._assert_amounts(self._get_closed(self._close(version)), D=1234, R=1234)

    @freeze_time("2026-03-01 12:00:00")
    def test_level_of_the_close_counts(self):
        """A promotion after the close neither gives a bonus nor takes one."""
        level, store = self.dealer.level_id, self._get_level("store")
        version = self._clone_version(
            [
                (OVER, {"level_id": level.id}),
                (OVER, {"level_id": store.id}),
            ]
        )
        self._sell_worth(123_400)
        close = self._close(version)
        self.assertEqual(len(self._get_closed(close)), 1)
        self.dealer.sudo().level_id = store
        self._close(version)
        self.assertEqual(len(self._get_closed(close)), 1)
        level.sudo().can_earn_commission = False
        self._close(version)
        self.assertEqual(self._get_closed(close).mapped("amount"), [1234])

    @freeze_time("2026-03-01 12:00:00")
    def test_version_of_the_last_day(self):
        version = self._clone_version([(OVER, {})])
        later = self._create_version(
            version.plan_id, [(1, 5.0)], date(2026, 2, 20), approve=False
        )
        self._create_bonus(later, {1000: 2})
        later.sudo().action_approve()
        self._sell_worth(60_000, date(2026, 2, 1))
        self._sell_worth(60_000, date(2026, 2, 21))
        entry = self._get_closed(self._close(version))
        self.assertEqual(entry.amount, 2400)
        self.assertEqual((entry.version_id, entry.source_id.version_id), (later,) * 2)

    @freeze_time("2026-04-01 12:00:00")
    def test_marginal_quarter(self):
        tiers = {0: 1, 1000: 2, 2000: 3}
        vals = {"tier_mode": "marginal", "period": "quarter"}
        version = self._clone_version([(tiers, vals)])
        for month in (1, 2, 3):
            self._sell_worth(1000, date(2026, month, 28))
        close = self._close(version, date(2026, 1, 1), "quarter")
        self.assertEqual(self._get_closed(close).mapped("amount"), [60])
        self.assertIn("1st quarter 2026", self._get_closed(close).reason)

    def test_only_what_is_over(self):
        version = self._clone_version([(OVER, {})])
        self.company.partner_id.tz = "Asia/Shanghai"
        with (
            freeze_time("2026-02-28 15:59:00"),
            self.assertRaisesRegex(UserError, "over"),
        ):
            self._close(version)
        with freeze_time("2026-02-28 16:01:00"):
            self.assertTrue(self._close(version).closed_date)

    @freeze_time("2026-02-28 23:59:00")
    def test_month_end_in_new_york(self):
        version = self._clone_version([(OVER, {})])
        self.company.partner_id.tz = "America/New_York"
        with self.assertRaisesRegex(UserError, "over"):
            self._close(version)

    @freeze_time("2026-03-01 12:00:00")
    def test_work_of_the_scheduled_job(self):
        version = self._clone_version([(OVER, {})])
        closes = self.env["distributor.commission.close"]

        def find():
            return [
                (period, str(first))
                for plan, period, first in closes._get_work()
                if plan == version.plan_id
            ]

        self.assertEqual(find()[-1], ("month", "2026-02-01"))
        self.assertIn(("month", "2025-12-01"), find())
        self.assertNotIn(("month", "2025-10-01"), find())
        self._close(version)
        self.assertNotIn(("month", "2026-02-01"), find())

    @freeze_time("2026-09-01 12:00:00")
    def test_late_close_is_booked_in_the_open_month(self):
        version = self._clone_version([(OVER, {})])
        self._sell_worth(123_400)
        entry = self._get_closed(self._close(version))
        self.assertEqual(entry.date, date(2026, 9, 1))

    @freeze_time("2026-03-01 12:00:00")
    def test_settlement_takes_the_bonus(self):
        version = self._clone_version([({0: 1}, {})], rules=[(1, 1.0)])
        self._sell_worth(1000)
        entry = self._get_closed(self._close(version))
        with freeze_time("2026-03-16 12:00:00"):
            self._settle(FEBRUARY)
        self.assertTrue(entry.settlement_id)
        self.assertEqual(entry.settlement_id.beneficiary_id, self.dealer)

    @freeze_time("2026-02-10 12:00:00")
    def test_outlook(self):
        version = self._clone_version([({100_000: 1, 200_000: 2}, {})])
        self._sell_worth(87_600)
        [outlook] = [
            one
            for one in self.dealer._get_bonus_outlook()
            if one["bonus"] == version.bonus_ids
        ]
        self.assertEqual(outlook["so_far"], 87_600)
        self.assertEqual(outlook["missing"], 12_400)
        self.assertEqual((outlook["threshold"], outlook["next_rate"]), (100_000, 1))
        self.assertEqual(outlook["until"], date(2026, 2, 28))
        self._sell_worth(120_000)
        outlook = self.dealer._get_bonus_outlook()[-1]
        self.assertEqual((outlook["missing"], outlook["rate"]), (False, 2))
        self.assertEqual(Decimal(str(outlook["amount"])), Decimal("4152.0"))
