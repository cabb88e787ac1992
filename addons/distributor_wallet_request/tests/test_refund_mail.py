# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import format_date, html2plaintext

from .common import RequestCommon

RECEIVED, APPROVED, PAID, REFUSED = (
    "received your refund request",
    "is approved",
    "is paid",
    "is refused",
)


@tagged("post_install", "-at_install")
class TestRefundMail(RequestCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dealer.partner_id.write({"email": "t-dealer@example.com", "lang": "en_US"})

    def _mails(self, refund):
        """Return the mails about a refund to its distributor, oldest first."""
        mails = self.env["mail.mail"].sudo().search([("res_id", "=", refund.id)])
        return mails.filtered(
            lambda m: m.model == refund._name
            and m.recipient_ids == refund.distributor_id.partner_id
        ).sorted("id")

    def _assert_told(self, refund, *subjects):
        mails = self._mails(refund)
        self.assertEqual(len(mails), len(subjects))
        for mail, subject in zip(mails, subjects, strict=True):
            self.assertIn(subject, mail.subject)
            self.assertIn(refund.name, mail.subject)
        return html2plaintext(mails[-1].body_html)

    def test_each_step_is_told_once(self):
        refund = self._refund(400)
        text = self._assert_told(refund, RECEIVED)
        due = format_date(self.env(context={"lang": "en_US"}), refund.due_date)
        for expected in ("400.00", due, "ending in 0001"):
            self.assertIn(expected, text)
        self.assertNotIn("6222", text)
        self._approve(refund, self.first)
        self._assert_told(refund, RECEIVED)
        self._approve(refund, self.second)
        self.assertIn(due, self._assert_told(refund, RECEIVED, APPROVED))
        payment = self._pay(refund)
        told = (RECEIVED, APPROVED, PAID)
        self.assertIn("400.00", self._assert_told(refund, *told))
        payment.action_draft()
        self._assert_told(refund, *told)
        payment.action_post()
        self._assert_told(refund, *told, PAID)

    def test_refusal_gives_the_reason(self):
        refund = self._refund(400)
        self._refuse(refund, self.first, "T-Because of <this>")
        text = self._assert_told(refund, RECEIVED, REFUSED)
        self.assertIn("T-Because of <this>", text)

    def test_in_the_language_of_the_distributor(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env["ir.module.module"].search(
            [("name", "=", "distributor_wallet_request")]
        )._update_translations("zh_CN")
        self.dealer.partner_id.lang = "zh_CN"
        refund = self._refund(400)
        [mail] = self._mails(refund)
        self.assertIn("退款申请", mail.subject)
        self.assertIn("尾号", html2plaintext(mail.body_html))

    def test_what_does_not_happen_is_not_told(self):
        draft = self._create_request("refund", amount=2000)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            draft.action_submit()
        self.assertFalse(self._mails(draft))

    def test_no_address(self):
        self.dealer.partner_id.email = False
        refund = self._refund(400)
        self.assertFalse(self._mails(refund))
        self.assertIn("no e-mail address", str(refund.message_ids.mapped("body")))

    def test_a_deleted_template_stops_nothing(self):
        self.env.ref(
            "distributor_wallet_request.mail_template_refund_received"
        ).unlink()
        self.assertEqual(self._refund(400).state, "submitted")
