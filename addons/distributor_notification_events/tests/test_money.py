# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.distributor_commission_dispute.tests.common import NOW, DisputeCommon
from odoo.addons.distributor_statement.tests.common import StatementCommon
from odoo.addons.distributor_wallet_topup.tests.common import TopupCommon

from .common import EventFactory


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestMoney(EventFactory, StatementCommon, TopupCommon, DisputeCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = cls._make_members(cls.country)
        cls._forget()

    def test_settlement(self):
        mine = self._of(self._settle(), self.country)
        mine.with_user(self.finance)._review()
        mine._approve()
        told = self._assert_told("settlement_confirm", "50", roles=("owner",))
        self.assertEqual(told.urgency, "urgent")
        mine._confirm("distributor")
        mine.action_bill()
        mine.bill_id.action_post()
        self.assertFalse(self._get_told("commission_paid"))
        mine.bill_id._pay_into_wallet(self.country)
        self.assertEqual(mine.state, "paid")
        self._assert_told("commission_paid", "50", roles=("owner",))

    def test_dispute(self):
        self.country.partner_id.email = self.users["owner"].email
        dispute = self._create_dispute(self.entry)
        self._decide(dispute, "refused", "T-Reason of ours")
        told = self._assert_told(
            "dispute_decided", dispute.name, "T-Reason of ours", roles=("owner",)
        )
        self.assertFalse(told.mail_date)  # the decision was mailed to this address

    def test_topup(self):
        topup = self._request(500, distributor=self.country)
        self._receive(500, topup.name)._match_top_ups()
        self.assertEqual(topup.state, "paid")
        told = self._assert_told("topup_credited", topup.name, "500", roles=("owner",))
        self.assertEqual(told.urgency, "low")

    def test_statement(self):
        self._bill(self.country, 100, "2026-02-10")
        statement = self._make(self.country).sudo()
        statement._send()
        self._assert_told("statement_confirm", roles=("owner",))
        statement.reminder_count = 1
        statement._send_mail("mail_template_statement_reminder")
        self._assert_told("statement_confirm", roles=("owner",), times=2)
