# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import NotificationCommon


@tagged("post_install", "-at_install")
class TestMail(NotificationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.low = cls._create_kind("t-low", urgency="low")
        cls.urgent = cls._create_kind("t-urgent", urgency="urgent")
        for user in cls.users.values():
            cls._prefer(user, is_quiet=False)

    def _send(self, told=None):
        """Mail what is due of these; return the mails."""
        told = told or self._get_told()
        mails = self.env["mail.mail"].sudo()
        before = mails.search([("email_to", "ilike", "t-d-")])
        self.env.cr.execute(
            "UPDATE distributor_notification SET mail_date = mail_date"
            " - interval '8 days' WHERE mail_date IS NOT NULL AND id = ANY(%s)",
            [told.ids],
        )
        self.env.invalidate_all()
        while claimed := self.env["distributor.notification"]._claim_due(10):
            claimed._mail()
        return mails.search([("email_to", "ilike", "t-d-")]) - before

    def _mails_of(self, mails, user):
        return mails.filtered(lambda mail: user.email in mail.email_to)

    def test_all_in_one_mail(self):
        for step in "abc":
            self._tell(f"T-Low {step}", code="t-low", step=step)
        mails = self._send()
        self.assertEqual(len(mails), 4)
        mail = self._mails_of(mails, self.owner)
        for step in "abc":
            self.assertIn(f"T-Low {step}", mail.body_html)
        self.assertIn("3", mail.subject)
        self.assertIn("/my/distribution/notifications/settings", mail.body_html)
        self.assertIn("List-Unsubscribe", mail.headers)
        self.assertFalse(self._send())  # none when there is nothing

    def test_urgent_ones_stand_alone(self):
        self._tell("T-Low", code="t-low")
        self._tell("T-Normal")
        self._tell("T-Urgent 1", code="t-urgent", step="1")
        self._tell("T-Urgent 2", code="t-urgent", step="2")
        mails = self._mails_of(self._send(), self.owner)
        self.assertEqual(len(mails), 3)
        self.assertLessEqual({"T-Urgent 1", "T-Urgent 2"}, set(mails.mapped("subject")))

    def test_not_before_its_time(self):
        self._tell(code="t-low")
        self.assertGreater(self._get_told(self.owner).mail_date, fields.Datetime.now())
        claimed = self.env["distributor.notification"]._claim_due(10)
        self.assertFalse(claimed & self._get_told())

    def test_read_ones_are_not_mailed(self):
        self._tell(code="t-low")
        self._get_told(self.owner)._mark_read()
        mails = self._send()
        self.assertFalse(self._mails_of(mails, self.owner))
        self.assertTrue(self._mails_of(mails, self.viewer))

    def test_who_lost_the_right_gets_nothing(self):
        money = self._create_kind("t-money", right="money")
        self._tell("T-Secret", code=money.code)
        self.dealer._get_member(self.users["finance"]).role = "viewer"
        mails = self._send()
        self.assertFalse(self._mails_of(mails, self.users["finance"]))
        self.assertTrue(self._mails_of(mails, self.owner))
        self.assertFalse(self._get_told(self.users["finance"]).sent_date)

    def test_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env["ir.module.module"].search(
            [("name", "=", "distributor_notification")]
        )._update_translations("zh_CN")
        self.owner.lang = "zh_CN"
        self._tell("T-A")
        self._tell("T-B", step="b")
        mails = self._send()
        self.assertIn("所有通知", self._mails_of(mails, self.owner).body_html)
        self.assertIn("条新消息", self._mails_of(mails, self.owner).subject)
        self.assertIn("All notifications", self._mails_of(mails, self.viewer).body_html)

    def test_urgent_wakes_the_job(self):
        cron = self.env.ref("distributor_notification.distributor_notification_cron")
        triggers = self.env["ir.cron.trigger"].sudo()
        before = triggers.search_count([("cron_id", "=", cron.id)])
        self._tell()
        self.assertEqual(triggers.search_count([("cron_id", "=", cron.id)]), before)
        self._tell(code="t-urgent")
        self.assertGreater(triggers.search_count([("cron_id", "=", cron.id)]), before)

    def test_job(self):
        self._tell("T-Urgent", code="t-urgent")
        cron = self.env.ref("distributor_notification.distributor_notification_cron")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()
        sent = self._get_told(self.owner).sent_date
        self.assertLess(fields.Datetime.now() - sent, timedelta(minutes=5))
