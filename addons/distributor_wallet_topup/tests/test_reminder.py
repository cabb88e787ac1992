# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields
from odoo.tests import new_test_user, tagged

from .common import TopupCommon

DAY = fields.Date.to_date


@tagged("post_install", "-at_install")
class TestReminder(TopupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = new_test_user(
            cls.env,
            "t-seller",
            "distributor.distributor_group_user",
            company_id=cls.company.id,
            company_ids=[cls.company.id],
        )
        cls.dealer.user_id = cls.seller
        cls.dealer.partner_id.email = "t-dealer@example.com"
        cls.wallet.minimum_balance = 300
        cls.wallet.flush_recordset()
        cls._top_up(100)

    def _remind(self):
        cron = self.env.ref("distributor_wallet_topup.distributor_topup_cron_remind")
        before = self.env["mail.mail"].sudo().search([])
        self.env.flush_all()
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()
        mails = self.env["mail.mail"].sudo().search([]) - before
        return mails.filtered(lambda m: m.recipient_ids == self.dealer.partner_id)

    def test_salesperson_reads_it_in_its_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.seller.lang = "zh_CN"
        self._remind()
        activity = self.dealer.activity_ids
        self.assertIn("预存款", activity.summary)
        self.assertIn("可用", activity.note)

    def test_mail_and_activity_once_a_week(self):
        mail = self._remind()
        self.assertEqual(len(mail), 1)
        self.assertIn("300", mail.body_html)
        self.assertIn("100", mail.body_html)
        activity = self.dealer.activity_ids
        self.assertEqual(activity.user_id, self.seller)
        self.assertFalse(self._remind())
        today = fields.Date.context_today(self.wallet)
        self.wallet.topup_reminder_date = fields.Date.subtract(today, days=6)
        self.assertFalse(self._remind())
        self.wallet.topup_reminder_date = fields.Date.subtract(today, days=7)
        self.assertTrue(self._remind())
        self.assertEqual(self.dealer.activity_ids, activity)

    def test_nobody_is_bothered_without_need(self):
        self.company.distributor_topup_reminder = False
        self.assertFalse(self._remind())
        self.company.distributor_topup_reminder = True
        self._top_up(200)
        self.assertFalse(self._remind())
