# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from uuid import uuid4

from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common import HOME, select
from .members import QUIET, MembersCommon

URL = f"{HOME}/refunds"


@tagged("post_install", "-at_install")
class TestRefund(MembersCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._confirm((cls.goods, 2, 45), distributor=cls.dealer)
        cls.account = cls._create_account(cls.dealer, "T-6222-9876")

    @classmethod
    def _create_account(cls, distributor, number):
        return (
            cls.env["res.partner.bank"]
            .sudo()
            .create(
                {
                    "acc_number": number,
                    "partner_id": distributor.partner_id.id,
                    "allow_out_payment": True,
                }
            )
        )

    def _find(self, distributor=None):
        return self.env["distributor.wallet.refund"].search(
            [("distributor_id", "=", (distributor or self.dealer).id)]
        )

    def _ask(self, amount="100", **post):
        values = {
            "wallet": self.wallet._get_portal_key(),
            "amount": amount,
            "account": self.account.id,
            "reason": "T-Reason",
            "key": uuid4().hex,
            **post,
        }
        response = self._post(f"{URL}/ask", **values)
        return response.status_code

    def _notice(self):
        return self._text(self._open(URL), ".o_distributor_portal_notice")

    def test_from_the_deposit_to_the_request(self):
        self._login_as(self.roles["finance"])
        [link] = select(self._open(f"{HOME}/wallet"), "a[name=refunds]")
        page = self._open(link.get("href"))
        self.assertEqual(
            self._money(page, "section[name=calculation]"), [5000.0, -90.0, 4910.0]
        )
        [field] = select(page, "input[name=amount]")
        self.assertEqual(field.get("value"), "4910.00")
        self.assertIn("9876", self._text(page, "select[name=account]"))
        self.assertNotIn("6222", self._text(page, "main"))
        self._ask("1910.50")
        page = self._open(URL)
        self.assertIn("1,910.50", self._text(page, ".o_distributor_portal_notice"))
        [row] = select(page, "section[name=refunds] .o_distributor_portal_row")
        self.assertIn("days left", self._text(row))
        refund = self._find()
        self.assertEqual(refund.requester_id, self.roles["finance"])
        self.assertEqual(refund.bank_account_id, self.account)
        self._assert_wallet(5000, 2000.5)

    def test_sent_twice_it_asks_once(self):
        self._login_as(self.roles["owner"])
        [field] = select(self._open(URL), "input[name=key]")
        key = field.get("value")
        for _time in range(2):
            self._ask("100", key=key)
            self.assertIn(self._find().name, self._notice())
        self._assert_wallet(5000, 190)
        # of another distributor it is another form
        self.assertFalse(self._find(self.sibling))
        [field] = select(self._open(URL), "input[name=key]")
        self.assertNotEqual(field.get("value"), key)
        self._ask("100", key=field.get("value"))
        self.assertEqual(len(self._find()), 2)
        for bad in ("", "x", "x" * 99, "0123456789abcde\x00"):
            self._ask("100", key=bad)
            self.assertIn("start again", self._notice())
        self.assertEqual(len(self._find()), 2)

    def test_state_and_refusal_are_read_there(self):
        self._login_as(self.roles["owner"])
        self._ask()
        refund = self._find()
        refund.with_user(self.finance)._refuse("T-Because of <this>")
        text = self._text(self._open(URL), "section[name=refunds]")
        self.assertIn("Refused: T-Because of <this>", text)
        self._assert_wallet(5000, 90)

    def test_taken_back(self):
        self._login_as(self.roles["owner"])
        self._ask()
        refund = self._find()
        self._login_as(self.roles["finance"])
        self._post(f"{URL}/{refund.id}/cancel")
        self.assertEqual(refund.state, "cancelled")
        self._assert_wallet(5000, 90)
        self._post(f"{URL}/{refund.id}/cancel")
        self.assertIn("cannot be taken back", self._notice())

    def test_what_was_written_is_shown_again(self):
        self._login_as(self.roles["owner"])
        self._ask("4910.01", reason="T-Mine")
        page = self._open(URL)
        text = self._text(page, ".o_distributor_portal_notice")
        self.assertIn("more than may be refunded", text)
        [field] = select(page, "input[name=amount]")
        self.assertEqual(field.get("value"), "4910.01")
        self.assertIn("T-Mine", self._text(page, "textarea"))
        self.assertFalse(self._find())

    def test_bad_values_are_answered(self):
        self._login_as(self.roles["owner"])
        for post in (
            {"amount": "0"},
            {"amount": ""},
            {"amount": "-5"},
            {"amount": "1e3"},
            {"amount": "NaN"},
            {"amount": "9" * 5000},
            {"account": ""},
            {"account": self._create_account(self.sibling, "T-1").id},
            {"account": "0"},
            {"wallet": "bond-USD"},
            {"wallet": ""},
            {"wallet": "x\x00y"},
        ):
            with self.subTest(post=str(post)[:40]):
                self.assertEqual(self._ask(**post), 303)
                self.assertTrue(self._notice())
        for tail in ("?wallet=%00", "/page/x", "?wallet=deposit-XXX"):
            self._open(URL + tail)
        self.assertFalse(self._find())
        self._assert_wallet(5000, 90)

    def test_no_wallet_of_others_is_named(self):
        """Whatever is sent, it is about the wallet of the visitor's distributor."""
        self._login_as(self.roles["owner"])
        other = self.env["distributor.wallet"]._get_or_create(
            self.sibling, self.company.currency_id
        )
        self._ask(wallet_id=other.id, distributor_id=self.sibling.id)
        self.assertEqual(self._find().wallet_id, self.wallet)
        self.assertFalse(self._find(self.sibling))

    @mute_logger(*QUIET)
    def test_who_has_no_right_to_the_money(self):
        refund = self.wallet._ask_refund(1, self.account, "T-Reason")
        people = {
            **{role: self.roles[role] for role in ("buyer", "viewer")},
            **self.others,
        }
        for kind, user in people.items():
            self._login_as(user)
            with self.subTest(kind):
                page = self.url_open(URL)
                self.assertNotIn(refund.name, page.text)
                self._ask()
                self._post(f"{URL}/{refund.id}/cancel")
                self.assertEqual(refund.state, "submitted")
                self.assertEqual(self._find(), refund)
        self._assert_wallet(5000, 91)

    @mute_logger(*QUIET)
    def test_nothing_by_rpc(self):
        self._login_as(self.roles["owner"])
        refund = self.wallet._ask_refund(1, self.account, "T-Reason")
        for model, method, *args in (
            ("distributor.wallet.refund", "read", refund.ids, ["amount"]),
            ("distributor.wallet.refund", "action_approve", refund.ids),
            ("distributor.wallet.refund", "action_cancel", refund.ids),
            ("distributor.wallet.refund", "action_pay", refund.ids),
            ("distributor.wallet", "action_refund", self.wallet.ids),
            ("distributor.distributor", "action_refund", self.dealer.ids),
            ("distributor.wallet.limit", "create", [{"wallet_id": self.wallet.id}]),
            ("distributor.wallet.freeze", "create", [{"wallet_id": self.wallet.id}]),
        ):
            with self.subTest(model=model, method=method):
                self.assertIn("error", self._rpc(model, method, *args))
        self.assertEqual(refund.state, "submitted")

    def test_refund_of_the_back_office_is_not_taken_back(self):
        finance = new_test_user(
            self.env,
            "t-clerk-finance",
            "distributor.distributor_group_finance",
            company_id=self.company.id,
            company_ids=[self.company.id],
        )
        wallet = self.wallet.with_user(finance)
        refund = wallet._ask_refund(1, self.account, "T-Reason")
        self._login_as(self.roles["owner"])
        self.assertFalse(
            select(
                self._open(URL), "section[name=refunds] form.o_distributor_portal_why"
            )
        )
        self._post(f"{URL}/{refund.id}/cancel")
        self.assertEqual(refund.state, "submitted")

    def test_without_a_known_account(self):
        self.account.allow_out_payment = False
        self._login_as(self.roles["owner"])
        page = self._open(URL)
        self.assertFalse(select(page, "input[name=amount]"))
        self.assertIn("do not know a bank account", self._text(page, "main"))

    def test_frozen_without_the_note_of_finance(self):
        self.wallet.sudo().write({"state": "frozen", "freeze_reason": "T-Internal"})
        self._login_as(self.roles["owner"])
        page = self._open(URL)
        text = self._text(page, "main")
        self.assertIn("speak with your contact", text)
        self.assertFalse(select(page, "input[name=amount]"))
        self._ask()
        notice = self._notice()
        self.assertIn("speak with your contact", notice)
        for words in ("T-Internal", "Finance", self.wallet.display_name):
            self.assertNotIn(words, text + notice)
        self.assertFalse(self._find())

    def test_the_mail_leads_there(self):
        self.dealer.partner_id.email = "t-dealer@example.com"
        self._login_as(self.roles["owner"])
        self._ask()
        mails = self.env["mail.mail"].sudo()
        mail = mails.search([("recipient_ids", "in", self.dealer.partner_id.ids)])[0]
        key = self.wallet._get_portal_key()
        self.assertIn(f"{URL}?wallet={key}", mail.body_html)
