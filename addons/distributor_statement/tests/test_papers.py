# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import doctest
import io
from datetime import date

import openpyxl

from odoo.exceptions import UserError
from odoo.tests import BaseCase, tagged
from odoo.tools import mute_logger

from ..sheet import statement_book
from .common import StatementCommon


@tagged("post_install", "-at_install")
class TestBook(BaseCase):
    def test_doctest(self):
        self.assertEqual(doctest.testmod(statement_book).failed, 0)


@tagged("post_install", "-at_install")
class TestPapers(StatementCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._invoice(cls._confirm((cls.product, 1, 300.0)), date(2026, 2, 3))

    def test_pdf_is_kept_with_its_hash(self):
        statement = self._make_sent()
        self.assertTrue(statement.pdf_id.raw)
        self.assertEqual(len(statement.pdf_hash), 64)
        self.assertEqual(statement._get_seal_problems(), [])
        self.assertEqual(
            statement.with_user(self.finance).action_check_seal()["tag"],
            "display_notification",
        )

    # the printer warns of styles it cannot fetch when no server listens
    @mute_logger("odoo.addons.base.models.ir_actions_report")
    def test_real_pdf(self):
        statement = self.statements.with_context(force_report_rendering=True).browse(
            self._make().ids
        )
        statement._send()
        self.assertTrue(statement.pdf_id.raw.startswith(b"%PDF"))
        self.assertEqual(statement.pdf_id.name, "ST-2026-02-T-D.pdf")

    def test_changed_paper_is_found(self):
        statement = self._make_sent()
        statement.sudo().pdf_id.raw = b"other"
        [(found, what)] = statement._get_seal_problems()
        self.assertEqual((found, what), (statement, "the PDF"))

    def test_changed_figure_is_found(self):
        statement = self._make_sent()
        self.env.cr.execute(
            "UPDATE distributor_statement_line SET amount = amount + 1 WHERE id = %s",
            [statement.line_ids[0].id],
        )
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "the figures"):
            statement.with_user(self.finance).action_check_seal()

    def test_names_do_not_change_the_hash(self):
        statement = self._make_sent()
        self.dealer.partner_id.name = "T-Renamed"
        self.dealer.code = "T-RENAMED"
        chinese = statement.with_context(lang="zh_CN")
        self.assertEqual(chinese._get_seal_problems(), [])

    def test_sheet(self):
        statement = self._make()
        book = openpyxl.load_workbook(io.BytesIO(statement._get_xlsx()))
        rows = list(book.active.iter_rows(values_only=True))
        balances = [row[5] for row in rows if isinstance(row[5], (int, float))]
        # opening, capture, closing; opening, invoice, payment from the wallet, closing
        self.assertEqual(balances, [1000, 700, 700, 0, 300, 0, 0])
        amounts = [row[4] for row in rows if isinstance(row[4], (int, float))]
        self.assertEqual(amounts, [-300, 300, -300])
        self.assertEqual(statement.xlsx_file_name, "ST-2026-02-T-D.xlsx")

    def test_in_the_language_of_the_distributor(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        module = self.env["ir.module.module"].search(
            [("name", "=", "distributor_statement")]
        )
        module._update_translations("zh_CN")
        self.dealer.partner_id.lang = "zh_CN"
        statement = self._make_sent()
        self.assertTrue("对账单" in statement.pdf_id.raw.decode())
        book = openpyxl.load_workbook(io.BytesIO(statement._get_xlsx()))
        self.assertIn("对账单", [row[0].value for row in book.active.rows])
        mail = self.env["mail.mail"].search(
            [("res_id", "=", statement.id), ("model", "=", statement._name)]
        )
        self.assertIn("对账单", mail.subject)

    def test_mail_with_paper_and_link(self):
        statement = self._make_sent()
        mail = self.env["mail.mail"].search(
            [("res_id", "=", statement.id), ("model", "=", statement._name)]
        )
        self.assertEqual(mail.recipient_ids, self.dealer.partner_id)
        self.assertIn(statement.pdf_id, mail.attachment_ids)
        self.assertIn(f"/my/distribution/statements/{statement.id}", mail.body_html)
        self.assertIn("February 2026", mail.subject)

    @mute_logger("odoo.addons.mail.models.mail_mail")
    def test_without_address_it_says_so(self):
        self.dealer.partner_id.email = False
        statement = self._make_sent()
        self.assertEqual(statement.state, "sent")
        self.assertIn("no e-mail address", statement.message_ids[0].body)
