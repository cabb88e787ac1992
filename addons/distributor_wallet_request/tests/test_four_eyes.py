# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import RequestCommon


@tagged("post_install", "-at_install")
class TestFourEyes(RequestCommon):
    def test_who_asked_does_not_approve(self):
        refund = self._refund(100)
        with self.assertRaisesRegex(UserError, "somebody else"):
            self._approve(refund, self.finance)

    def test_who_wrote_a_part_does_not_approve(self):
        refund = self._create_request("refund", amount=100)
        refund.with_user(self.first).amount = 200
        refund.with_user(self.manager).action_submit()
        for user in (self.finance, self.first, self.manager):
            with self.subTest(user), self.assertRaisesRegex(UserError, "somebody else"):
                self._approve(refund, user)
        self._approve(refund, self.second)
        self.assertEqual(refund.state, "half")

    def test_nobody_approves_twice(self):
        refund = self._approve(self._refund(100), self.first)
        with self.assertRaisesRegex(UserError, "second approval"):
            self._approve(refund, self.first)
        self.assertEqual(refund.state, "half")

    def test_only_who_may_is_offered_the_button(self):
        refund = self._refund(100)
        may = {
            user.login: refund.with_user(user).may_approve
            for user in (self.finance, self.first, self.manager)
        }
        self.assertEqual(list(may.values()), [False, True, True])
        self._approve(refund, self.first)
        self.assertFalse(refund.with_user(self.first).may_approve)
        self.assertTrue(refund.with_user(self.second).may_approve)
        self._approve(refund, self.second)
        self.assertFalse(refund.with_user(self.manager).may_approve)

    def test_today_shows_what_oneself_may_approve(self):
        def count(user):
            home = self.env["distributor.home"].with_user(user)
            [card] = [c for c in home._get_home_cards() if c["key"] == "refunds"]
            found = home.env[card["model"]].search(card["domain"])
            return refund in found

        refund = self._approve(self._refund(100), self.first)
        self.assertFalse(count(self.finance))
        self.assertFalse(count(self.first))
        self.assertTrue(count(self.second))

    def test_one_of_two_is_finance(self):
        other = self._create_user("t-other-manager", "manager")
        refund = self._approve(self._refund(100), self.manager)
        with self.assertRaisesRegex(UserError, "finance"):
            self._approve(refund, other)
        self._approve(refund, self.first)
        self.assertEqual(refund.state, "approved")

    def test_finance_alone_approves_adjustments(self):
        adjustment = self._create_request(
            "adjustment",
            amount=10,
            account_id=self.company_data["default_account_revenue"].id,
        )
        adjustment.action_submit()
        with self.assertRaisesRegex(UserError, "finance"):
            self._approve(adjustment, self.manager)

    def test_portal_user_never_approves(self):
        """Who asks in the portal does not count, even when promoted later."""
        user = new_test_user(self.env, "t-portal", "base.group_portal")
        refund = self.wallet.with_user(user).sudo()
        refund = refund._ask_refund(100, self.bank_account, "T-Reason")
        self.assertEqual(refund.requester_id, user)
        with self.assertRaises(AccessError):
            refund.with_user(user).action_approve()
        with self.assertRaises(AccessError):
            refund.with_user(user).sudo().action_approve()
        user.group_ids = self.env.ref("distributor.distributor_group_finance")
        with self.assertRaisesRegex(UserError, "somebody else"):
            refund.with_user(user).sudo().action_approve()

    def test_superuser_mode_is_no_way_around(self):
        refund = self._refund(100)
        with self.assertRaisesRegex(UserError, "somebody else"):
            refund.with_user(self.finance).sudo().action_approve()

    def test_only_finance_pays(self):
        refund = self._approve(self._refund(100))
        with self.assertRaises(AccessError):
            refund.with_user(self.manager).action_pay()
        with self.assertRaises(AccessError):
            refund.with_user(self.manager)._pay(self.bank, "2026-03-01")

    def test_asked_in_the_language_of_the_reviewer(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        refund = self._create_request("refund", amount=100)
        refund.with_context(lang="zh_CN").action_submit()
        self.assertEqual(refund.activity_ids.summary, f"Approve {refund.name}")

    def test_reviewers(self):
        """Finance first; a manager only when finance has approved already."""
        request = self._refund(100)
        self.assertIn(self.first, request._get_reviewers())
        self.assertNotIn(self.manager, request._get_reviewers())
        self.assertNotIn(self.finance, request._get_reviewers())
        self._approve(request, self.first)
        reviewers = request._get_reviewers()
        self.assertIn(self.manager, reviewers)
        self.assertNotIn(self.first, reviewers)
        self.assertTrue(reviewers[0].has_group("distributor.distributor_group_finance"))

    def test_activities_go_to_who_may_approve(self):
        refund = self._refund(100)
        [activity] = refund.activity_ids
        self.assertNotEqual(activity.user_id, self.finance)
        self.assertTrue(
            activity.user_id.has_group("distributor.distributor_group_finance")
        )
        self._approve(refund, self.first)
        [activity] = refund.activity_ids
        self.assertNotIn(activity.user_id, self.finance | self.first)
        self._approve(refund, self.second)
        [activity] = refund.activity_ids
        self.assertIn("Pay", activity.summary)
        self._pay(refund)
        self.assertFalse(refund.activity_ids)
