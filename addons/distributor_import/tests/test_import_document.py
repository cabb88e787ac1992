# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import base64
import io
import zipfile
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ImportCommon
from .files import BAD, edit, get_files


@tagged("-at_install", "post_install")
class TestImportDocument(ImportCommon):
    def _create_document(self, files=None, **values):
        contents = {
            f"{kind}_file": base64.b64encode(content)
            for kind, content in (files or get_files()).items()
        }
        return self.env["distributor.import"].create(
            {"company_id": self.company.id, "journal_id": self.bank.id}
            | contents
            | values
        )

    def _run_cron(self):
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref("distributor_import.ir_cron_run").method_direct_trigger()
        self.env.invalidate_all()

    def test_preview_writes_nothing(self):
        counts = self._count()
        document = self._create_document()
        document.action_preview()
        self.assertEqual(document.state, "previewed")
        self.assertEqual(document.error_count, 0)
        self.assertEqual(document.counts["orders"]["create"], 8)
        self.assertIn("Distributors", document.counts_html)
        self.assertEqual(self._count(), counts)

    def test_import_in_the_background(self):
        document = self._create_document()
        document.action_preview()
        document.action_import()
        self.assertEqual(document.state, "running")
        self._run_cron()
        self.assertEqual(document.state, "done", document.message)
        self.assertEqual(document.progress, 100.0)
        self.assertEqual(document.done_count, document.total_count)
        self.assertEqual(document.result["untaxed"], float(self.oracle["untaxed"]))
        self.assertEqual(
            document.result["commission"]["total"], float(self.oracle["total"])
        )
        self.assertIn("Commission", document.result_html)
        self.assertEqual(self._get_sales().create_uid, self.env.user)

    def test_errors_by_row(self):
        files, (file, line, column, _code) = BAD["price with a comma"]
        document = self._create_document(files)
        document.action_preview()
        self.assertEqual(document.error_count, 1)
        finding = document.line_ids
        self.assertEqual(
            (finding.action, finding.file, finding.line, finding.column),
            ("error", file, line, column),
        )
        self.assertEqual(finding.value, "9,80")
        with self.assertRaises(UserError):
            document.action_import()

    def test_reason_in_the_users_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        files = BAD["empty file"][0]
        document = self._create_document(files, orders_file_name="orders.csv")
        document = document.with_context(lang="zh_CN")
        document.action_preview()
        reasons = document.line_ids.mapped("reason")
        self.assertEqual(reasons, ["文件是空的。"])

    def test_updates_are_shown_field_by_field(self):
        self._load()
        files = edit("distributors", "Marseille,13008", "Aix,13008")
        document = self._create_document(files)
        document.action_preview()
        self.assertEqual(
            document.line_ids.mapped(
                lambda line: (line.code, line.column, line.old_value, line.new_value)
            ),
            [("T-D1", "city", "Marseille", "Aix")],
        )

    def test_refused_is_listed_and_tried_again(self):
        rows = b"distributor_code,date,amount\nT-M1,2024-01-01,1800\n"
        document = self._create_document({**get_files(), "wallets": rows})
        document.action_preview()
        document.action_import()
        self._run_cron()
        self.assertEqual(document.state, "done", document.message)
        self.assertEqual(document.refused_count, 7)
        self.assertEqual(len(self._get_sales()), 1)
        refused = document.line_ids.filtered(lambda line: line.action == "refused")
        self.assertEqual(refused[0].file, "orders.csv")
        self.assertTrue(all(refused.mapped("line")))
        document.action_import()
        self._run_cron()
        self.assertEqual(document.state, "done", document.message)
        self.assertEqual(document.refused_count, 7)

    def test_time_is_up_between_batches(self):
        """The rest is done by the next run of the job."""
        document = self._create_document()
        document.action_preview()
        document.action_import()
        calls = []

        def no_time(cron, processed=0, **kwargs):
            calls.append(processed)
            return 0 if len(calls) >= 3 else 60

        with patch.object(type(self.env["ir.cron"]), "_commit_progress", no_time):
            self.assertFalse(document.sudo()._work_off())
        # Odoo takes a job that did nothing for done, and waits for the next hour
        self.assertEqual(calls, [3, 6, 3])
        self.assertEqual(document.state, "running")
        self.assertEqual((document.done_count, document.total_count), (12, 20))
        self._run_cron()
        self.assertEqual(document.state, "done", document.message)
        self.assertEqual(document.result["orders"], 8)

    def test_no_time_at_all(self):
        """A run brings the import on, however short its time is."""
        document = self._create_document()
        document.action_preview()
        document.action_import()
        Cron = type(self.env["ir.cron"])
        with patch.object(Cron, "_commit_progress", lambda *args, **kwargs: 0):
            for _run in range(10):
                if document.sudo()._work_off():
                    break
        self.assertEqual(document.state, "done", document.message)

    @mute_logger("odoo.addons.distributor_import.models.distributor_import_background")
    def test_fault_is_shown(self):
        document = self._create_document()
        document.action_preview()
        document.action_import()
        Orders = type(self.env["distributor.import.orders"])
        with patch.object(Orders, "_deliver", side_effect=AttributeError("the fault")):
            self._run_cron()
        self.assertEqual(document.state, "failed")
        self.assertIn("the fault", document.message)
        self.assertFalse(self._get_sales())
        document.action_import()
        self._run_cron()
        self.assertEqual(document.state, "done", document.message)

    def test_zip_archive(self):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for kind, content in get_files().items():
                archive.writestr(f"channel/{kind}.csv", content)
        document = self.env["distributor.import"].create(
            {"archive_file": base64.b64encode(stream.getvalue())}
        )
        document.action_preview()
        self.assertEqual(document.counts["order_lines"]["create"], 13)
        document = self.env["distributor.import"].create(
            {"archive_file": base64.b64encode(b"not a zip")}
        )
        with self.assertRaises(UserError):
            document.action_preview()

    def test_no_file(self):
        document = self.env["distributor.import"].create({})
        with self.assertRaises(UserError):
            document.action_preview()

    def test_steps_in_order(self):
        document = self._create_document()
        with self.assertRaises(UserError):
            document.action_import()
        document.action_preview()
        with self.assertRaises(UserError):
            document.orders_file = False
        document.action_draft()
        self.assertFalse(document.line_ids)
        document.action_preview()
        document.action_import()
        for action in (document.action_preview, document.action_draft, document.unlink):
            with self.assertRaises(UserError):
                action()
