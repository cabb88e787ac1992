# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import datetime

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..models.event import Event
from .common import NotificationCommon

at = datetime.fromisoformat
DAYTIME = "2026-05-04 04:00:00"  # Monday noon in Shanghai
NIGHT = "2026-05-04 16:00:00"


@tagged("post_install", "-at_install")
class TestTelling(NotificationCommon):
    def _told_roles(self, code):
        self._tell(code=code)
        told = self._get_told(**{"kind_id.code": code}).user_id
        return {role for role, user in self.users.items() if user in told}

    def test_only_who_has_the_right(self):
        for right, roles in (
            ("view", {"owner", "buyer", "finance", "viewer"}),
            ("order", {"owner", "buyer"}),
            ("money", {"owner", "finance"}),
            ("manage", {"owner"}),
        ):
            with self.subTest(right):
                self._create_kind(f"t-{right}", right=right)
                self.assertEqual(self._told_roles(f"t-{right}"), roles)
        self.assertFalse(self._get_told(self.stranger) | self._get_told(self.clerk))

    def test_as_user_can(self):
        """Set-based or one by one, the same people have a right."""
        self.dealer._get_member(self.users["finance"]).action_end()
        contact = self._create_login("t-contact", self.country)
        people = self.env["res.users"].union(
            *self.users.values(), self.clerk, self.stranger, contact
        )
        both = self.dealer | self.country
        for right in ("view", "order", "money", "manage"):
            users = both._get_notified_users(right)
            for distributor in both:
                with self.subTest(right=right, distributor=distributor.code):
                    self.assertEqual(
                        people.filtered(
                            lambda user, d=distributor, r=right: d._user_can(r, user)
                        ),
                        people & users[distributor.sudo()].sudo(False),
                    )

    def test_same_thing_once(self):
        self._tell()
        self._tell("T-Other")
        self.assertEqual(self._get_told(self.owner).name, "T-Title")
        self._tell("T-Other", step="2")
        self._tell("T-Another", record=self.country)
        self.assertEqual(len(self._get_told(self.owner)), 3)

    def test_language_of_each(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.owner.lang = "zh_CN"
        self._tell()
        names = {
            code: self.env["res.lang"]._get_data(code=code).name
            for code in ("zh_CN", "en_US")
        }
        self.assertEqual(self._get_told(self.owner).body, names["zh_CN"])
        self.assertEqual(self._get_told(self.viewer).body, names["en_US"])

    def test_when_mails_leave(self):
        noon, morning = at("2026-05-04T04:00:00"), at("2026-05-05T00:00:00")
        digest = at("2026-05-05T01:00:00")
        for when, urgency, expected in (
            (DAYTIME, "normal", noon),
            (DAYTIME, "low", digest),
            (DAYTIME, "urgent", noon),
            (NIGHT, "normal", morning),
            (NIGHT, "low", digest),
            (NIGHT, "urgent", fields.Datetime.to_datetime(NIGHT)),
        ):
            with self.subTest(when=when, urgency=urgency), freeze_time(when):
                self.kind.urgency = urgency
                self._tell(step=when + urgency)
                self.assertEqual(self._get_told(self.owner)[0].mail_date, expected)

    @freeze_time(NIGHT)
    def test_preferences(self):
        self._prefer(self.owner, is_quiet=False)
        self._prefer(self.viewer, quiet_start=0, quiet_end=600)
        self._prefer(self.users["buyer"], {self.kind: "portal"})
        self._prefer(self.users["finance"], {self.kind: "off"})
        self._tell()
        planned = {role: self._get_told(u).mail_date for role, u in self.users.items()}
        self.assertEqual(
            planned,
            {
                "owner": fields.Datetime.to_datetime(NIGHT),
                "viewer": at("2026-05-05T02:00:00"),
                "buyer": False,
                "finance": False,
            },
        )
        self.assertTrue(self._get_told(self.users["buyer"]))
        self.assertFalse(self._get_told(self.users["finance"]))
        self.kind.urgency = "low"
        self._prefer(self.owner, digest="weekly")
        self._tell(step="weekly")
        self.assertEqual(
            self._get_told(self.owner)[0].mail_date, at("2026-05-11T01:00:00")
        )

    def test_what_must_be_known(self):
        self._prefer(self.owner, {self.kind: "off"})
        self.kind.is_required = True  # later than the choice
        self._tell()
        self.assertTrue(self._get_told(self.owner))
        self.assertFalse(self._get_told(self.owner).mail_date)
        with self.assertRaises(UserError):
            self._prefer(self.viewer, {self.kind: "off"})
        with self.assertRaises(ValidationError):
            self.kind.channel = "off"

    def test_what_is_usual_follows_the_brand(self):
        self._prefer(self.owner, {self.kind: "mail"})
        self.kind.channel = "portal"
        self._tell()
        self.assertFalse(self._get_told(self.owner).mail_date)

    def test_nobody_is_mailed_twice_about_it(self):
        self._tell(told=(self.owner.email.upper(), False))
        self.assertFalse(self._get_told(self.owner).mail_date)
        self.assertTrue(self._get_told(self.viewer).mail_date)

    def test_archived_kind_and_closed_account(self):
        self.kind.active = False
        self._tell()
        self.assertFalse(self._get_told())
        self.kind.active = True
        self.dealer.sudo().write(
            {"state": "terminated", "portal_end_date": "2020-01-01"}
        )
        self._tell()
        self.assertFalse(self._get_told())

    def test_a_few_statements_for_many(self):
        notifications = self.env["distributor.notification"]
        others = [self._create_distributor(f"T-N{n}", "store") for n in range(6)]
        for other in others:
            self._create_members(other)
        counts = []
        for step, found in (("", others[:1]), ("a", others[:2]), ("b", others)):
            events = [
                Event(one, one, lambda env: ("T", ""), step=step) for one in found
            ]
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            notifications._notify("t-kind", events)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts[1:])
        self.assertLessEqual(counts[1], 12)
        self.assertEqual(len(self._get_told()), 4 + 8 + 24)

    def test_purge(self):
        self._tell()
        old, new = self._get_told(self.owner), self._get_told(self.viewer)
        self.env.cr.execute(
            "UPDATE distributor_notification SET create_date = '2020-01-01'"
            " WHERE id = %s",
            [old.id],
        )
        self.company.sudo().distributor_notification_months = 0
        self.env["distributor.notification"]._gc_notifications()
        self.assertTrue(old.exists())
        self.company.sudo().distributor_notification_months = 6
        self.env["distributor.notification"]._gc_notifications()
        self.assertFalse(old.exists())
        self.assertTrue(new.exists())
