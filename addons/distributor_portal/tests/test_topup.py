# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import http
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.distributor_wallet_topup.tests.common import TopupCommon

from .common import HOME, PortalCommon, select
from .members import ROLES, MembersCommon

PAGE = f"{HOME}/topups"
HTTP = "odoo.http"


@tagged("post_install", "-at_install")
class TestTopup(TopupCommon, PortalCommon):
    def setUp(self):
        super().setUp()
        self._login(self.dealer)

    def _post(self, url, **data):
        data["csrf_token"] = http.Request.csrf_token(self)
        return self.url_open(url, data=data, allow_redirects=False)

    def _ask(self, amount, **data):
        data = {"wallet": f"deposit-{self.company.currency_id.name}".lower(), **data}
        before = self.dealer.topup_ids
        response = self._post(f"{PAGE}/new", amount=amount, **data)
        self.env.invalidate_all()
        return response, self.dealer.topup_ids - before

    def test_ask_for_one_and_pay_by_transfer(self):
        self.bank.set_bank_account("T-6222 0001")
        page = self._open(f"{HOME}/wallet")
        [link] = select(page, f"a[href={PAGE}/new]")
        self.assertTrue(select(self._open(link.get("href")), "input[name=amount]"))
        response, topup = self._ask("500")
        self.assertEqual(response.status_code, 303)
        self.assertEqual((topup.amount, topup.state), (500, "waiting"))
        page = self._open(f"{PAGE}/{topup.name}")
        copied = page.xpath("//button/@data-copy")
        self.assertEqual(copied[:3], [topup.name, "500.00", "T-6222 0001"])
        self._receive(500, topup.name)
        page = self._open(f"{PAGE}/{topup.name}")
        self.assertFalse(page.xpath("//button/@data-copy"))
        [link] = select(page, f"a[href={PAGE}/{topup.name}/receipt]")
        receipt = self.url_open(link.get("href"))
        self.assertEqual(receipt.headers["Content-Type"], "application/pdf")
        self.assertEqual(self._titles(self._open(PAGE)), [topup.name])

    def test_nonsense_is_answered(self):
        for amount in ("", "0", "-5", "x", "nan", "inf", "1e99", "9" * 5000):
            with self.subTest(amount[:9]):
                response, topup = self._ask(amount)
                self.assertEqual(response.status_code, 200)
                self.assertFalse(topup)
        for wallet in ("", "x", "reward-usd"):
            self.assertFalse(self._ask("5", wallet=wallet)[1])
        for tail in ("/x", "/TU-2222-222", "/page/x", "/new?wallet=%00"):
            status = self.url_open(PAGE + tail).status_code
            self.assertIn(status, (200, 404), tail)

    def test_cancel(self):
        topup = self._request()
        self._post(f"{PAGE}/{topup.name}/cancel")
        self.env.invalidate_all()
        self.assertEqual(topup.state, "cancelled")
        response = self._post(f"{PAGE}/{topup.name}/cancel")
        self.assertEqual(response.status_code, 200)
        self.assertIn("is cancelled", response.text)

    def test_what_is_missing_is_offered(self):
        order = self._create_order(self.dealer, [(self.product, 60, 100)])
        order.state = "sent"
        page = self._open(f"{PAGE}/new")
        self.assertEqual(select(page, "input[name=amount]")[0].get("value"), "1000.0")
        self.assertEqual(self._money(page, "p.form-text"), [1000])

    def test_of_others_nothing_is_found(self):
        other = self._request(distributor=self.sibling)
        other_paid = self._request(distributor=self.sibling)
        self._receive(500, other_paid.name)
        for tail in ("", "/receipt"):
            for topup in (other, other_paid):
                url = f"{PAGE}/{topup.name}{tail}"
                self.assertEqual(self.url_open(url).status_code, 404, url)
        response = self._post(f"{PAGE}/{other.name}/cancel")
        self.assertEqual(response.status_code, 404)
        self.assertEqual(other.state, "waiting")
        self.assertIn("error", self._begin(other))
        self.assertFalse(other.transaction_ids)

    # online

    def _begin(self, topup, provider=None, **params):
        provider = provider or self.provider
        return self.make_jsonrpc_request_raw(
            f"{PAGE}/{topup.name}/transaction",
            {
                "provider_id": provider.id,
                "payment_method_id": self.env.ref("payment.payment_method_unknown").id,
                "token_id": None,
                "amount": 1.0,
                "flow": "redirect",
                "tokenization_requested": True,
                "landing_route": "/elsewhere",
                "is_validation": False,
                "access_token": "x",
                **params,
            },
        )

    def make_jsonrpc_request_raw(self, url, params):
        with mute_logger(HTTP):
            return self.url_open(
                url, json={"jsonrpc": "2.0", "method": "call", "params": params}
            ).json()

    def test_pay_online(self):
        topup = self._request()
        page = self._open(f"{PAGE}/{topup.name}")
        [form] = select(page, "form[id=o_payment_form]")
        self.assertEqual(float(form.get("data-amount")), 500)
        answer = self._begin(topup)
        self.env.invalidate_all()
        tx = topup.sudo().transaction_ids
        self.assertEqual(answer["result"]["reference"], tx.reference)
        self.assertEqual((tx.amount, tx.currency_id), (500, topup.currency_id))
        self.assertEqual(tx.landing_route, f"{PAGE}/{topup.name}")
        self.assertFalse(tx.tokenize)
        self._call_back(tx, "pending")
        page = self._open(f"{PAGE}/{topup.name}")
        self.assertIn("being processed", self._text(page, "main"))
        self.assertFalse(select(page, "form[id=o_payment_form]"))
        self.assertIn("error", self._begin(topup))
        self._call_back(tx)
        answer = self.make_jsonrpc_request_raw("/payment/status/poll", {})
        self.assertEqual(answer["result"]["state"], "done")
        self.env.invalidate_all()
        self._assert_topup(topup, "paid", 500)
        self.assertEqual(self.wallet.balance, 5500)

    def test_only_what_is_offered(self):
        topup = self._request()
        hidden = self._create_provider(self.company, self.bank, is_published=False)
        wallet = self._create_provider(self.company, self.company._get_wallet_journal())
        for provider in (hidden, wallet):
            self.assertIn("error", self._begin(topup, provider))
        for params in (
            {"flow": "token"},
            {"payment_method_id": 0},
            {"currency_id": 1},
            {"custom_create_values": {"distributor_topup_id": 1}},
            {"partner_id": 1},
        ):
            self.assertIn("error", self._begin(topup, **params), params)
        self.assertFalse(topup.sudo().transaction_ids)
        topup.sudo().state = "cancelled"
        self.assertIn("error", self._begin(topup))

    def test_reminder_leads_here(self):
        self.dealer.partner_id.email = "t-dealer@example.com"
        self.wallet.sudo()._remind_top_up()
        mail = (
            self.env["mail.mail"]
            .sudo()
            .search([("recipient_ids", "=", self.dealer.partner_id.id)], limit=1)
        )
        self.assertIn(f"{PAGE}/new", mail.body_html)


@tagged("post_install", "-at_install")
class TestTopupRoles(MembersCommon):
    def test_pages_by_role(self):
        topup = self.env["distributor.topup"]._request(self.dealer, 50)
        for role in ROLES:
            self._login_as(self.roles[role])
            for url in (PAGE, f"{PAGE}/new", f"{PAGE}/{topup.name}"):
                with self.subTest(role=role, url=url):
                    status = self.url_open(url).status_code
                    allowed = role in ("owner", "finance")
                    self.assertEqual(status, 200 if allowed else 404)
