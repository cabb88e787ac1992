# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from unittest.mock import patch

from dateutil.relativedelta import relativedelta

from odoo.tests import tagged
from odoo.tools import format_date

from ..controllers.portal import DistributorPortal
from .common import HOME, PortalCommon, select

URL = f"{HOME}/commission"
AMOUNTS = "summary .o_distributor_portal_amount"
TOTAL = ".o_distributor_portal_balance .o_distributor_portal_value"
NEXT, PREVIOUS = "a[name=next]", "a[name=previous]"


@tagged("post_install", "-at_install")
class TestCommission(PortalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.order = cls._sell(cls.dealer, 1000, 200)
        cls.before = cls._sell(cls.dealer, 500, day=cls.last_month)
        cls.before_month = f"{cls.last_month:%Y-%m}"

    def _wait_for_payment(self, order):
        """Let the commission of an order wait, as a plan that asks for it does."""
        source = (
            self.env["distributor.commission.source"]
            .sudo()
            .search([("order_id", "=", order.id)])
        )
        source.write(
            {
                "waiting": "payment",
                "release_date": False,
                "expected_date": self.today + relativedelta(days=20),
            }
        )
        return source

    def _walk(self, url):
        """Return the pages from an address on, each by the link to the next."""
        pages = [self._open(url)]
        while links := select(pages[-1], NEXT):
            pages.append(self._open(links[0].get("href")))
        return pages

    def test_entries_of_the_month(self):
        self._login(self.country)
        page = self._open(URL)
        rows = select(page, "summary")
        self.assertEqual(len(rows), 2)
        self.assertEqual(sorted(self._money(page, AMOUNTS)), [10.0, 50.0])
        self.assertEqual(self._money(page, TOTAL), [60.0])
        self.assertIn("Earned so far", self._text(page))
        due = self.month + relativedelta(months=1, day=15)
        lang = self.env(context={"lang": "en_US"})
        for node in ("ul[name=parts]", "details"):
            text = self._text(page, node)
            self.assertIn(f"Expected pay day: {format_date(lang, due)}", text)
        notes = self._text(page, "summary .o_distributor_portal_note")
        self.assertIn("5 % × $ 1,000.00", notes.replace("\N{NO-BREAK SPACE}", " "))

    def test_month_as_it_builds_up(self):
        self._login(self.country)
        waits = self._sell(self.dealer, 300)
        self._wait_for_payment(waits)
        page = self._open(URL)
        self.assertEqual(self._money(page, TOTAL), [75.0])
        self.assertEqual(
            self._titles(page, "ul[name=parts]"), ["Payable", "Waits for payment"]
        )
        self.assertEqual(self._money(page, "ul[name=parts]"), [60.0, 15.0])
        why = self._text(page, "details")
        self.assertIn("Waits for: Payment of the invoice, expected on", why)
        [link] = [
            a for a in select(page, "ul[name=parts] a[href]") if "payment" in a.text
        ]
        page = self._open(link.get("href"))
        self.assertEqual(self._money(page, AMOUNTS), [15.0])
        self.assertEqual(self._money(page, TOTAL), [75.0], "the sum is of the month")

    def test_freeze_days(self):
        source = self._wait_for_payment(self.order)
        source.write(
            {"waiting": False, "release_date": self.today + relativedelta(days=3)}
        )
        self._login(self.country)
        page = self._open(URL)
        self.assertEqual(self._titles(page, "ul[name=parts]"), ["In the freeze days"])
        self.assertIn("the end of the freeze days on", self._text(page, "details"))
        self.assertEqual(len(select(self._open(f"{URL}?state=freeze"), "summary")), 2)
        self.assertFalse(select(self._open(f"{URL}?state=payable"), "summary"))

    def test_a_pay_day_has_not_passed(self):
        plan = self.plan.with_context(lang="en_US")
        past = self.today - relativedelta(months=3)
        self.assertIsNone(plan._get_portal_pay_day(past, False))
        self.assertGreaterEqual(plan._get_portal_pay_day(past, True), self.today)
        ahead = self.today + relativedelta(days=3)
        self.assertEqual(plan._get_portal_pay_day(ahead, False), ahead)

    def test_filters(self):
        self._login(self.country)
        page = self._open(f"{URL}?month={self.before_month}")
        self.assertEqual(len(select(page, "summary")), 1)
        self.assertEqual(self._money(page, TOTAL), [25.0])
        page = self._open(f"{URL}?month=all")
        self.assertEqual(len(select(page, "summary")), 3)
        self.assertFalse(select(page, TOTAL), "nobody adds up a history")
        page = self._open(f"{URL}?month=2019-01")
        self.assertFalse(select(page, "summary"))
        self.assertTrue(select(page, ".o_distributor_portal_empty a[href]"))
        for search in (self.before.name, self.before.name.lower()):
            page = self._open(f"{URL}?month=all&search={search}")
            self.assertEqual(self._money(page, AMOUNTS), [25.0])
        for search in ("%25", "_", "T-Nothing"):
            page = self._open(f"{URL}?month=all&search={search}")
            self.assertFalse(select(page, "summary"), search)

    def test_sort(self):
        self._login(self.country)
        for tail, amounts in (
            ("month=all&sort=old", [25.0, 50.0, 10.0]),
            ("month=all&sort=date", [10.0, 50.0, 25.0]),
            ("sort=total", [50.0, 10.0]),
            ("month=all&sort=total", [10.0, 50.0, 25.0]),
        ):
            with self.subTest(tail):
                page = self._open(f"{URL}?{tail}")
                self.assertEqual(self._money(page, AMOUNTS), amounts)

    def test_pages(self):
        """Every entry is on one page, whichever way one walks, and what comes in
        meanwhile moves nothing."""
        self._sell(self.dealer, 7, 6, 5, 5, 5)
        self._login(self.country)
        for sort in ("date", "old", "total"):
            month = "" if sort == "total" else "month=all&"
            url = f"{URL}?{month}sort={sort}"
            whole = self._money(self._open(url), AMOUNTS)
            with patch.object(DistributorPortal, "_distributor_step", 2):
                pages = self._walk(url)
                found = [self._money(page, AMOUNTS) for page in pages]
                self.assertEqual(sum(found, []), whole, sort)
                back, page = [found[-1]], pages[-1]
                while links := select(page, PREVIOUS):
                    page = self._open(links[0].get("href"))
                    back.append(self._money(page, AMOUNTS))
                self.assertEqual(sum(back[::-1], []), whole, sort)
                self.assertEqual(len(back), len(found), sort)
        with patch.object(DistributorPortal, "_distributor_step", 2):
            first = self._open(f"{URL}?month=all")
            second = select(first, NEXT)[0].get("href")
            before = self._money(self._open(second), AMOUNTS)
            self._sell(self.dealer, 999)
            self.assertEqual(self._money(self._open(second), AMOUNTS), before)

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

    def test_held(self):
        self._login(self.country)
        self.assertFalse(select(self._open(URL), "div[name=held]"))
        self.env["distributor.commission.hold"].create(
            {"beneficiary_id": self.country.id, "reason": "T-Secret Reason"}
        )
        page = self._open(URL)
        self.assertTrue(select(page, "div[name=held]"))
        self.assertNotIn("T-Secret", self._text(page))
        # what could be settled is on hold, in the list and in the sums
        page = self._open(f"{URL}?month=all&state=held")
        self.assertTrue(self._money(page, AMOUNTS))
        self.assertIn("On hold", self._text(page, "details summary"))
        self.assertIn("the release of a hold", self._text(page, "details div"))
        self.assertNotIn("Expected pay day", self._text(page, "details div"))
        page = self._open(f"{URL}?month=all&state=payable")
        self.assertFalse(self._money(page, AMOUNTS))
        self._login(self.regional)
        self.assertFalse(select(self._open(URL), "div[name=held]"))

    def test_held_for_a_missing_document(self):
        kind = self.env["distributor.document.type"].create(
            {"name": "T-Permit", "code": "t-permit"}
        )
        self.country.level_id.sudo().document_type_ids = kind
        self._login(self.country)
        page = self._open(URL)
        self.assertIn("T-Permit (missing)", self._text(page, "div[name=held]"))
        [link] = select(page, "div[name=held] a")
        self.assertEqual(link.get("href"), f"{HOME}/documents")

    def test_a_guess_shows_own_entries_only(self):
        """A cursor is a place in one's own list, whoever's entry it names."""
        foreign = self.env["distributor.commission.entry"].search(
            [
                ("company_id", "=", self.company.id),
                ("beneficiary_id", "=", self.regional.id),
            ]
        )
        self._login(self.country)
        own = set(self._money(self._open(f"{URL}?month=all"), AMOUNTS))
        for entry in foreign:
            for way in ("after", "before"):
                cursor = f"{entry.date}_{entry.id}"
                page = self._open(f"{URL}?month=all&{way}={cursor}")
                self.assertLessEqual(set(self._money(page, AMOUNTS)), own)
        for name in ("beneficiary_id", "distributor_id", "distributor"):
            page = self._open(f"{URL}?month=all&{name}={self.regional.id}")
            self.assertEqual(set(self._money(page, AMOUNTS)), own)

    def test_bad_parameters_are_answered(self):
        self._login(self.country)
        plain = self._text(self._open(URL), "section[name=entries]")
        for tail in (
            "?month=x",
            "?month=2026-00",
            "?month=%00",
            "?month=9999-99",
            "?sort=amount;drop&state=nothing",
            "?sort=date%20desc&state=%27",
            "?after=x",
            "?after=2026-11-26",
            "?after=2026-13-45_7",
            "?after=2026-11-26_99999999999",
            "?after=2026-11-26_4294967295",
            "?after=" + "9" * 5000,
            "?before=0001-01-01_0&after=%00",
            "?page=-1&kind=y",
        ):
            with self.subTest(tail[:40]):
                text = self._text(self._open(URL + tail), "section[name=entries]")
                self.assertEqual(text, plain)
        for tail in (
            "?month=2099-12",
            "?month=2026-11&month=all",
            "?sort=total&after=NaN_1",
            "?sort=total&after=1e9_7&sort=date",
            "?sort=total&after=2026-11-26_7",
            "?sort=total&after=-.-_7",
            "?search=%00%27%25_%5C",
            "?after=0001-01-01_1",
            "?before=9999-12-31_1",
        ):
            with self.subTest(tail[:40]):
                self._open(URL + tail)
        for tail in ("/page/2", "/entries", "/settlements/x", "/settlements/-1"):
            self.assertEqual(self.url_open(URL + tail).status_code, 404, tail)
