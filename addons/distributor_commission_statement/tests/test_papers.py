# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import doctest
import io
import re
import unicodedata
from decimal import Decimal

import pypdf
from freezegun import freeze_time

from odoo.tests import BaseCase, tagged
from odoo.tools import mute_logger

from ..sheet import commission_book
from .common import NOW, StatementCommon


@tagged("post_install", "-at_install")
class TestBook(BaseCase):
    def test_doctest(self):
        self.assertEqual(doctest.testmod(commission_book).failed, 0)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestPapers(StatementCommon):
    def _get_files(self, settlement, *kinds):
        return [
            content
            for _name, content, _mimetype in settlement._get_statement_files(kinds)
        ]

    def _translate(self, distributor):
        self.env["res.lang"]._activate_lang("zh_CN")
        modules = self.env["ir.module.module"].search(
            [
                (
                    "name",
                    "in",
                    ("distributor_commission_statement", "distributor_commission"),
                )
            ]
        )
        modules._update_translations("zh_CN")
        distributor.partner_id.lang = "zh_CN"

    def _get_pdf_text(self, settlement):
        # without styles: their fonts do not name the letters
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param("report.url", "http://127.0.0.1:9")
        printing = settlement.with_context(force_report_rendering=True)
        [(name, content, mimetype)] = printing._get_statement_files(("pdf",))
        self.assertEqual(mimetype, "application/pdf")
        self.assertTrue(name.endswith(".pdf"))
        reader = pypdf.PdfReader(io.BytesIO(content))
        width, height = reader.pages[0].mediabox[2:]
        self.assertEqual((round(width), round(height)), (595, 842))
        text = " ".join(page.extract_text() for page in reader.pages)
        # some fonts name the glyph of a letter by its radical
        text = unicodedata.normalize("NFKC", text)
        return " ".join(text.replace("\N{ZERO WIDTH SPACE}", "").split())

    def test_names(self):
        mine = self._make()
        files = mine._get_statement_files()
        self.assertEqual(files[1][0], "COM-2026-02-T-C.xlsx")
        self.assertEqual(len(files), 2)

    def test_sheet_read_back(self):
        mine = self._make()
        [content] = self._get_files(mine, "xlsx")
        summary, lines = self._read_book(content)
        naive = sum(self._count_naively(mine).values())
        by_label = {row[0]: row[1:] for row in summary if row[0]}
        self.assertEqual(Decimal(f"{by_label['Total'][0]:.2f}"), naive)
        self.assertEqual(by_label["Commission statement"][0], mine.name)
        head, *rows, total = lines
        self.assertEqual(head[3], "Document")
        amounts = [Decimal(f"{row[11]:.2f}") for row in rows]
        self.assertEqual(sum(amounts), naive)
        self.assertEqual(Decimal(f"{total[11]:.2f}"), naive)
        self.assertEqual(len(rows), mine.entry_count)
        self.assertEqual(
            [row[3] for row in rows],
            [self.invoice.name, self.second.name, self.refund.name],
        )
        for row in rows:
            share = Decimal(f"{row[5]:.2f}") * Decimal(f"{row[7]:.6f}") / 100
            self.assertAlmostEqual(share, Decimal(f"{row[11]:.2f}"), 2)
            self.assertIn("5 %", row[9])

    # the printer warns of styles it cannot fetch when no server listens
    @mute_logger("odoo.addons.base.models.ir_actions_report")
    def test_paper_read_back(self):
        mine = self._make()
        text = self._get_pdf_text(mine)
        for expected in (
            "Commission Statement",
            mine.name,
            self.company.name,
            self.invoice.name,
            self.second.name,
            self.refund.name,
            mine.line_ids[0].order_id.name,
            self.version.rule_ids[0].wording,
        ):
            self.assertIn(expected, text)
        table = text[text.index("Lines") : text.index("Total of the lines")]
        dates = r"\d\d/\d\d/\d{4}"
        amounts = [
            Decimal(re.findall(r"-?[\d,]+\.\d\d", line)[-1].replace(",", ""))
            for line in re.split(dates, table)[1:]
        ]
        naive = sum(self._count_naively(mine).values())
        self.assertEqual(sum(amounts), naive)
        self.assertEqual(len(amounts), mine.entry_count)
        after = text[text.index("Total of the lines") :]
        self.assertEqual(Decimal(re.search(r"[\d,]+\.\d\d", after)[0]), naive)

    def test_in_the_language_of_the_distributor(self):
        self._translate(self.country)
        mine = self._make()
        pdf, xlsx = self._get_files(mine, "pdf", "xlsx")
        for expected in ("佣金对账单", "红字发票", "规则"):
            self.assertIn(expected, pdf.decode())
        self.assertNotIn("Brought forward", pdf.decode())
        summary, lines = self._read_book(xlsx)
        self.assertIn("佣金对账单", [row[0] for row in summary])
        self.assertIn("冲回", [row[1] for row in lines])
        # the user reads it as the distributor does
        other = mine.with_context(lang="en_US")
        self.assertIn("佣金对账单", self._get_files(other, "pdf")[0].decode())

    @mute_logger("odoo.addons.base.models.ir_actions_report")
    def test_chinese_paper_keeps_its_letters(self):
        self._translate(self.country)
        text = self._get_pdf_text(self._make())
        self.assertIn("佣金对账单", text)
        self.assertIn(self.refund.name, text)

    def test_what_people_typed_is_no_formula(self):
        product = self._create_goods("=1+1")
        self._sell((product, 1, 100), day="2026-02-11")
        [content] = self._get_files(self._make(), "xlsx")
        _summary, lines = self._read_book(content)
        self.assertIn("=1+1", [row[4] for row in lines])

    def test_a_draft_says_so(self):
        mine = self._make()
        draft = self._get_files(mine, "pdf")[0].decode()
        self.assertIn('name="state"', draft)
        mine.with_user(self.finance)._review()
        mine.with_user(self.manager)._approve()
        approved = self._get_files(mine, "pdf")[0].decode()
        self.assertNotIn('name="state"', approved)

    def test_empty(self):
        mine = self._make()
        mine._take_out(mine.line_ids)
        pdf, xlsx = self._get_files(mine, "pdf", "xlsx")
        self.assertIn("No lines", pdf.decode())
        self.assertEqual(len(self._read_book(xlsx)[1]), 2)
