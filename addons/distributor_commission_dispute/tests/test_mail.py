# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from freezegun import freeze_time

from odoo.tests import tagged
from odoo.tools import html2plaintext

from .common import NOW, DisputeCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestMail(DisputeCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.country.partner_id.write({"email": "t-c@example.com", "lang": "en_US"})

    def _mails(self, dispute):
        mails = self.env["mail.mail"].sudo().search([("res_id", "=", dispute.id)])
        return mails.filtered(
            lambda m: m.model == dispute._name
            and m.recipient_ids == self.country.partner_id
        ).sorted("id")

    def test_told_when_opened_and_decided(self):
        dispute = self._create_dispute(self.entry, 62.34, reason="T-Why")
        [opened] = self._mails(dispute)
        text = html2plaintext(opened.body_html)
        for expected in ("50.00", "62.34", "T-Why", "03/23/2026", "T-C"):
            self.assertIn(expected, text)
        self.assertIn(dispute.name, opened.subject)
        self._decide(dispute, note="T-Contract")
        decided = self._mails(dispute)[1:]
        text = html2plaintext(decided.body_html)
        for expected in ("You are right.", "12.34", "T-Contract"):
            self.assertIn(expected, text)

    def test_told_in_part_and_refused(self):
        dispute = self._create_dispute(self.entry, 60)
        self._decide(dispute, "partial", amount=4)
        text = html2plaintext(self._mails(dispute)[1:].body_html)
        self.assertIn("right in part", text)
        self.assertIn("4.00", text)
        other = self._create_dispute(self.entry, 60)
        self._decide(other, "refused", note="T-No")
        text = html2plaintext(self._mails(other)[1:].body_html)
        self.assertIn("stands", text)
        self.assertIn("T-No", text)

    def test_in_its_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        module = self.env["ir.module.module"].search(
            [("name", "=", "distributor_commission_dispute")]
        )
        module._update_translations("zh_CN")
        self.country.partner_id.lang = "zh_CN"
        dispute = self._create_dispute(self.entry, 60)
        [opened] = self._mails(dispute)
        self.assertIn("异议", opened.subject)
        self.assertIn("2026/03/23", html2plaintext(opened.body_html))

    def test_without_address_it_says_so(self):
        self.country.partner_id.email = False
        dispute = self._create_dispute(self.entry, 60)
        self.assertFalse(self._mails(dispute))
        self.assertIn("no e-mail address", "".join(dispute.message_ids.mapped("body")))
