# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import OnboardingCommon


@tagged("post_install", "-at_install")
class TestFlow(OnboardingCommon):
    def _get_states(self, application):
        return {step.kind: step.state for step in application.step_ids}

    def test_from_application_to_activation(self):
        invitation = self._create_invitation(self.dealer)
        application = self._apply(invitation)
        self.assertEqual(application.state, "application")
        self.assertFalse(application.distributor_id)
        with self.assertRaisesRegex(UserError, "not at"):
            application._submit()
        application._verify()
        self.assertEqual(application.state, "documents")
        with self.assertRaisesRegex(UserError, "T-Licence"):
            application._submit()
        self._upload(application)
        application._submit()
        distributor = application.distributor_id
        self.assertEqual(application.state, "upline")
        self.assertEqual(distributor.state, "applicant")
        self.assertEqual(distributor.parent_id, self.dealer)
        self.assertEqual(distributor.user_id, self.clerk)
        self.assertEqual(distributor.partner_id.child_ids.name, "T-Li Wei")
        self.assertEqual(
            distributor.partner_id.bank_ids.sanitized_acc_number, "6222020012345678"
        )
        self.assertEqual(distributor.document_ids.state, "submitted")
        self.assertTrue(distributor._get_activation_blockers())
        application._accept_by_upline()
        self.assertEqual(application.state, "brand")
        self._verify_by_brand(application)
        self.assertEqual(application.state, "contract")
        with self.assertRaisesRegex(UserError, "no signed contract"):
            application.with_user(self.clerk).action_confirm_contract()
        self._sign_contract(application)
        application.with_user(self.clerk).action_confirm_contract()
        self.assertEqual(application.state, "deposit")
        self._pay(application, 300)
        with self.assertRaisesRegex(UserError, "300"):
            application.with_user(self.finance).action_confirm_deposit()
        self._pay(application, 200)
        with self.assertRaises(AccessError):
            application.with_user(self.clerk).action_confirm_deposit()
        application.with_user(self.finance).action_confirm_deposit()
        self.assertEqual(len(application._get_step("deposit").payment_ids), 2)
        self.assertEqual(application.state, "activation")
        with self.assertRaises(AccessError):
            application.with_user(self.clerk).action_activate()
        application.with_user(self.boss).action_activate()
        self.assertEqual(application.state, "done")
        self.assertEqual(distributor.state, "active")
        self.assertEqual(
            set(self._get_states(application).values()), {"done"}, "every step is done"
        )
        user = application.contact_id.user_ids
        self.assertTrue(user._is_portal())
        self.assertEqual(user.login, application.email)
        self.assertEqual(user.partner_id.commercial_partner_id, distributor.partner_id)
        self.assertFalse(application.activity_ids)

    def test_nobody_earns_from_onboarding(self):
        """Promise 10: joining and paying to join make no entry for anybody."""
        models = [
            name
            for name in self.env.registry
            if name.startswith(("distributor.wallet", "distributor.commission"))
            and self.env[name]._auto
            and not self.env[name]._abstract
            and not self.env[name]._transient
            and ("commission" in name or "wallet_id" in self.env[name]._fields)
        ]
        models.append("distributor.wallet")
        before = {name: self._search_all(name) for name in models}
        application = self._submit_application(self._create_invitation(self.dealer))
        application._accept_by_upline()
        self._verify_by_brand(application)
        self._sign_contract(application)
        application.with_user(self.boss).action_confirm_contract()
        self._pay(application, 500)
        application.with_user(self.finance).action_confirm_deposit()
        application.with_user(self.boss).action_activate()
        self.assertEqual(application.distributor_id.state, "active")
        for name in models:
            made = self._search_all(name) - before[name]
            if "commission" in name:
                self.assertFalse(made, name)
                continue
            # its own deposit, and nothing for those above it
            wallets = made if name == "distributor.wallet" else made.wallet_id
            self.assertLessEqual(wallets.distributor_id, application.distributor_id)
        top_ups = self.env["account.payment"].search(
            [("partner_id", "child_of", self.dealer.partner_id.id)]
        )
        self.assertFalse(top_ups, "the upline is paid nothing")

    def _search_all(self, name):
        return self.env[name].sudo().with_context(active_test=False).search([])

    def test_steps_that_do_not_apply_are_skipped(self):
        self.level.write({"deposit_amount": 0, "requires_contract": False})
        self.level.document_type_ids = False
        application = self._apply_verified()
        self.assertEqual(application.state, "brand", "nothing to hand in: goes on")
        self._verify_by_brand(application)
        states = self._get_states(application)
        self.assertEqual(application.state, "activation")
        for kind in ("upline", "contract", "deposit"):
            self.assertEqual(states[kind], "skipped")

    def test_activation_on_the_distributor(self):
        self.level.write({"deposit_amount": 0, "requires_contract": False})
        application = self._submit_application()
        distributor = application.distributor_id.with_user(self.boss)
        with self.assertRaisesRegex(UserError, application.reference):
            distributor.action_activate()
        self._verify_by_brand(application)
        distributor.action_activate()
        self.assertEqual(application.state, "done")
        self.assertTrue(application.contact_id.user_ids)

    def test_brand_verifies_with_four_eyes(self):
        invitation = self._create_invitation(inviter_id=self.boss.id)
        application = self._submit_application(invitation)
        self.assertEqual(application.state, "brand")
        with self.assertRaisesRegex(UserError, "You invited"):
            self._verify_by_brand(application)
        self._verify_by_brand(application, self.clerk)
        self.assertEqual(application.state, "contract")

    def test_checklist_and_documents_come_first(self):
        application = self._submit_application()
        with self.assertRaisesRegex(UserError, "T-Licence"):
            application.with_user(self.clerk).action_verify()
        application.distributor_id.document_ids.with_user(self.clerk).action_verify()
        with self.assertRaisesRegex(UserError, "checklist"):
            application.with_user(self.clerk).action_verify()
        check = application._get_step("brand").check_ids[0].with_user(self.clerk)
        check.done = True
        self.assertEqual(check.done_user_id, self.clerk)
        self.assertTrue(check.done_date)
        with self.assertRaises(AccessError):
            check.done_user_id = self.boss
        check.done = False
        self.assertFalse(check.done_user_id)

    def test_due_date_and_activity(self):
        with freeze_time("2026-03-02 09:00:00"):
            application = self._submit_application()
        types = self.env["distributor.application.step.type"]
        days = types._get_for_company(self.company)["brand"].days
        self.assertEqual(
            application.date_due,
            fields.Date.add(fields.Date.to_date("2026-03-02"), days=days),
        )
        owner = application.activity_ids.user_id
        self.assertEqual(owner, application.step_user_id)
        self.assertTrue(owner.has_group("distributor.distributor_group_manager"))
        invited = self._submit_application(
            self._create_invitation(inviter_id=self.boss.id),
            email="other@t-hilltop.example.com",
            credit_code="91350100M000100Y43",
            bank_account=False,
        )
        self.assertEqual(invited.activity_ids.user_id, self.clerk)
        self.assertEqual(invited.activity_ids.date_deadline, invited.date_due)

    def test_refusal_and_resubmission(self):
        application = self._submit_application()
        with self.assertRaisesRegex(UserError, "reason"):
            application._refuse(" ")
        application._refuse("The licence is not readable.")
        self.assertEqual(application.state, "refused")
        self.assertEqual(application._get_step("brand").state, "refused")
        mail = self.env["mail.mail"].search(
            [("email_to", "=", application.email)], order="id desc", limit=1
        )
        self.assertIn("not readable", mail.body_html)
        with self.assertRaises(UserError):
            application._refuse("Again")
        application._reopen()
        self.assertEqual((application.state, application.round), ("documents", 2))
        application._update_stated({"level_id": self.level.id, "city": "T-Suzhou"})
        self._upload(application)
        application._submit()
        self.assertEqual(application.state, "brand")
        self.assertEqual(application.distributor_id.partner_id.city, "T-Suzhou")
        events = application.event_ids.sorted("id")
        self.assertEqual(
            [(e.round, e.kind) for e in events if e.kind in ("submitted", "refused")],
            [(1, "submitted"), (1, "refused"), (2, "submitted")],
        )
        first, second = events.filtered(lambda e: e.kind == "submitted")
        self.assertEqual(first.values["city"], "T-Hangzhou")
        self.assertEqual(second.values["city"], "T-Suzhou")
        with self.assertRaises(UserError):
            first.reason = "changed"
        with self.assertRaises(UserError):
            first.unlink()

    def test_what_is_verified_is_verified_again_in_a_new_round(self):
        application = self._submit_application(self._create_invitation(self.dealer))
        application._accept_by_upline()
        self._verify_by_brand(application)
        application._refuse("The signature is missing.")
        application._reopen()
        states = self._get_states(application)
        self.assertEqual(states["upline"], "done")
        self.assertEqual(states["brand"], "todo")
        application._update_stated({"level_id": self._get_level("micro").id})
        self.assertEqual(self._get_states(application)["upline"], "todo")

    def test_another_upline_is_asked(self):
        application = self._submit_application()
        self.assertEqual(application.state, "brand")
        application.with_user(self.boss).upline_id = self.dealer
        self.assertEqual(application.state, "upline")
        self.assertEqual(application._get_step("brand").state, "todo")
        application._accept_by_upline()
        self._verify_by_brand(application)
        self.assertEqual(application.distributor_id.parent_id, self.dealer)
        with self.assertRaisesRegex(UserError, "is verified"):
            application.with_user(self.boss).upline_id = self.country

    def test_final_refusal(self):
        application = self._submit_application()
        application._refuse("No.", can_resubmit=False)
        with self.assertRaises(UserError):
            application._reopen()
        self.assertFalse(application.distributor_id.active)
        self.assertEqual(application.distributor_id.state, "applicant")

    def test_existing_login_is_not_taken_over(self):
        application = self._submit_application()
        user = self.clerk
        user.login = application.email
        self.assertFalse(application._grant_portal_access())
        self.assertIn(application.email, application.message_ids[0].body)
        self.assertEqual(user.partner_id.commercial_partner_id, user.partner_id)
