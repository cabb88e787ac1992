# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.tests import new_test_user, tagged

from .common import NOW, DisputeCommon

TYPES = {
    "decide": "distributor_commission_dispute.mail_activity_type_decide",
    "late": "distributor_commission_dispute.mail_activity_type_late",
}


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestClock(DisputeCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cron = cls.env.ref(
            "distributor_commission_dispute.distributor_commission_dispute_cron"
        )

    def _run(self, now):
        with self.enter_registry_test_mode(), freeze_time(now):
            self.cron.method_direct_trigger()

    def _get_activities(self, dispute, kind):
        wanted = self.env.ref(TYPES[kind])
        return dispute.activity_ids.filtered(lambda a: a.activity_type_id == wanted)

    def test_asked_in_the_language_of_the_responsible(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        dispute = self._create_dispute(self.entry, user=self.portal)
        dispute.responsible_id.lang = "zh_CN"
        dispute._plan_activity()
        [activity] = self._get_activities(dispute, "decide")
        self.assertIn("异议", activity.summary)
        dispute.responsible_id.lang = "en_US"
        dispute.with_context(lang="zh_CN")._plan_activity()
        [activity] = self._get_activities(dispute, "decide")
        self.assertIn("disputes", activity.summary)

    def test_reminded_then_escalated_once(self):
        dispute = self._create_dispute(self.entry, user=self.portal)
        responsible = dispute.responsible_id
        self.assertTrue(responsible)
        [activity] = self._get_activities(dispute, "decide")
        self.assertEqual(
            (activity.user_id, activity.date_deadline), (responsible, date(2026, 3, 23))
        )
        for now, reminded, escalated in (
            ("2026-03-20 12:00:00", False, False),
            ("2026-03-21 12:00:00", date(2026, 3, 21), False),
            ("2026-03-23 12:00:00", date(2026, 3, 21), False),
            ("2026-03-24 12:00:00", date(2026, 3, 21), date(2026, 3, 24)),
            ("2026-03-25 12:00:00", date(2026, 3, 21), date(2026, 3, 24)),
        ):
            self._run(now)
            self.assertEqual(
                (dispute.reminded_date, dispute.escalated_date), (reminded, escalated)
            )
        [late] = self._get_activities(dispute, "late")
        self.assertTrue(late.user_id.has_group("distributor.distributor_group_manager"))
        self.assertNotEqual(late.user_id, responsible)
        notes = self.env["mail.message"].search(
            [
                ("model", "=", dispute._name),
                ("res_id", "=", dispute.id),
                ("message_type", "=", "user_notification"),
                ("subject", "like", dispute.name),
            ]
        )
        self.assertEqual(notes.notified_partner_ids, responsible.partner_id)
        with freeze_time("2026-03-25 12:00:00"):
            dispute.invalidate_recordset()
            self.assertTrue(dispute.is_late)
            self.assertIn("2 days", dispute.countdown)
            found = self.disputes.with_company(self.company)
            own = [("company_id", "=", self.company.id)]
            self.assertEqual(found.search([*own, ("is_late", "=", True)]), dispute)
            self.assertFalse(found.search([*own, ("is_late", "=", False)]))
            self._decide(dispute)
        self.assertFalse(dispute.activity_ids)
        self.assertFalse(dispute.is_late)

    def test_decided_ones_are_left_alone(self):
        dispute = self._create_dispute(self.entry)
        self._decide(dispute, "refused")
        self._run("2026-03-30 12:00:00")
        self.assertFalse(dispute.reminded_date or dispute.escalated_date)

    def test_the_setting_counts(self):
        self.company.distributor_commission_dispute_days = 3
        dispute = self._create_dispute(self.entry)
        self.assertEqual(dispute.deadline, date(2026, 3, 19))
        settings = self.env["res.config.settings"].with_company(self.company)
        self.assertEqual(settings.create({}).distributor_commission_dispute_days, 3)

    def test_the_day_is_that_of_the_company(self):
        self.company.partner_id.tz = "Asia/Shanghai"
        self.company.resource_calendar_id.tz = "Asia/Shanghai"
        with freeze_time("2026-03-31 17:00:00"):
            dispute = self._create_dispute(self.entry)
            self.assertEqual(dispute.date, self.company._get_commission_today())

    def test_the_contact_decides_when_it_may(self):
        contact = new_test_user(
            self.env,
            "t-dispute-contact",
            "distributor.distributor_group_manager",
            company_id=self.company.id,
            company_ids=[self.company.id],
        )
        self.country.user_id = contact
        self.assertEqual(self._create_dispute(self.entry).responsible_id, contact)
        seller = new_test_user(
            self.env,
            "t-dispute-seller",
            "distributor.distributor_group_user",
            company_id=self.company.id,
            company_ids=[self.company.id],
        )
        self.regional.user_id = seller
        other = self._create_dispute(self._get_entry(self.regional))
        self.assertNotEqual(other.responsible_id, seller)
