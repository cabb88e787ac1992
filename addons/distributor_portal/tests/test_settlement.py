# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from unittest.mock import patch

from dateutil.relativedelta import relativedelta
from lxml import html

from odoo import fields
from odoo.tests import tagged
from odoo.tools import format_date

from odoo.addons.distributor_commission.models import (
    distributor_commission_settlement as settlement_module,
)

from ..controllers.parameters import get_month_domain
from ..controllers.portal import DistributorPortal
from ..models.distributor_commission_portal_page import Filters
from .common import HOME, select
from .members import MembersCommon

COMMISSION = f"{HOME}/commission"
URL = f"{COMMISSION}/settlements"
NEXT, PREVIOUS = "a[name=next]", "a[name=previous]"


@tagged("post_install", "-at_install")
class TestSettlement(MembersCommon):
    """The dealer has a downline T-B, whose sales of last month are settled."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        wallets = cls.env["distributor.wallet"]
        currency = cls.company.currency_id
        cls._top_up(5000, wallets._get_or_create(cls.below, currency))
        cls.orders = [
            cls._sell(cls.below, amount, day=cls.last_month) for amount in (500, 300)
        ]
        settlements = cls.env["distributor.commission.settlement"].sudo()
        cls.everyone = settlements._settle(cls.company, cls.last_month)
        cls.settlement = cls._of(cls.dealer)
        cls.foreign = cls._of(cls.country)
        cls.page = f"{URL}/{cls.settlement.id}"

    @classmethod
    def _of(cls, distributor):
        return cls.everyone.filtered(lambda s: s.beneficiary_id == distributor)

    def _approve(self):
        self.everyone._review()
        self.everyone._approve()

    def _confirm_page(self, page=None, **data):
        data = {"total": self.settlement._get_portal_total(), **data}
        return self._post(f"{page or self.page}/confirm", **data)

    def test_from_draft_to_paid(self):
        self._login_as(self.roles["finance"])
        month = f"{COMMISSION}?month={self.last_month:%Y-%m}"
        page = self._open(month)
        self.assertIn("Being checked", self._text(page, "summary .badge"))
        self.assertNotIn(self.settlement.name, self._text(page, "main"))
        self.assertEqual(self.url_open(self.page).status_code, 404)
        self._approve()
        page = self._open(month)
        self.assertIn("Approved", self._text(page, "summary .badge"))
        self.assertIn(self.settlement.name, self._text(page, "details"))
        section = "section[name=settlements]"
        self.assertIn("Please answer", self._text(page, section))
        self.assertEqual(self._money(page, section), [40.0])
        self.settlement._confirm("distributor")
        self.settlement._bill()
        bill = self.settlement.bill_id
        bill.invoice_date = fields.Date.today()
        bill.action_post()
        page = self._open(self.page)
        self.assertIn("To be paid", self._text(page, ".badge"))
        [link] = select(page, "a[name=bill]")
        self.assertIn(bill.name, self._text(self._open(link.get("href"))))
        register = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=bill.ids
        )
        register.create({"journal_id": self.bank.id})._create_payments()
        self.assertIn("Paid", self._text(self._open(self.page), ".badge"))

    def test_page(self):
        self._approve()
        self._login_as(self.roles["owner"])
        page = self._open(self.page)
        self.assertEqual(
            self._money(page, ".o_distributor_portal_balance"), [40.0, 40.0, 0.0]
        )
        amounts = self._money(page, "summary .o_distributor_portal_amount")
        self.assertEqual(amounts, [15.0, 25.0])
        text = self._text(page, "main")
        for order in self.orders:
            self.assertIn(order.name, text)
        self.assertIn("T-B", text)
        with patch.object(DistributorPortal, "_distributor_step", 1):
            first = self._open(self.page)
            self.assertFalse(select(first, PREVIOUS))
            second = self._open(select(first, NEXT)[0].get("href"))
            self.assertFalse(select(second, NEXT))
            amounts = self._money(second, "summary .o_distributor_portal_amount")
            self.assertEqual(amounts, [25.0])
            back = self._open(select(second, PREVIOUS)[0].get("href"))
            amounts = self._money(back, "summary .o_distributor_portal_amount")
            self.assertEqual(amounts, [15.0])

    def test_list(self):
        for months in range(1, 4):
            self.settlement.copy(
                {
                    "name": f"T-{months}",
                    "date_start": self.settlement.date_start
                    - relativedelta(months=months),
                    "state": "closed",
                    "outcome": "none",
                }
            )
        self._approve()
        self._login_as(self.roles["owner"])
        self.assertEqual(len(self._titles(self._open(URL))), 4)
        self.assertEqual(
            len(self._titles(self._open(COMMISSION), "section[name=settlements]")), 3
        )
        with patch.object(DistributorPortal, "_distributor_step", 3):
            page = self._open(URL)
            self.assertEqual(len(self._titles(page)), 3)
            page = self._open(select(page, NEXT)[0].get("href"))
            self.assertIn("T-3", self._text(page, "main"))
            self.assertEqual(len(self._titles(page)), 1)
            page = self._open(select(page, PREVIOUS)[0].get("href"))
            self.assertEqual(len(self._titles(page)), 3)

    def test_who_reaches_it(self):
        self._approve()
        for role in ("owner", "finance"):
            self._login_as(self.roles[role])
            for url in (URL, self.page):
                self.assertEqual(self.url_open(url).status_code, 200, role)
            self.assertTrue(select(self._open(HOME), "a[name=settlements]"))
        for role in ("buyer", "viewer"):
            self._login_as(self.roles[role])
            for url in (URL, self.page, f"{self.page}/file/pdf"):
                self.assertEqual(self.url_open(url).status_code, 404, role)
            self.assertEqual(self._confirm_page().status_code, 404, role)
            self.assertFalse(select(self._open(HOME), "a[name=settlements]"))
        for name, user in self.others.items():
            self._login_as(user)
            self.assertEqual(self.url_open(self.page).status_code, 404, name)
            self.assertEqual(self._confirm_page().status_code, 404, name)
        self.assertEqual(self.settlement.state, "approved")

    def test_others_and_drafts_are_missing(self):
        self._login_as(self.roles["owner"])
        self.assertEqual(self.url_open(self.page).status_code, 404)
        self._approve()
        for tail in (f"{self.foreign.id}", "0", "x", "9" * 400):
            for way in ("", "/file/pdf"):
                status = self.url_open(f"{URL}/{tail}{way}").status_code
                self.assertEqual(status, 404, tail[:20])
        answer = self._confirm_page(f"{URL}/{self.foreign.id}")
        self.assertEqual(answer.status_code, 404)
        self.assertEqual(self.foreign.state, "approved")
        for kind in ("odt", "x.y", "__class__"):
            status = self.url_open(f"{self.page}/file/{kind}").status_code
            self.assertEqual(status, 404, kind)
        self.settlement._send_back()
        self.assertEqual(self.url_open(self.page).status_code, 404)

    def test_confirm(self):
        self._approve()
        self._login_as(self.roles["finance"])
        page = self._open(self.page)
        deadline = format_date(
            self.env(context={"lang": "en_US"}), self.settlement.confirm_deadline
        )
        text = self._text(page, "div[name=waiting]")
        self.assertIn(f"If you say nothing until {deadline}", text)
        answer = self._confirm_page(total="39.99")
        page = html.fromstring(answer.content)
        self.assertIn("has changed", self._text(page, ".alert-danger"))
        self.assertEqual(self.settlement.state, "approved")
        self.assertEqual(self._confirm_page().status_code, 303)
        self.assertEqual(self.settlement.state, "confirmed")
        self.assertEqual(self.settlement.confirmed_by, "distributor")
        self.assertEqual(self.settlement.confirmed_uid, self.roles["finance"])
        page = self._open(self.page)
        self.assertIn("Confirmed by", self._text(page, "div[name=confirmed]"))
        self.assertFalse(select(page, "form[method=post]"))
        answer = self._confirm_page()
        self.assertTrue(select(html.fromstring(answer.content), ".alert-danger"))
        self.assertFalse(select(self._open(HOME), "a[name=settlements]"))

    def test_carried(self):
        self.plan.minimum_amount = 1000
        self.everyone._cancel()
        settlements = self.env["distributor.commission.settlement"].sudo()
        again = settlements._settle(self.company, self.last_month)
        again._review()
        again._approve()
        own = again.filtered(lambda s: s.beneficiary_id == self.dealer)
        self._login_as(self.roles["owner"])
        page = self._open(f"{URL}/{own.id}")
        text = self._text(page, "p[name=carry]").replace("\xa0", " ")
        self.assertIn("Less than $ 1,000.00", text)
        self.assertIn("carried into your next settlement", text)

    def test_files(self):
        self._approve()
        self._login_as(self.roles["owner"])
        files = {"pdf": ("PDF", lambda: ("T.pdf", b"%PDF-T", "application/pdf"))}
        model = self.registry["distributor.commission.settlement"]
        with patch.object(model, "_get_portal_files", lambda settlement: {}):
            self.assertEqual(self.url_open(f"{self.page}/file/pdf").status_code, 404)
        with patch.object(model, "_get_portal_files", lambda settlement: files):
            links = [a.get("href") for a in select(self._open(self.page), "a[href]")]
            self.assertIn(f"{self.page}/file/pdf", links)
            answer = self.url_open(f"{self.page}/file/pdf")
            self.assertEqual(answer.content, b"%PDF-T")
            self.assertIn("T.pdf", answer.headers["Content-Disposition"])

    def test_every_state_is_told(self):
        for state, _label in settlement_module.STATES:
            for outcome in ("bill", "carry", "none"):
                key, label = self.settlement.new(
                    {"state": state, "outcome": outcome}
                )._get_portal_state()
                self.assertTrue(label or key == "open", (state, outcome))

    def test_states_are_those_of_the_entries(self):
        """What is found and added up by state is what each entry says of itself."""
        self._sell(self.below, 70)
        entries = self.env["distributor.commission.entry"].sudo()
        seen = set()
        for day in (self.last_month, self.today):
            filters = Filters(day.replace(day=1))
            domain = get_month_domain(filters.first)
            own = entries.search([("beneficiary_id", "=", self.dealer.id), *domain])
            states = own.grouped(
                lambda one: "settled"
                if one.settlement_id
                else one._get_portal_state_key()
            )
            _orders, rows = entries._get_portal_totals(self.dealer, filters)
            self.assertEqual({row[0] for row in rows}, set(states))
            for state, expected in states.items():
                amount = sum(row[2] for row in rows if row[0] == state)
                self.assertAlmostEqual(float(amount), sum(expected.mapped("amount")))
                chosen = filters._replace(state=state)
                found = entries._fetch_portal_page(self.dealer, chosen, None, False, 99)
                self.assertEqual({number for _day, number in found}, set(expected.ids))
            seen |= set(states)
        self.assertLess({"settled"}, seen)
