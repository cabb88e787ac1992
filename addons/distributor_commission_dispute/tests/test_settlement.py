# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from dateutil.relativedelta import relativedelta
from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import format_date

from .common import FEBRUARY, NOW, DisputeCommon

MARCH = date(2026, 3, 1)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestSettlement(DisputeCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second = cls._sell((cls.product, 1, 100))
        cls.other = cls._get_entry(cls.country, cls.second)

    def _get_sums(self, settlement):
        return settlement.amount_lines, settlement.amount_total, settlement.entry_count

    def test_only_the_disputed_entry_waits(self):
        dispute = self._create_dispute(self.entry, 60)
        self._settle()
        mine = self._find_settlement(self.country)
        self.assertEqual(mine.line_ids.entry_id, self.other)
        self.assertEqual(self._get_sums(mine), (5, 5, 1))
        self.assertEqual(
            self._get_sums(self._find_settlement(self.regional)), (33, 33, 2)
        )
        self.assertFalse(mine._has_open_dispute())
        self._release(mine)
        self.assertEqual(mine.state, "confirmed")
        self._decide(dispute)
        with freeze_time("2026-04-16 04:00:00"):
            self._settle(MARCH)
        following = self._find_settlement(self.country, MARCH)
        self.assertEqual(
            following.line_ids.entry_id, self.entry | dispute.adjustment_id
        )
        self.assertEqual(self._get_sums(following), (60, 60, 2))

    def test_refused_and_withdrawn_are_settled_as_they_are(self):
        refused = self._create_dispute(self.entry, 60)
        withdrawn = self._create_dispute(self.other, 60)
        self._settle()
        self.assertFalse(self._find_settlement(self.country))
        self._decide(refused, "refused")
        withdrawn._withdraw_by_distributor(self.portal)
        self._settle()
        mine = self._find_settlement(self.country)
        self.assertEqual(self._get_sums(mine), (55, 55, 2))

    def test_taken_out_of_a_settlement(self):
        self._settle()
        mine = self._find_settlement(self.country)
        for step in (
            lambda: None,
            lambda: mine.with_user(self.finance)._review(),
            lambda: mine.with_user(self.manager)._approve(),
            lambda: mine._confirm("distributor"),
        ):
            step()
            state = mine.state
            dispute = self._create_dispute(self.entry, 60, opened_by="staff")
            self.assertEqual(mine.line_ids.entry_id, self.other)
            self.assertEqual(self._get_sums(mine), (5, 5, 1))
            self.assertEqual((mine.state, dispute.settlement_id), (state, mine))
            self.assertEqual(dispute.frozen, "frozen")
            self.assertIn(dispute.name, mine.message_ids[0].body)
            # back again, for the next round
            dispute._withdraw_by_distributor(self.portal)
            mine.sudo().line_ids.create(
                {"settlement_id": mine.id, "entry_id": self.entry.id}
            )
            mine._sum_up()
            self.assertEqual(self._get_sums(mine), (55, 55, 2))

    def test_nothing_left_of_a_confirmed_settlement(self):
        """It ends by itself, says why, and stops no bill of another one."""
        self.plan.minimum_amount = 10
        self._settle()
        mine = self._release(self._find_settlement(self.country))
        other = self._release(self._find_settlement(self.regional))
        self._create_dispute(self.entry, 60, opened_by="staff")
        self.assertEqual((mine.state, mine.outcome), ("closed", "carry"))
        self.assertIn("below the minimum", mine.message_ids[1].body)
        (mine | other).action_bill()
        self.assertEqual((mine.state, other.state), ("closed", "billed"))
        with self.assertRaisesRegex(UserError, "nothing to bill"):
            mine.action_bill()
        with freeze_time("2026-04-16 04:00:00"):
            self._sell((self.product, 2, 100), day=date(2026, 3, 2))
            self._settle(MARCH)
        following = self._find_settlement(self.country, MARCH)
        self.assertEqual(self._get_sums(following), (10, 15, 1))
        self.assertEqual(mine.carried_to_id, following)

    def test_confirmed_without_anything_to_pay_before_the_repair(self):
        self._settle()
        mine = self._release(self._find_settlement(self.country))
        mine.sudo().write({"outcome": "none", "amount_total": 0})
        self.assertFalse(mine.action_bill())
        self.assertEqual(mine.state, "closed")

    def test_a_billed_settlement_stays(self):
        self._settle()
        mine = self._release(self._find_settlement(self.country))
        mine.action_bill()
        dispute = self._create_dispute(self.entry, 60, opened_by="staff")
        self.assertEqual(self._get_sums(mine), (55, 55, 2))
        self.assertEqual((dispute.frozen, dispute.settlement_id), ("held", mine))
        self._decide(dispute)
        with freeze_time("2026-04-16 04:00:00"):
            self._settle(MARCH)
        following = self._find_settlement(self.country, MARCH)
        self.assertEqual(following.line_ids.entry_id, dispute.adjustment_id)
        self.assertEqual(self._get_sums(following), (10, 10, 1))

    def test_disputed_line_by_line_in_the_portal(self):
        self._settle()
        mine = self._find_settlement(self.country)
        mine.with_user(self.finance)._review()
        mine.with_user(self.manager)._approve()
        self.assertEqual(self.entry._get_dispute_deadline(), mine.confirm_deadline)
        found = self._create_dispute(self.entry, 60, user=self.portal)
        self.assertEqual(found.settlement_id, mine)
        self.assertEqual((mine.dispute_count, mine.dispute_ids), (1, found))
        self.assertFalse(mine._has_open_dispute())
        mine._confirm_by_distributor(self.portal)
        self.assertEqual((mine.state, mine.amount_total), ("confirmed", 5))
        action = mine.with_user(self.finance).action_view_disputes()
        self.assertEqual(self.disputes.search(action["domain"]), found)

    def test_until_the_deadline(self):
        """Later, or once it is confirmed, only our staff disputes a line."""
        self._settle()
        mine = self._find_settlement(self.country)
        mine.with_user(self.finance)._review()
        mine.with_user(self.manager)._approve()
        last = mine.confirm_deadline
        with freeze_time(f"{last} 04:00:00"):
            self._create_dispute(self.entry, 60)
        with freeze_time(f"{last + relativedelta(days=1)} 04:00:00"):
            with self.assertRaisesRegex(UserError, "until") as refused:
                self._create_dispute(self.other, 6)
            self.assertIn(format_date(self.env, last), str(refused.exception))
            # what no settlement holds is disputed as ever
            self.assertFalse(self.entry._get_dispute_closed())
            self._create_dispute(self.other, 6, opened_by="staff")._withdraw()
            # and so is what no dispute took out
            mine.sudo().line_ids.create(
                {"settlement_id": mine.id, "entry_id": self.other.id}
            )
            mine._confirm("deadline")
            with self.assertRaisesRegex(UserError, "until"):
                self._create_dispute(self.other, 6)

    def test_once_it_is_confirmed(self):
        self._settle()
        mine = self._release(self._find_settlement(self.country))
        with self.assertRaisesRegex(UserError, f"{mine.name} was confirmed"):
            self._create_dispute(self.entry, 60)
        mine.action_bill()
        with self.assertRaisesRegex(UserError, "we record it"):
            self._create_dispute(self.entry, 60)

    def test_one_that_slipped_in_keeps_it_open(self):
        """A run at the same moment may have taken the entry: nobody confirms it."""
        dispute = self._create_dispute(self.entry, 60)
        self._settle()
        mine = self._find_settlement(self.country)
        mine.sudo().line_ids.create(
            {"settlement_id": mine.id, "entry_id": self.entry.id}
        )
        mine._sum_up()
        self.assertTrue(mine._has_open_dispute())
        mine.with_user(self.finance)._review()
        mine.with_user(self.manager)._approve()
        with self.assertRaisesRegex(UserError, "dispute"):
            mine._confirm("deadline")
        # taking it up takes it out
        dispute.with_user(self.finance)._review()
        self.assertFalse(mine._has_open_dispute())
        mine._confirm("deadline")
        self.assertEqual((mine.state, mine.amount_total), ("confirmed", 5))

    def test_preview_passes_by_it(self):
        self._create_dispute(self.entry, 60)
        rows = {
            row["beneficiary_id"]: row["amount"]
            for row in self.settlements._preview(self.plan, FEBRUARY)
        }
        self.assertEqual(float(rows[self.country.id]), 5)

    def test_a_negative_decision_is_carried(self):
        self._settle()
        mine = self._release(self._find_settlement(self.country))
        mine.action_bill()
        dispute = self._create_dispute(
            self.entry, 40, kind="attribution", opened_by="staff"
        )
        self._decide(dispute, allow_negative=True)
        with freeze_time("2026-04-16 04:00:00"):
            self._settle(MARCH)
        following = self._find_settlement(self.country, MARCH)
        self.assertEqual((following.amount_total, following.outcome), (-10, "carry"))
