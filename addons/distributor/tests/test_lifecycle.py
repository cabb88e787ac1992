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
        store.action_suspend()
        with self.assertRaisesRegex(UserError, store.code):
            store.action_suspend()
        store.action_reactivate()
        store.action_terminate()
        self.assertEqual(store.state, "terminated")
        self.assertEqual(store.date_end, fields.Date.context_today(store))
        with self.assertRaises(UserError):
            store.action_reactivate()

    def test_terminate_needs_an_empty_downline(self):
        with self.assertRaisesRegex(UserError, "T-D"):
            self.country.with_user(self.manager).action_terminate()

    def test_place_and_state_are_not_written_directly(self):
        for vals in ({"state": "terminated"}, {"parent_id": self.master.id}):
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
