# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from unittest.mock import patch

from odoo.tests import tagged

from ..controllers.portal import DistributorPortal
from .common import HOME, PortalCommon, select

URL = f"{HOME}/wallet"


@tagged("post_install", "-at_install")
class TestWallet(PortalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.paid = cls._sell(cls.dealer, 300)
        cls.before = cls._sell(cls.dealer, 120, day=cls.last_month)
        cls.held = cls._confirm((cls.goods, 2, 45), distributor=cls.dealer)

    def setUp(self):
        super().setUp()
        self._login(self.dealer)

    def test_balance_held_and_available(self):
        page = self._open(URL)
        self.assertEqual(
            self._money(page, ".o_distributor_portal_balance"), [4490.0, 4580.0, 90.0]
        )

    def test_entries_run_to_the_balance(self):
        page = self._open(URL)
        rows = select(page, "section .o_distributor_portal_row")
        amounts = [self._money(row, ".o_distributor_portal_amount")[0] for row in rows]
        after = [self._money(row, ".o_distributor_portal_state")[0] for row in rows]
        self.assertEqual(amounts, [-120.0, -300.0, 5000.0])
        self.assertEqual(after, [4580.0, 4700.0, 5000.0])
        self.assertIn(self.paid.invoice_ids.name, self._text(rows[1]))
        [link] = select(rows[1], "a")
        self.assertEqual(link.get("href"), f"/my/invoices/{self.paid.invoice_ids.id}")
        self._open(link.get("href"))
        self.assertFalse(select(rows[2], "a"))

    def test_holds_name_the_order(self):
        page = self._open(URL)
        [row] = select(page, "details .o_distributor_portal_row")
        self.assertIn(self.held.name, self._text(row))
        self.assertEqual(self._money(row, ".o_distributor_portal_amount"), [90.0])

    def test_filters(self):
        page = self._open(f"{URL}?kind=topup")
        self.assertEqual(self._titles(page, "section"), ["Top-up"])
        page = self._open(f"{URL}?kind=capture")
        self.assertEqual(len(self._titles(page, "section")), 2)
        page = self._open(f"{URL}?month={self.last_month:%Y-%m}")
        amounts = self._money(page, "section .o_distributor_portal_amount")
        self.assertEqual(amounts, [-120.0])
        page = self._open(f"{URL}?month={self.last_month:%Y-%m}&kind=topup")
        self.assertEqual(self._titles(page, "section"), [])
        self.assertTrue(select(page, ".o_distributor_portal_empty a[href]"))

    def test_pages_without_numbers(self):
        with patch.object(DistributorPortal, "_distributor_step", 2):
            first = self._open(URL)
            [link] = select(first, "a[name=next]")
            second = self._open(link.get("href"))
        self.assertEqual(len(self._titles(first, "section")), 2)
        self.assertEqual(self._titles(second, "section"), ["Top-up"])
        # of all there ever was the balance says it
        self.assertFalse(select(first, "p[name=totals]"))
        page = self._open(f"{URL}?month={self.last_month:%Y-%m}")
        self.assertEqual(self._money(page, "p[name=totals]"), [-120.0])

    def test_holds_have_a_page(self):
        page = self._open(f"{HOME}/holds")
        self.assertEqual(self._titles(page), [self.held.name])
        self.assertEqual(self._money(page, "p[name=totals]"), [90.0])
        page = self._open(f"{HOME}/holds?state=all&sort=total")
        self.assertEqual(len(self._titles(page)), 3)

    def test_bad_parameters_are_answered(self):
        for tail in (
            "?month=2026-13",
            "?month=0000-00",
            "?month=2026-11-01",
            "?month=%D9%A2%D9%A0%D9%A2%D9%A6-11",
            "?month=2099-12",
            "?kind=hold",
            "?kind=%00",
            "?wallet=XXX",
            "?wallet=",
            "/page/x?month=all&kind=all",
            "/page/" + "9" * 5000,
        ):
            with self.subTest(tail[:40]):
                self._open(URL + tail)

    def test_who_pays_by_invoice_needs_no_deposit(self):
        fresh = self._create_distributor("T-I", "dealer", self.country, prepaid=False)
        self.users[fresh] = self._create_portal_user(fresh)
        self._login(fresh)
        self.assertIn("need no deposit", self._text(self._open(URL), "main"))
        self.assertIn("by invoice", self._text(self._open(HOME), "a[name=wallet]"))

    def _set_wallet(self, **vals):
        self.wallet.sudo().write(vals)
        self.env.flush_all()

    def test_below_the_minimum_it_says_what_to_do(self):
        self.assertFalse(select(self._open(URL), "div[name=minimum]"))
        self._set_wallet(minimum_balance=6000)
        page = self._open(URL)
        self.assertEqual(self._money(page, "div[name=minimum]"), [6000.0, 1510.0])
        [link] = select(page, "div[name=minimum] a")
        [field] = select(self._open(link.get("href")), "input[name=amount]")
        self.assertEqual(float(field.get("value")), 1510.0)
        self.wallet.purpose_id.sudo().refundable = False
        self.env.flush_all()
        self.assertFalse(select(self._open(URL), "div[name=minimum]"))

    def test_frozen_without_the_note_of_finance(self):
        self._set_wallet(state="frozen", freeze_reason="T-Internal")
        page = self._open(URL)
        self.assertIn("Your contact tells", self._text(page, "div[name=frozen]"))
        self.assertNotIn("T-Internal", self._text(page, "body"))
