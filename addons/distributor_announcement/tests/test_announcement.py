# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import UserError
from odoo.fields import Date
from odoo.tests import RecordCapturer, tagged

from odoo.addons.distributor_member.tests.common import MemberFactory

from .common import AnnouncementCommon


@tagged("post_install", "-at_install")
class TestAnnouncement(MemberFactory, AnnouncementCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reader = cls._create_member(cls.dealer, "owner").user_id
        cls.contact = cls._create_login("t-announcement-contact", cls.country)

    def _publish_mails(self, announcement):
        with RecordCapturer(self.env["mail.mail"], []) as mails:
            announcement.with_user(self.manager).action_publish()
        return mails.records

    def test_published_is_final(self):
        announcement = self._create_announcement(self.dealer)
        for vals in (
            {"name": "T-Other"},
            {"body": "<p>T-Other</p>"},
            {"urgency": "urgent"},
            {"audience": "all"},
            {"date_to": Date.today()},
            {"distributor_ids": [(4, self.country.id)]},
        ):
            with self.subTest(vals), self.assertRaisesRegex(UserError, "new version"):
                announcement.sudo().write(vals)
        with self.assertRaisesRegex(UserError, "withdraw it"):
            announcement.unlink()
        announcement._withdraw()
        with self.assertRaisesRegex(UserError, "Draft"):
            announcement._publish()

    def _translate(self, announcement, user=None):
        for field, value in (
            ("name", "T-通知"),
            ("body", {"T-Text": "T-正文"}),
        ):
            announcement.with_user(user or self.user).update_field_translations(
                field, {"zh_CN": value}
            )

    def test_published_is_final_in_each_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        announcement = self._create_announcement(self.dealer, publish=False)
        self._translate(announcement)
        announcement.sudo()._publish()
        for field, value in (("name", "T-改"), ("body", {"T-Text": "T-改"})):
            for user in (self.user, self.manager, self.env.ref("base.user_root")):
                with (
                    self.subTest(field, user=user),
                    self.assertRaisesRegex(UserError, "new version"),
                    self.env.cr.savepoint(),
                ):
                    announcement.with_user(user).update_field_translations(
                        field, {"zh_CN": value}
                    )
            with self.assertRaises(UserError), self.env.cr.savepoint():
                announcement.with_context(lang="zh_CN").write({field: "T-改"})
        chinese = announcement.with_context(lang="zh_CN")
        chinese.invalidate_recordset()
        self.assertEqual((chinese.name, chinese.body), ("T-通知", "<p>T-正文</p>"))
        # what takes its place begins with both
        action = announcement.with_user(self.user).action_new_version()
        draft = announcement.browse(action["res_id"])
        self.assertEqual((draft.name, draft.body), ("T-Announcement", "<p>T-Text</p>"))
        chinese = draft.with_context(lang="zh_CN")
        self.assertEqual((chinese.name, chinese.body), ("T-通知", "<p>T-正文</p>"))

    def test_a_file_is_told_in_each_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        file = self._create_file(self.dealer, publish=False, description="T-Matt")
        user = file.with_user(self.user)
        for field in ("name", "description"):
            user.update_field_translations(field, {"zh_CN": f"T-中 {field}"})
        file.sudo()._publish()
        for field in ("name", "description"):
            with self.assertRaisesRegex(UserError, "new version"), self.cr.savepoint():
                user.update_field_translations(field, {"zh_CN": "T-改"})
        action = user.action_new_version()
        for record in (file, file.browse(action["res_id"])):
            chinese = record.with_context(lang="zh_CN")
            told = (chinese.name, chinese.description)
            self.assertEqual(told, ("T-中 name", "T-中 description"))

    def test_mail_in_the_language_of_who_gets_it(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        announcement = self._create_announcement(
            self.dealer, self.country, publish=False, urgency="urgent"
        )
        self._translate(announcement)
        self.reader.lang, self.contact.lang = "zh_CN", "en_US"
        mails = self._publish_mails(announcement)
        self.assertEqual(len(mails), 2)
        for mail in mails:
            told = mail.recipient_ids == self.reader.partner_id
            name = "T-通知" if told else "T-Announcement"
            self.assertIn(name, mail.subject)
            self.assertIn(name, mail.body_html)

    def test_correct(self):
        announcement = self._create_announcement(self.dealer)
        action = announcement.with_user(self.user).action_new_version()
        draft = announcement.browse(action["res_id"])
        self.assertEqual(draft.state, "draft")
        self.assertEqual((draft.name, draft.body), ("T-Announcement", "<p>T-Text</p>"))
        self.assertEqual(draft.distributor_ids, self.dealer)
        again = announcement.with_user(self.user).action_new_version()
        self.assertEqual(again["res_id"], draft.id)
        draft.body = "<p>T-Right</p>"
        self.assertEqual(announcement.state, "published")
        draft.with_user(self.manager).action_publish()
        self.assertEqual(announcement.state, "withdrawn")
        self.assertEqual(announcement.replaced_by_ids, draft)

    def test_text_is_cleaned_and_needed(self):
        announcement = self._create_announcement(
            publish=False, body="<p onclick='x()'>T<script>x()</script></p>"
        )
        self.assertNotIn("script", announcement.body)
        self.assertNotIn("onclick", announcement.body)
        announcement.body = "<p><br></p>"
        with self.assertRaisesRegex(UserError, "Write the text"):
            announcement._publish()

    def test_who_read_and_who_is_missing(self):
        announcement = self._create_announcement(
            self.dealer, self.country, self.regional, urgency="urgent"
        )
        self._read(announcement, self.dealer, self.reader, acknowledge=True)
        self._read(announcement, self.dealer, self.user)
        self._read(announcement, self.dealer, self.user)
        self._read(announcement, self.country, self.contact)
        self.env.invalidate_all()
        self.assertEqual(len(announcement.reading_ids), 3)
        self.assertEqual(announcement.read_count, 2)
        self.assertEqual(announcement.acknowledged_count, 1)
        self.assertEqual(announcement.missing_count, 2)
        action = announcement.action_view_missing()
        missing = self.env["distributor.distributor"].search(action["domain"])
        self.assertEqual(missing, self.country | self.regional)
        action = announcement.action_view_readings()
        readings = self.env["distributor.announcement.reading"].search(action["domain"])
        self.assertEqual(readings, announcement.reading_ids)

    def test_urgent_is_mailed_once(self):
        announcement = self._create_announcement(
            self.dealer, self.country, publish=False, urgency="urgent"
        )
        mails = self._publish_mails(announcement)
        told = self.reader.partner_id | self.contact.partner_id
        self.assertEqual(mails.recipient_ids, told)
        self.assertIn("It is urgent", mails[0].body_html)
        with RecordCapturer(self.env["mail.mail"], []) as again:
            announcement._cron_tell_urgent()
        self.assertFalse(again.records & mails.browse(again.records.ids))
        normal = self._create_announcement(self.dealer, publish=False)
        self.assertFalse(self._publish_mails(normal))

    def test_urgent_is_mailed_on_its_first_day(self):
        today = self.dealer._get_today()
        announcement = self._create_announcement(
            self.dealer,
            publish=False,
            urgency="urgent",
            date_from=Date.add(today, days=1),
        )
        self.assertFalse(self._publish_mails(announcement))
        self.assertFalse(announcement.mailed)
        announcement.flush_recordset()
        self.env.cr.execute(
            "UPDATE distributor_announcement SET date_from = %s WHERE id = %s",
            (today, announcement.id),
        )
        announcement.invalidate_recordset()
        with RecordCapturer(self.env["mail.mail"], []) as mails:
            announcement._cron_tell_urgent()
        self.assertIn(self.reader.partner_id, mails.records.recipient_ids)
        self.assertTrue(announcement.mailed)

    def test_remind(self):
        announcement = self._create_announcement(self.dealer, self.country)
        self._read(announcement, self.dealer, self.reader)
        with RecordCapturer(self.env["mail.mail"], []) as mails:
            announcement.with_user(self.user).action_remind()
        self.assertEqual(mails.records.recipient_ids, self.contact.partner_id)
        self.assertIn("1 people of 1", announcement.message_ids[0].body)
        with self.assertRaisesRegex(UserError, "already"):
            announcement.with_user(self.user).action_remind()

    def test_orders_wait(self):
        with self.assertRaisesRegex(UserError, "urgent"):
            self._create_announcement(self.dealer, block_orders=True)
        announcement = self._create_announcement(
            self.dealer, urgency="urgent", block_orders=True
        )
        order = self._create_order(self.dealer, [(self.product, 1, 100)])
        refused = self.assertRaisesRegex(UserError, "T-Announcement")
        with refused, self.env.cr.savepoint():
            order.action_confirm()
        other = self._create_order(self.country, [(self.product, 1, 100)])
        other.action_confirm()
        self._read(announcement, self.dealer, self.reader, acknowledge=True)
        order.action_confirm()
        self.assertEqual(order.state, "sale")
