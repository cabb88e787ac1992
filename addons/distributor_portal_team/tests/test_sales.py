# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.common import select

from .common import URL, TeamCommon

PERIODS = ("month", "last_month", "year")


@tagged("post_install", "-at_install")
class TestSales(TeamCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_currency = cls.setup_other_currency("EUR")
        for day, amount in ((cls.today, 100), (cls.last_month, 40), (cls.month, 7.25)):
            cls._move(cls.dealer, amount, day)
        cls._move(cls.dealer, 500, cls.today - relativedelta(years=1, months=1))
        cls._move(cls.dealer, 30, cls.today, move_type="out_refund")
        cls._move(cls.dealer, 60, cls.last_month, currency=cls.other_currency)
        cls._move(cls.dealer, 999, cls.today, post=False)
        cls._move(cls.dealer, 888, cls.today, move_type="in_invoice")
        cls._move(cls.sibling, 11, cls.today, contact=True)
        cls._move(cls.below, 5000, cls.today)

    @classmethod
    def _move(cls, member, amount, day, post=True, contact=False, currency=None, **kw):
        partner = member.partner_id
        if contact:
            partner = cls.users[member].partner_id
        tax = cls.company_data["default_tax_sale"]
        move = cls.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": partner.id,
                "invoice_date": day,
                "currency_id": (currency or cls.company.currency_id).id,
                "invoice_line_ids": [
                    (0, 0, {"name": "T", "price_unit": amount, "tax_ids": tax.ids})
                ],
                **kw,
            }
        )
        if post:
            move.action_post()
        return move

    def _naive(self, member):
        """Add up the lines of the documents, one by one, from the ledger."""
        month = self.month
        year = month.replace(month=1)
        spans = {
            "month": (month, month + relativedelta(months=1)),
            "last_month": (month - relativedelta(months=1), month),
            "year": (year, year.replace(year=year.year + 1)),
        }
        sums = dict.fromkeys(PERIODS, 0.0)
        for move in self.env["account.move"].search([("state", "=", "posted")]):
            if move.partner_id.commercial_partner_id != member.partner_id:
                continue
            if move.move_type not in ("out_invoice", "out_refund"):
                continue
            lines = move.line_ids.filtered(lambda line: line.display_type == "product")
            for period, (first, last) in spans.items():
                if first <= move.invoice_date < last:
                    sums[period] -= sum(lines.mapped("balance"))
        return sums

    def _assert_sums(self, found, expected):
        for period in PERIODS:
            self.assertAlmostEqual(found[period], expected[period], 2, period)

    def _get(self, upline, member):
        return upline.sudo()._get_team_sales(member)[member.id]

    def test_naive_sum(self):
        for member in (self.dealer, self.sibling, self.below):
            expected = self._naive(member)
            self.assertTrue(expected["year"])
            self._assert_sums(self._get(self.country, member), expected)
        self.assertAlmostEqual(self._get(self.country, self.dealer)["month"], 77.25)
        self.assertAlmostEqual(self._get(self.country, self.sibling)["month"], 11)

    def test_page_and_sheet(self):
        self._login(self.country)
        page = self._open(f"{URL}?sort=name")
        first, second = self._naive(self.dealer), self._naive(self.sibling)
        for period in PERIODS:
            shown = self._money(page, f"ul div[name={period}]")[-2:]
            self.assertEqual(shown, [round(s[period], 2) for s in (first, second)])
            [total] = self._money(page, f"section[name=totals] div[name={period}]")
            self.assertAlmostEqual(total, first[period] + second[period], 2)
        self.assertNotIn("5,000", page.text_content())
        rows = self._sheet("sort=name")
        self.assertEqual(rows[1][-3:], [round(first[p], 2) for p in PERIODS])
        self.assertAlmostEqual(rows[-1][-1], first["year"] + second["year"], 2)

    def test_company_shows_none_or_all(self):
        self._login(self.country)
        self.company.distributor_team_sales = "none"
        page = self._open(URL)
        self.assertFalse(select(page, ".o_distributor_portal_team_sales"))
        self.assertNotIn("Sales", str(self._sheet()[0]))
        self.company.write(
            {"distributor_team_sales": "visible", "distributor_team_depth": 0}
        )
        page = self._open(URL)
        self.assertIn(5000.0, self._money(page, "ul div[name=month]"))
        self.company.distributor_team_sales = "direct"
        page = self._open(URL)
        self.assertNotIn(5000.0, self._money(page, "ul div[name=month]"))
        self.assertIn("Direct members only", self._text(page, "section[name=totals]"))

    def test_only_while_below_this_upline(self):
        """What a member bought below somebody else is not told to the new upline."""
        begin = self.month - timedelta(days=5)
        upline = self.country.sudo()
        newcomer = self._create_distributor(
            "T-NEW", "dealer", self.sibling.parent_id, date_start=begin
        )
        self._move(newcomer, 21, begin - timedelta(days=1))
        self._move(newcomer, 34, begin)
        self.assertEqual(self._get(upline, newcomer)["last_month"], 34)
        # planned to leave: the days behind the move belong to another upline
        newcomer._set_upline(self.regional, self.today + timedelta(days=1), "T")
        self._move(newcomer, 55, self.today)
        self._move(newcomer, 89, self.today + timedelta(days=1))
        self.assertAlmostEqual(
            self._get(upline, newcomer)["year"],
            sum(
                amount
                for day, amount in ((begin, 34), (self.today, 55))
                if day.year == self.today.year
            ),
        )
        self.assertEqual(upline._get_team_sales(self.env[newcomer._name]), {})
