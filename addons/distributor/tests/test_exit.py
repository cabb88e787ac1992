# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import Form, new_test_user, tagged

from .common import DistributorCommon


@tagged("post_install", "-at_install")
class TestExit(DistributorCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(
            cls.env, "t-manager", "distributor.distributor_group_manager"
        )
        cls.today = cls.dealer._get_today()
        cls.leaving = cls.dealer.with_user(cls.manager)
        cls.leaving.sudo().user_id = cls.manager

    def _begin(self, distributor=None, days=0):
        distributor = distributor or self.leaving
        last = self.today + timedelta(days=days)
        distributor.with_user(self.manager)._begin_exit(self.today, last, "T-Leaves")

    def _get_item(self, distributor, key):
        [item] = [i for i in distributor._get_exit_items() if i["key"] == key]
        return item

    def _run_cron(self):
        with self.enter_registry_test_mode():
            self.env.ref("distributor.distributor_exit_cron").method_direct_trigger()

    def test_wizard_begins_the_exit(self):
        action = self.leaving.action_terminate()
        wizard = (
            self.env[action["res_model"]]
            .with_user(self.manager)
            .with_context(**action["context"])
        )
        order = self._create_order(self.dealer)
        with Form(wizard) as form:
            self.assertIn(order.name, form.exit_summary)
            form.date = self.today + timedelta(days=10)
            self.assertEqual(form.portal_end_date, self.today + timedelta(days=40))
            form.portal_end_date = self.today + timedelta(days=25)
            form.reason = "T-Sells its shop"
        form.record.action_terminate()
        self.assertEqual(self.dealer.state, "terminating")
        self.assertEqual(self.dealer.state_reason, "T-Sells its shop")
        self.assertEqual(self.dealer.exit_date, self.today + timedelta(days=10))
        self.assertEqual(self.dealer.portal_end_date, self.today + timedelta(days=25))
        self.assertEqual(self.dealer.exit_open_count, 1)
        activity = self.dealer.activity_ids
        self.assertEqual(activity.user_id, self.manager)
        self.assertEqual(activity.date_deadline, self.dealer.exit_date)
        self.assertIn(order.name, activity.note)
        with self.assertRaisesRegex(UserError, "Terminating"):
            order.action_confirm()

    def test_wizard_shows_the_exit_that_is_changed(self):
        self._begin(days=20)
        action = self.leaving.action_terminate()
        wizard = self.env[action["res_model"]].with_user(self.manager)
        with Form(wizard.with_context(**action["context"])) as form:
            self.assertEqual(form.date, self.today)
            self.assertEqual(form.portal_end_date, self.today + timedelta(days=20))
            self.assertEqual(form.reason, "T-Leaves")

    def test_activity_speaks_the_language_of_its_user(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.manager.lang = "zh_CN"
        self._begin()
        self.assertIn("退出", self.dealer.activity_ids.summary)

    def test_portal_ends_after_the_relation(self):
        with self.assertRaisesRegex(UserError, "T-D"):
            self._begin(days=-1)

    def test_downline_counts_today_and_planned(self):
        item = self._get_item(self.country, "downline")
        self.assertFalse(item["done"])
        self.assertIn("T-D", item["detail"])
        self.dealer._set_upline(self.regional, self.dealer._get_today())
        self.assertTrue(self._get_item(self.country, "downline")["done"])
        self.dealer._set_upline(self.country, self.today + timedelta(days=5))
        self.assertFalse(self._get_item(self.country, "downline")["done"])

    def test_orders_are_invoiced_or_cancelled(self):
        self.product.invoice_policy = "order"
        self.assertTrue(self._get_item(self.dealer, "orders")["done"])
        order = self._create_order(self.dealer)
        self.assertIn(order.name, self._get_item(self.dealer, "orders")["detail"])
        order.action_confirm()
        self.assertFalse(self._get_item(self.dealer, "orders")["done"])
        order._create_invoices()
        self.assertTrue(self._get_item(self.dealer, "orders")["done"])
        other = self._create_order(self.dealer)
        other._action_cancel()
        self.assertTrue(self._get_item(self.dealer, "orders")["done"])

    def test_long_lists_are_counted(self):
        for _n in range(7):
            self._create_order(self.dealer)
        self.assertIn("2 more", self._get_item(self.dealer, "orders")["detail"])

    def test_close_waits_for_the_items(self):
        order = self._create_order(self.dealer)
        self._begin()
        action = self.leaving.action_close()
        self.assertEqual(action["res_model"], "distributor.close")
        with self.assertRaisesRegex(UserError, order.name):
            self.leaving._close()
        order._action_cancel()
        self.leaving.action_close()
        self.assertEqual(self.dealer.state, "terminated")
        self.assertFalse(self.dealer.activity_ids)
        self.assertFalse(self.dealer.state_change_ids[0].open_items)

    def test_override_is_recorded(self):
        order = self._create_order(self.dealer)
        self._begin()
        wizard = self.env["distributor.close"].with_user(self.manager)
        wizard = wizard.create({"distributor_id": self.dealer.id, "reason": "T-Lost"})
        self.assertIn(order.name, wizard.exit_summary)
        wizard.action_close()
        self.assertEqual(self.dealer.state, "terminated")
        change = self.dealer.state_change_ids[0]
        self.assertEqual(change.reason, "T-Lost")
        self.assertEqual(change.user_id, self.manager)
        self.assertIn(order.name, change.open_items)

    def test_closed_without_an_exit_is_impossible(self):
        with self.assertRaisesRegex(UserError, "T-D"):
            self.leaving._close("T-Why")

    def test_exit_can_be_taken_back(self):
        self._begin()
        self.leaving.action_reactivate()
        self.assertEqual(self.dealer.state, "active")
        self.assertFalse(self.dealer.exit_date or self.dealer.portal_end_date)

    def test_terminated_is_read_only(self):
        self._begin()
        self.leaving.action_close()
        for vals in (
            {"code": "T-NEW"},
            {"note": "<p>T</p>"},
            {"phone": "123"},
            {"contact_ids": [fields.Command.create({"name": "T-Clerk"})]},
        ):
            with self.assertRaisesRegex(UserError, "T-D"):
                self.leaving.write(vals)
        with self.assertRaises(UserError):
            self.leaving.action_geolocate()
        self.leaving.message_post(body="T-Note")
        self.leaving.activity_schedule(user_id=self.manager.id)
        self.leaving.action_archive()

    def test_portal_access_ends_after_its_last_day(self):
        partner = self.env["res.partner"].create(
            {"name": "T-Owner", "parent_id": self.dealer.partner_id.id}
        )
        owner = new_test_user(
            self.env, "t-owner", "base.group_portal", partner_id=partner.id
        )
        distributors = self.env["distributor.distributor"].with_user(owner)
        self._begin(days=1)
        self._run_cron()
        self.assertTrue(owner.active)
        self.assertEqual(distributors._get_for_user(owner), self.dealer)
        self.dealer.sudo().portal_end_date = self.today - timedelta(days=1)
        self.assertFalse(distributors._get_for_user(owner))
        self._run_cron()
        self.assertFalse(owner.active)
        self.assertFalse(owner._is_portal())
        self.assertTrue(self.dealer.portal_ended)
        self.assertIn("t-owner", self.dealer.message_ids[0].body)

    def test_owner_of_another_open_distributor_keeps_the_portal(self):
        company = self.env["res.company"].create({"name": "T-Other"})
        self._create_distributor(
            "T-X",
            "dealer",
            partner_id=self.dealer.partner_id.id,
            company_id=company.id,
        )
        owner = new_test_user(
            self.env,
            "t-owner",
            "base.group_portal",
            partner_id=self.dealer.partner_id.id,
        )
        self._begin()
        self.dealer.sudo().portal_end_date = self.today - timedelta(days=1)
        self._run_cron()
        self.assertTrue(owner.active)
        self.assertTrue(self.dealer.portal_ended)

    def test_cron_reminds_once(self):
        self._create_order(self.dealer)
        self._begin()
        self.dealer.activity_ids.unlink()
        self._run_cron()
        self.assertEqual(len(self.dealer.activity_ids), 1)
        self._run_cron()
        self.assertEqual(len(self.dealer.activity_ids), 1)
