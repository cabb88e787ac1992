# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from freezegun import freeze_time

from odoo.tests import tagged

from .common import NOW, StatementCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestLarge(StatementCommon):
    def _get_html(self, settlement):
        [(_name, content, _mimetype)] = settlement._get_statement_files(("pdf",))
        return content.decode()

    def test_ten_thousand_lines(self):
        mine = self._fill(10_000, orders=1200)
        with self.assertQueryCount(60):
            [(_name, content, _kind)] = mine._get_statement_files(("xlsx",))
        _summary, lines = self._read_book(content)
        self.assertEqual(len(lines), 10_002)
        amounts = [Decimal(f"{row[11]:.2f}") for row in lines[1:-1]]
        naive = sum(Decimal(number % 97 + 1) / 100 for number in range(10_000))
        self.assertEqual(sum(amounts), naive)
        self.assertEqual(Decimal(f"{mine.amount_total:.2f}"), naive)
        paper = mine._localize()._get_paper()
        self.assertEqual((paper["columns"], paper["count"]), ("order", 10_000))
        self.assertEqual(len(paper["lines"]), 1200)
        self.assertEqual(sum(line["count"] for line in paper["lines"]), 10_000)
        total = sum(Decimal(line["amount"]) for line in paper["lines"])
        self.assertEqual(total, naive)
        html = self._get_html(mine)
        self.assertIn("workbook (XLSX)", html)
        self.assertIn("T-INV/01199", html)

    def test_more_documents_than_paper(self):
        mine = self._fill(2100, orders=2100)
        paper = mine._localize()._get_paper()
        self.assertEqual((paper["columns"], len(paper["lines"])), ("day", 28))
        self.assertEqual(sum(line["count"] for line in paper["lines"]), 2100)
        self.assertNotIn("T-INV/", self._get_html(mine))

    def test_all_lines_up_to_the_limit(self):
        mine = self._fill(2000, orders=10)
        paper = mine._localize()._get_paper()
        self.assertEqual((paper["columns"], len(paper["lines"])), ("full", 2000))

    def test_queries_do_not_grow(self):
        mine = self._fill(300, orders=3)
        list(mine._localize()._iterate_statement_lines())
        self.env.invalidate_all()
        started = self.cr.sql_log_count
        list(mine._localize()._iterate_statement_lines())
        few = self.cr.sql_log_count - started
        self.assertLess(few, 25)
