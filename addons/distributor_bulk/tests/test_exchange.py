# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import base64
import io
from datetime import timedelta

import openpyxl
from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor.sheet import write_sheet
from odoo.addons.distributor.tests.common import DistributorCommon

from ..models import distributor_exchange


@tagged("post_install", "-at_install")
class TestExchange(DistributorCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(
            cls.env, "t-manager", "distributor.distributor_group_manager"
        )
        cls.dealer.partner_id.write({"city": "Hangzhou", "zip": "0310"})
        cls.everyone = cls.master | cls.regional | cls.country | cls.dealer

    def _export(self, distributors):
        action = distributors.with_user(self.manager).action_exchange()
        return self.env["distributor.exchange"].browse(action["res_id"])

    def _upload(self, exchange, edit):
        """Edit the exported sheet as a person would and show the differences."""
        content = base64.b64decode(exchange.export_file)
        book = openpyxl.load_workbook(io.BytesIO(content))
        sheet = book.worksheets[0]
        keys = [cell.value for cell in sheet[1]]
        edit(sheet, {key: index + 1 for index, key in enumerate(keys)})
        buffer = io.BytesIO()
        book.save(buffer)
        exchange = exchange.with_user(self.manager)
        exchange.upload_file = base64.b64encode(buffer.getvalue())
        exchange.action_check()
        return exchange

    def _row(self, sheet, keys, code):
        for row in range(3, sheet.max_row + 1):
            if sheet.cell(row, keys["code"]).value == code:
                return row
        raise AssertionError(code)

    def test_unedited_sheet_changes_nothing(self):
        exchange = self._upload(self._export(self.everyone), lambda *_args: None)
        self.assertFalse(exchange.line_ids)
        self.assertEqual(exchange.same_count, 4)

    def _edit_dealer(self, sheet, keys):
        row = self._row(sheet, keys, "T-D")
        sheet.cell(row, keys["city"]).value = "Suzhou"
        sheet.cell(row, keys["upline"]).value = "T-R"

    def test_change_apply_undo(self):
        before = self.env["distributor.exchange"]._format_row(self.dealer)
        exchange = self._upload(self._export(self.everyone), self._edit_dealer)
        line = exchange.line_ids
        self.assertEqual(
            (line.code, line.action, line.result), ("T-D", "change", "todo")
        )
        self.assertIn("Hangzhou → Suzhou", line.change_text)
        self.assertIn("T-C → T-R", line.change_text)
        # the difference list is a preview: nothing is written yet
        self.assertEqual(self.dealer.partner_id.city, "Hangzhou")
        self.assertEqual(self.dealer.parent_id, self.country)
        exchange.action_apply()
        self.assertEqual(exchange.state, "applied")
        self.assertEqual(self.dealer.partner_id.city, "Suzhou")
        self.assertEqual(self.dealer.parent_id, self.regional)
        exchange.action_undo()
        self.assertEqual(line.result, "undone")
        after = self.env["distributor.exchange"]._format_row(self.dealer)
        self.assertEqual(after, before)

    def test_what_was_touched_since_stays(self):
        exchange = self._upload(self._export(self.everyone), self._edit_dealer)
        exchange.action_apply()
        self.dealer.partner_id.phone = "555"
        exchange.action_undo()
        self.assertEqual(exchange.line_ids.result, "kept")
        self.assertEqual(self.dealer.partner_id.city, "Suzhou")

    def test_undo_ends_after_a_day(self):
        exchange = self._upload(self._export(self.everyone), self._edit_dealer)
        exchange.action_apply()
        with freeze_time(fields.Datetime.now() + timedelta(hours=25)):
            exchange.invalidate_recordset()
            with self.assertRaisesRegex(UserError, "24"):
                exchange.action_undo()

    def test_new_rows_in_any_order(self):
        """A row may name an upline that comes later in the same sheet."""

        def edit(sheet, keys):
            for code, name, level, upline in (
                ("T-N2", "T Low", "store", "T-N1"),
                ("T-N1", "T High", "dealer", "T-C"),
                ("", "T Numbered", "store", ""),
            ):
                row = sheet.max_row + 1
                sheet.cell(row, keys["code"]).value = code
                sheet.cell(row, keys["name"]).value = name
                sheet.cell(row, keys["level"]).value = level
                sheet.cell(row, keys["upline"]).value = upline

        exchange = self._upload(self._export(self.everyone), edit)
        self.assertEqual(exchange.line_ids.mapped("action"), ["create"] * 3)
        exchange.action_apply()
        self.assertEqual(exchange.line_ids.mapped("result"), ["done"] * 3)
        low = exchange.line_ids.distributor_id.filtered(lambda d: d.code == "T-N2")
        self.assertEqual(low.parent_id.code, "T-N1")
        self.assertEqual(low.state, "applicant")
        partners = exchange.line_ids.distributor_id.partner_id
        exchange.action_undo()
        self.assertEqual(set(exchange.line_ids.mapped("result")), {"undone"})
        self.assertFalse(partners.exists())

    def test_refusals_name_the_reason_before_anything_is_written(self):
        def edit(sheet, keys):
            wrong = {
                "T-M": ("upline", "T-D"),  # below its own downline
                "T-R": ("territory", "NOWHERE"),
                "T-C": ("name", None),
                "T-D": ("phone", "=1+1"),
            }
            for code, (key, value) in wrong.items():
                sheet.cell(self._row(sheet, keys, code), keys[key]).value = value

        exchange = self._upload(self._export(self.everyone), edit)
        self.assertEqual(exchange.line_ids.mapped("action"), ["refuse"] * 4)
        reasons = {line.code: line.reason for line in exchange.line_ids}
        self.assertIn("T-M", reasons["T-M"])
        self.assertIn("NOWHERE", reasons["T-R"])
        self.assertIn("empty", reasons["T-C"])
        self.assertIn("formula", reasons["T-D"])
        self.assertFalse(exchange.todo_count)

    def test_a_row_changed_meanwhile_is_refused(self):
        exchange = self._export(self.everyone)
        self.dealer.partner_id.street = "New Street 1"
        self._upload(exchange, self._edit_dealer)
        self.assertEqual(exchange.line_ids.action, "refuse")
        self.assertIn("changed in Odoo", exchange.line_ids.reason)

    def test_changed_between_check_and_apply(self):
        exchange = self._upload(self._export(self.everyone), self._edit_dealer)
        self.dealer.partner_id.street = "New Street 1"
        exchange.action_apply()
        self.assertEqual(exchange.line_ids.result, "refused")
        self.assertEqual(self.dealer.partner_id.city, "Hangzhou")

    def test_code_twice(self):
        def edit(sheet, keys):
            self._edit_dealer(sheet, keys)
            sheet.cell(sheet.max_row + 1, keys["code"]).value = "T-D"

        exchange = self._upload(self._export(self.everyone), edit)
        self.assertEqual(exchange.line_ids[-1].action, "refuse")

    def test_many_rows_run_in_the_background(self):
        self.patch(distributor_exchange, "DIRECT", 5)
        count = 12
        exchange = self.env["distributor.exchange"].with_user(self.manager).create({})
        rows = [[f"T-B{n}", f"T Bulk {n}", "store"] for n in range(count)]
        columns = [(key, key, True) for key in ("code", "name", "level")]
        exchange.upload_file = base64.b64encode(write_sheet("T", columns, rows))
        exchange.action_check()
        self.assertEqual(exchange.created_count, count)
        exchange.action_apply()
        self.assertEqual(exchange.state, "running")
        with self.enter_registry_test_mode():
            cron = self.env.ref("distributor_bulk.ir_cron_exchange")
            for _run in range(count):  # a run that is out of time is called again
                cron.method_direct_trigger()
        exchange.invalidate_recordset()
        self.assertEqual(exchange.state, "applied")
        found = exchange.line_ids.distributor_id
        self.assertEqual(len(found), count)
        self.assertEqual(found.create_uid, self.manager)

    def test_managers_only(self):
        user = new_test_user(self.env, "t-user", "distributor.distributor_group_user")
        with self.assertRaises(AccessError):
            self.everyone.with_user(user).action_exchange()
