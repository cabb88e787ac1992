# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import html2plaintext, mute_logger

from .common import NOW, StatementCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestSending(StatementCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mine = cls._make()
        cls.cron = cls.env.ref(
            "distributor_commission_statement.distributor_commission_statement_cron"
        )

    def _approve(self, settlements=None):
        settlements = settlements or self.mine
        settlements.with_user(self.finance)._review()
        settlements.with_user(self.manager)._approve()

    def _run(self):
        with self.enter_registry_test_mode():
            self.cron.method_direct_trigger()

    def _mails(self):
        return (
            self.env["mail.mail"]
            .sudo()
            .search([("model", "=", self.mine._name), ("res_id", "=", self.mine.id)])
            .filtered("recipient_ids")
        )

    def _get_names(self, record):
        return sorted(
            self.env["ir.attachment"]
            .search([("res_model", "=", record._name), ("res_id", "=", record.id)])
            .mapped("name")
        )

    def test_sent_once_when_approved(self):
        self.mine.with_user(self.finance)._review()
        self.assertFalse(self.mine.statement_to_send)
        self.mine.with_user(self.manager)._approve()
        self.assertTrue(self.mine.statement_to_send)
        self._run()
        self._run()
        mail = self._mails()
        self.assertEqual(len(mail), 1)
        self.assertEqual(mail.recipient_ids, self.country.partner_id)
        self.assertIn("2026", mail.subject)
        self.assertEqual(len(mail.attachment_ids), 2)
        text = html2plaintext(mail.body_html).replace(
            "\N{ZERO WIDTH NO-BREAK SPACE}", ""
        )
        for expected in ("55.00", "-20.00", "35.00", "03/23/2026"):
            self.assertIn(expected, text)
        self.assertNotIn("Bonuses", text)
        self.assertFalse(self.mine.statement_to_send)
        self.assertTrue(self.mine.statement_sent_date)

    def test_sent_again_replaces_the_files(self):
        self._approve()
        self._run()
        self.mine.with_user(self.finance).action_send_statement()
        self._run()
        self.assertEqual(len(self._mails()), 2)
        self.assertEqual(len(self._get_names(self.mine)), 2)

    def test_sent_back_is_not_sent(self):
        self._approve()
        self.mine.with_user(self.finance)._send_back()
        self._run()
        self.assertFalse(self._mails())
        self._approve()
        self.mine._cancel()
        self._run()
        self.assertFalse(self._mails())

    def test_without_address_it_says_so(self):
        self.country.partner_id.email = False
        self._approve()
        self._run()
        self.assertFalse(self._mails())
        self.assertIn("no e-mail address", self.mine.message_ids[0].body)

    def test_at_the_bill(self):
        self._approve()
        self.mine._confirm("distributor")
        self.mine.with_user(self.finance).action_bill()
        self.assertTrue(self.mine.statement_to_attach)
        self._run()
        names = self._get_names(self.mine.bill_id)
        self.assertEqual(len(names), 2)
        self.assertEqual(names[1], "COM-2026-02-T-C.xlsx")
        self.assertFalse(self.mine.statement_to_attach)
        # a cancelled bill is used again, and has the statement once
        self.mine.bill_id.button_cancel()
        self.assertEqual(self.mine.state, "confirmed")
        self.mine.with_user(self.finance).action_bill()
        self._run()
        self.assertEqual(self._get_names(self.mine.bill_id), names)

    @mute_logger("odoo.addons.distributor_commission_statement.models")
    def test_a_printer_that_fails_stops_nothing(self):
        self._approve()
        self.mine._confirm("distributor")

        def fail(*args):
            raise UserError("T-No printer")  # pylint: disable=translation-required

        self.patch(type(self.mine), "_get_statement_pdf", fail)
        self._run()
        self.assertFalse(self._mails())
        self.assertIn("T-No printer", self.mine.message_ids[0].body)
        self.mine.with_user(self.finance).action_bill()
        self._run()
        self.assertTrue(self.mine.bill_id)
        self.assertFalse(self._get_names(self.mine.bill_id))
