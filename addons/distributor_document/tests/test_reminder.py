# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date, timedelta

from odoo import fields
from odoo.fields import Domain
from odoo.tests import freeze_time, tagged

from .common import DocumentCommon

EXPIRY = date(2026, 12, 31)


@tagged("post_install", "-at_install")
class TestReminder(DocumentCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2026-01-15"):
            cls.document = cls._create_document(
                cls.dealer, cls.food, "verified", date_expiry=EXPIRY, number="T-F1"
            )
            cls.contract = cls._create_contract(
                cls.dealer, "2026-01-01", EXPIRY, notice_days=10
            )
        cls.records = (cls.document, cls.contract)

    def _run(self, days):
        """Run the jobs so many days before the expiry, as the scheduler does."""
        with freeze_time(EXPIRY - timedelta(days=days)):
            for record in self.records:
                today = fields.Date.today()
                own = Domain("id", "=", record.id)
                found = record.sudo().search(record._get_due_domain(today) & own)
                found._remind(today)

    def _mails(self, record):
        return self.env["mail.mail"].search(
            [
                ("model", "=", record._name),
                ("res_id", "=", record.id),
                ("recipient_ids", "in", self.dealer.partner_id.ids),
            ]
        )

    def _assert_reminded(self, count, days):
        for record in self.records:
            self.assertEqual(len(self._mails(record)), count, record)
            self.assertEqual(record.reminded_days, days, record)
            self.assertEqual(len(record.activity_ids), int(count > 0), record)

    def test_each_once(self):
        self._run(61)
        self._assert_reminded(0, 9999)
        for number, days in enumerate((60, 30, 7), 1):
            self._run(days)
            self._assert_reminded(number, days)
            self._run(days)
            self._run(days - 1)
            self._assert_reminded(number, days)
        self._run(0)
        self._assert_reminded(3, 7)
        self._run(-1)
        self._assert_reminded(4, -1)
        self.assertEqual(self.document.state, "expired")
        self.assertEqual(self.contract.state, "ended")
        self._run(-2)
        self._assert_reminded(4, -1)

    def test_missed_runs_catch_up_with_the_nearest(self):
        self._run(5)
        self._assert_reminded(1, 7)
        self._run(4)
        self._assert_reminded(1, 7)

    def test_missed_until_after_the_expiry(self):
        self._run(-20)
        self._assert_reminded(1, -1)
        self.assertEqual(self.document.state, "expired")

    def test_who_is_told_what(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env["ir.module.module"].search(
            [("name", "=", "distributor_document")]
        )._update_translations("zh_CN")
        self.dealer.partner_id.lang = "zh_CN"
        self._run(30)
        for record in self.records:
            [activity] = record.activity_ids
            self.assertEqual(activity.user_id, self.clerk)
            self.assertEqual(activity.date_deadline, EXPIRY)
            self.assertIn("12/31/2026", activity.summary)
            [mail] = self._mails(record)
            self.assertEqual(mail.recipient_ids, self.dealer.partner_id)
            self.assertIn("2026/12/31", mail.subject)
            self.assertIn("有效期至", mail.body_html)

    def test_no_address(self):
        self.dealer.partner_id.email = False
        self._run(30)
        for record in self.records:
            self.assertFalse(self._mails(record))
            self.assertIn("no e-mail address", record.activity_ids.note)

    def test_replaced_and_renewed_are_left_alone(self):
        with freeze_time("2026-10-01"):
            self._create_document(
                self.dealer, self.food, "verified", date_expiry="2027-12-31"
            )
            renewal = self.contract.with_user(self.manager)._renew()
            renewal._add_files([("c.pdf", b"%PDF-", "application/pdf")])
            renewal.action_sign()
        self._run(30)
        for record in self.records:
            self.assertFalse(self._mails(record))
            self.assertFalse(record.activity_ids)
        self._run(-1)
        self.assertEqual(self.contract.state, "ended")
        self.assertEqual(self.document.state, "verified")
        self.assertFalse(self._mails(self.contract))

    def test_a_new_version_ends_the_reminder(self):
        self._run(30)
        self.assertTrue(self.document.activity_ids)
        with freeze_time("2026-12-10"):
            self._create_document(
                self.dealer, self.food, "verified", date_expiry="2027-12-31"
            )
        self.assertFalse(self.document.activity_ids)

    def test_terminated_is_left_alone(self):
        self.dealer.sudo().state = "terminated"
        self._run(30)
        self._assert_reminded(0, 9999)

    def test_scheduled_jobs(self):
        with freeze_time(EXPIRY - timedelta(days=30)), self.enter_registry_test_mode():
            for name in ("document", "contract"):
                cron = self.env.ref(f"distributor_document.distributor_{name}_cron")
                cron.method_direct_trigger()
        self._assert_reminded(1, 30)
