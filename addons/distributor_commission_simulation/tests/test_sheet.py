# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import base64
import doctest
import io
from datetime import date

import openpyxl

from odoo.tests import tagged

from ..sheet import simulation_book
from .common import SimulationCommon


@tagged("post_install", "-at_install")
class TestSheet(SimulationCommon):
    def test_doctest(self):
        self.assertEqual(doctest.testmod(simulation_book).failed, 0)

    def test_sums_agree(self):
        self.plan.max_generations = 1
        invoice = self._sell((self.product, 10, 99.9))
        self._sell((self._create_goods("T-Gift"), 1, 50), day=date(2026, 3, 3))
        self._refund(invoice, quantities=[2])
        draft = self._create_version(
            self.plan, [(1, 8.0), (2, 1.0)], date(2026, 6, 1), approve=False
        )
        simulation = self._run(draft)
        content = base64.b64decode(simulation.xlsx_file)
        book = openpyxl.load_workbook(io.BytesIO(content))
        self.assertEqual(
            book.sheetnames,
            ["Total", "Level", "Territory", "Product", "Distributor", "Guard rails"],
        )
        for name in book.sheetnames[1:5]:
            _head, *rows = book[name].iter_rows(values_only=True)
            for column, field in (
                (1, "amount_simulated"),
                (2, "amount_actual"),
                (3, "difference"),
            ):
                total = sum(row[column] for row in rows)
                self.assertAlmostEqual(total, simulation[field], 2, (name, field))
        total = dict(row[:2] for row in book["Total"].iter_rows(values_only=True))
        self.assertAlmostEqual(total["Simulated"], simulation.amount_simulated)
        self.assertAlmostEqual(total["Net Sales"], simulation.net_sales)
        rails = [row[2] for row in book["Guard rails"].iter_rows(values_only=True)]
        self.assertTrue(any("G-01" in text for text in rails))

    def test_download(self):
        simulation = self._run(name="T-Plan: 1/2")
        self.assertEqual(simulation.xlsx_file_name, "T-Plan- 1-2.xlsx")
        action = simulation.action_download_xlsx()
        self.assertIn("/xlsx_file?download=true", action["url"])
        self.assertEqual(base64.b64decode(self._make().xlsx_file or b""), b"")
