# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import mute_logger

from .common import DistributorCommon


@tagged("post_install", "-at_install")
class TestLifecycle(DistributorCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(
            cls.env, "t-user", "distributor.distributor_group_user"
        )
        cls.manager = new_test_user(
            cls.env, "t-manager", "distributor.distributor_group_manager"
        )

    def test_application_to_termination(self):
        with Form(self.env["distributor.distributor"].with_user(self.user)) as form:
            form.partner_id = self.env["res.partner"].create({"name": "New Shop"})
            form.level_id = self._get_level("store")
            form.parent_id = self.dealer
        store = form.record
        self.assertRegex(store.code, r"^D\d{5}$")
        self.assertEqual(store.state, "applicant")
        self.assertEqual(store.upline_ids.upline_id, self.dealer)
        with self.assertRaises(AccessError):
            store.action_activate()
        store = store.with_user(self.manager)
        store.action_activate()
        store._suspend("Payment is late")
        with self.assertRaisesRegex(UserError, store.code):
            store._suspend("Again")
        store.action_reactivate()
        today = fields.Date.context_today(store)
        store._begin_exit(today, today, "Closes its shop")
        store.action_close()
        self.assertEqual(store.state, "terminated")
        self.assertEqual(store.date_end, today)
        with self.assertRaises(UserError):
            store.action_reactivate()
        steps = [
            (change.state_from, change.state_to, change.reason, change.user_id)
            for change in store.state_change_ids.sorted("id")
        ]
        self.assertEqual(
            steps,
            [
                ("applicant", "active", False, self.manager),
                ("active", "suspended", "Payment is late", self.manager),
                ("suspended", "active", False, self.manager),
                ("active", "terminating", "Closes its shop", self.manager),
                ("terminating", "terminated", "Closes its shop", self.manager),
            ],
        )

    def test_history_is_final(self):
        self.dealer.with_user(self.manager)._suspend("T-Why")
        change = self.dealer.state_change_ids.sudo()
        with self.assertRaises(UserError):
            change.reason = "Another"
        with self.assertRaises(UserError):
            change.unlink()

    def test_suspend_asks_why(self):
        self.cr.flush()  # what was made without chatter ends here
        action = self.dealer.with_user(self.manager).action_suspend()
        wizard = (
            self.env[action["res_model"]]
            .with_user(self.manager)
            .with_context(
                **action["context"], tracking_disable=False, mail_notrack=False
            )
        )
        with self.assertRaisesRegex(UserError, "reason"):
            wizard.create({"reason": "  "}).action_confirm()
        with Form(wizard) as form:
            form.reason = "T-Late"
        form.record.action_confirm()
        self.assertEqual(self.dealer.state, "suspended")
        self.assertEqual(self.dealer.state_reason, "T-Late")
        self.cr.flush()  # as before a commit
        tracked = self.dealer.message_ids.sudo().tracking_value_ids
        self.assertIn("T-Late", tracked.mapped("new_value_text"))

    def test_refuse_an_applicant(self):
        applicant = self._create_distributor("T-APP", "store", state="applicant")
        applicant = applicant.with_user(self.manager)
        action = applicant.action_refuse()
        wizard = self.env["distributor.suspend"].with_user(self.manager)
        wizard = wizard.with_context(**action["context"])
        wizard.create({"reason": "No shop"}).action_confirm()
        self.assertFalse(applicant.active)
        self.assertEqual(applicant.state_change_ids.state_to, "refused")
        self.assertEqual(applicant.state_change_ids.reason, "No shop")
        with self.assertRaisesRegex(UserError, "restore"):
            applicant.action_activate()
        with self.assertRaisesRegex(UserError, "T-D"):
            self.dealer.with_user(self.manager)._refuse("T")

    def test_activation_lists_all_that_is_open(self):
        applicants = self.env["distributor.distributor"]
        for code in ("T-A1", "T-A2"):
            applicants |= self._create_distributor(code, "store", state="applicant")
        blockers = self.patch_blockers("_get_activation_blockers")
        with self.assertRaises(UserError) as refused:
            applicants.with_user(self.manager).action_activate()
        for text in ("T-A1", "T-A2", *blockers):
            self.assertIn(text, str(refused.exception))
        self.assertEqual(set(applicants.mapped("state")), {"applicant"})

    def patch_blockers(self, method):
        blockers = ["T-No licence", "T-No contract"]
        self.patch(
            self.env.registry["distributor.distributor"], method, lambda *a: blockers
        )
        return blockers

    def test_upline_that_leaves_activates_nobody(self):
        store = self._create_distributor("T-S", "store", self.dealer, state="applicant")
        self.dealer.sudo().state = "terminating"
        with self.assertRaisesRegex(UserError, "T-D"):
            store.with_user(self.manager).action_activate()

    def test_order_blockers_are_told(self):
        order = self._create_order(self.dealer)
        blockers = self.patch_blockers("_get_order_blockers")
        with self.assertRaises(UserError) as refused:
            order.action_confirm()
        for text in (order.name, *blockers):
            self.assertIn(text, str(refused.exception))

    def test_orders_follow_the_level_at_once(self):
        level = self._get_level("dealer")
        self.assertEqual(self.dealer._get_order_blockers(None), [])
        level.can_order = False
        [reason] = self.dealer._get_order_blockers(None)
        self.assertIn("order by itself", reason)
        level.write({"can_order": True, "min_first_order": 1000})
        self.assertEqual(self.dealer._get_order_blockers(None), [])
        with self.assertRaisesRegex(UserError, "1,000"):
            self._create_order(self.dealer).action_confirm()

    def test_status_by_api_tells_what_an_order_would_be_refused_with(self):
        self._get_level("dealer").can_order = False
        asked = (self.master | self.country | self.dealer).with_user(self.user)
        self.country._suspend("Unpaid")
        found = {row["code"]: row for row in asked.get_status()}
        self.assertEqual(found["T-M"]["reasons"], [])
        self.assertTrue(found["T-M"]["may_order"])
        self.assertFalse(found["T-C"]["may_order"])
        self.assertIn("Suspended", found["T-C"]["reasons"][0])
        self.assertIn("order by itself", found["T-D"]["reasons"][0])
        self.assertEqual(found["T-D"]["upline_id"], self.country.id)
        stranger = new_test_user(self.env, "t-stranger", "base.group_portal")
        with self.assertRaises(AccessError):
            asked.with_user(stranger).get_status()

    def test_only_managers(self):
        today = fields.Date.context_today(self.dealer)
        dealer = self.dealer.with_user(self.user)
        for call in (
            dealer.action_suspend,
            dealer.action_refuse,
            dealer.action_reactivate,
            dealer.action_terminate,
            dealer.action_close,
            lambda: dealer._suspend("T"),
            lambda: dealer._begin_exit(today, today, "T"),
        ):
            with self.assertRaises(AccessError):
                call()

    def test_place_and_state_are_not_written_directly(self):
        for vals in (
            {"state": "terminated"},
            {"parent_id": self.master.id},
            {"portal_end_date": "2030-01-01"},
        ):
            with self.assertRaises(AccessError):
                self.dealer.with_user(self.manager).write(vals)

    def test_move_wizard(self):
        wizard = self.env["distributor.move"].with_user(self.manager)
        with Form(
            wizard.with_context(default_distributor_ids=self.country.ids)
        ) as form:
            form.upline_id = self.master
            form.reason = "T"
            self.assertEqual(form.branch_count, 1)
        form.record.action_move()
        self.assertEqual(self.country.parent_id, self.master)

    def test_code_is_unique_in_the_company(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self._create_distributor("T-D", "store")

    def test_one_distributor_for_each_partner(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self._create_distributor(
                "T-D2", "store", partner_id=self.dealer.partner_id.id
            )

    def test_contact_person_is_no_distributor(self):
        clerk = self.env["res.partner"].create(
            {"name": "Clerk", "parent_id": self.dealer.partner_id.id}
        )
        with self.assertRaisesRegex(ValidationError, "Clerk"):
            self._create_distributor("T-X", "store", partner_id=clerk.id)

    def test_delete_applicants_only(self):
        applicant = self._create_distributor("T-APP", "store", state="applicant")
        applicant.with_user(self.manager).unlink()
        with self.assertRaisesRegex(UserError, "terminate it"):
            self.dealer.with_user(self.manager).unlink()
