# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from unittest.mock import patch

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.tests import tagged
from odoo.tools import format_date

from ..controllers.portal import DistributorPortal
from .common import HOME, PortalCommon, select

URL = f"{HOME}/commission"
AMOUNTS = "summary .o_distributor_portal_amount"


@tagged("post_install", "-at_install")
class TestCommission(PortalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.order = cls._sell(cls.dealer, 1000, 200)
        cls.before = cls._sell(cls.dealer, 500, day=cls.last_month)
        cls.before_month = f"{cls.last_month:%Y-%m}"

    def _settle(self):
        model = self.env["distributor.commission.settlement"].sudo()
        settlements = model._settle(self.company, self.last_month)
        return settlements.filtered(lambda s: s.beneficiary_id == self.country)

    def test_entries_of_the_month(self):
        self._login(self.country)
        page = self._open(URL)
        self.assertEqual(self._titles(page), [self.order.name] * 2)
        self.assertEqual(sorted(self._money(page, AMOUNTS)), [10.0, 50.0])
        self.assertEqual(self._money(page, ".o_distributor_portal_balance"), [60.0])
        due = self.month + relativedelta(months=1)
        lang = self.env(context={"lang": "en_US"})
        badges = self._text(page, "summary .badge")
        self.assertIn(f"Due {format_date(lang, due)}", badges)
        notes = self._text(page, "summary .o_distributor_portal_note")
        self.assertIn("5 % × $ 1,000.00", notes.replace("\N{NO-BREAK SPACE}", " "))

    def test_month_filter(self):
        self._login(self.country)
        page = self._open(f"{URL}?month={self.before_month}")
        self.assertEqual(self._titles(page), [self.before.name])
        self.assertEqual(self._money(page, ".o_distributor_portal_balance"), [25.0])
        page = self._open(f"{URL}?month=all")
        self.assertEqual(self._money(page, ".o_distributor_portal_balance"), [85.0])
        page = self._open(f"{URL}?month=2019-01")
        self.assertEqual(self._titles(page), [])
        self.assertTrue(select(page, ".o_distributor_portal_empty a[href]"))

    def test_need_to_know(self):
        """Who earns sees its direct downline, not the buyer below it nor its goods."""
        self.product.name = "T-Secret Product"
        secret = self._sell(self.dealer, 10)
        for upline, code in ((self.regional, "T-C"), (self.master, "T-R")):
            self._login(upline)
            text = self._text(self._open(URL), "main")
            self.assertIn(secret.name, text)
            self.assertIn(code, text)
            for hidden in ("T-D", "Test T-D", "T-Secret", secret.invoice_ids.name):
                self.assertNotIn(hidden, text, upline.code)
            for above in (self.distributors - upline).mapped("name"):
                self.assertNotIn(above, text, upline.code)

    def test_explained(self):
        self._login(self.country)
        why = self._text(self._open(URL), "details p").replace("\xa0", " ")
        for part in ("T-D", "$ 1,000.00", "5 %", "$ 50.00", self.order.name, "T-Plan"):
            self.assertIn(part, why)
        self._login(self.regional)
        why = self._text(self._open(URL), "details p").replace("\xa0", " ")
        for part in ("T-C", "2 steps", "3 %", "$ 30.00"):
            self.assertIn(part, why)

    def test_reversal_is_explained(self):
        self.before.invoice_ids.button_draft()
        self._login(self.country)
        page = self._open(f"{URL}?month=all")
        self.assertIn(-25.0, self._money(page, AMOUNTS))
        self.assertIn("taken back", self._text(page, "details p"))

    def test_settlement_from_draft_to_paid(self):
        self._login(self.country)
        settlement = self._settle()
        url = f"{URL}?month={self.before_month}"
        page = self._open(url)
        self.assertEqual(self._text(page, "summary .badge"), "Being checked")
        self.assertNotIn(settlement.name, self._text(page, "main"))
        settlement._review()
        settlement._approve()
        page = self._open(url)
        self.assertEqual(self._text(page, "summary .badge"), "Approved")
        self.assertIn(settlement.name, self._text(page, "section"))
        self.assertEqual(self._money(page, "section"), [25.0])
        settlement._confirm("distributor")
        settlement._bill()
        bill = settlement.bill_id
        bill.invoice_date = fields.Date.today()
        bill.action_post()
        page = self._open(url)
        self.assertEqual(self._text(page, "section .badge"), "To be paid")
        [link] = select(page, "section a")
        self.assertIn(bill.name, self._text(self._open(link.get("href"))))
        register = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=bill.ids
        )
        register.create({"journal_id": self.bank.id})._create_payments()
        self.assertEqual(self._text(self._open(url), "section .badge"), "Paid")

    def test_settlements_of_others_are_not_shown(self):
        self._settle()
        everyone = self.env["distributor.commission.settlement"].search(
            [("company_id", "=", self.company.id)]
        )
        everyone.sudo()._review()
        everyone.sudo()._approve()
        self._login(self.regional)
        text = self._text(self._open(URL), "section")
        for settlement in everyone:
            own = settlement.beneficiary_id == self.regional
            self.assertEqual(settlement.name in text, own, settlement.name)

    def test_pager(self):
        self._login(self.country)
        with patch.object(DistributorPortal, "_distributor_step", 2):
            first = self._open(f"{URL}?month=all")
            second = self._open(f"{URL}/page/2?month=all")
        self.assertEqual(len(self._titles(first)), 2)
        self.assertEqual(self._titles(second), [self.before.name])
        for page in (first, second):
            total = self._money(page, ".o_distributor_portal_balance")
            self.assertEqual(total, [85.0], "the sum is of all pages")

    def test_bad_parameters_are_answered(self):
        self._login(self.country)
        for tail in (
            "?month=x",
            "?month=2026-00",
            "?month=%00",
            "?month=9999-99",
            "?month=2099-12",
            "?month=2026-11&month=all",
            "/page/²",
            "/page/" + "9" * 5000,
            "?page=-1&sort=x&kind=y",
        ):
            with self.subTest(tail[:40]):
                self._open(URL + tail)
