# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import io
import json
import tempfile
from pathlib import Path
from unittest.mock import patch

from odoo.tests import tagged

from .. import cli
from .common import ImportCommon
from .files import BAD, GOOD, get_files


@tagged("-at_install", "post_install")
class TestCli(ImportCommon):
    def _run(self, directory=GOOD, **options):
        """Run the command; the test's transaction stands for its commits."""
        out, err = io.StringIO(), io.StringIO()
        env = self.env(su=True)
        with patch.object(cli.Command, "_commit", lambda command, step: True):
            status = cli.run(env, directory, out=out, err=err, **options)
        return status, out.getvalue(), err.getvalue()

    def _write(self, files):
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        for kind, content in files.items():
            (folder / f"{kind}.csv").write_bytes(content)
        return folder

    def test_json(self):
        status, out, err = self._run(as_json=True)
        report = json.loads(out)
        self.assertEqual(status, cli.OK, err)
        self.assertEqual(report["orders"], 8)
        self.assertEqual(report["lines"], 13)
        self.assertEqual(report["untaxed"], float(self.oracle["untaxed"]))
        self.assertEqual(report["commission"]["total"], float(self.oracle["total"]))
        self.assertEqual(report["entries"], self.oracle["entries"])
        self.assertEqual(report["wallets"], 5)
        self.assertEqual(report["wallet_differences"], 0)
        self.assertEqual(report["created"]["orders"], 8)
        self.assertIn("/20 rows", err)
        again = json.loads(self._run(as_json=True)[1])
        self.assertEqual(again["created"]["orders"], 0)
        for key in ("orders", "lines", "untaxed", "commission", "entries", "wallets"):
            self.assertEqual(again[key], report[key])

    def test_text(self):
        status, out, _err = self._run()
        self.assertEqual(status, cli.OK)
        self.assertIn("untaxed: 3264.37", out)

    def test_dry_run_writes_nothing(self):
        counts = self._count()
        status, out, err = self._run(dry_run=True, as_json=True)
        self.assertEqual(status, cli.OK)
        self.assertEqual(json.loads(out)["created"]["distributors"], 6)
        self.assertIn("to create: ", err)
        self.assertIn("nothing was written", err)
        self.assertEqual(self._count(), counts)

    def test_text_of_a_dry_run_says_of_nothing_that_it_was_created(self):
        status, out, err = self._run(dry_run=True)
        self.assertEqual(status, cli.OK)
        self.assertNotIn("created", out + err)
        self.assertIn("to create: 3 territories, 6 distributors", err)

    def test_errors_name_file_and_line(self):
        counts = self._count()
        for name, (files, (file, line, column, _code)) in BAD.items():
            with self.subTest(name):
                status, out, err = self._run(self._write(files), as_json=True)
                self.assertEqual(status, cli.BAD_FILES)
                self.assertIn(f"{file}:{line}: {column}".rstrip(), err)
                self.assertTrue(json.loads(out)["issues"])
        self.assertEqual(self._count(), counts)

    def test_refused(self):
        rows = b"distributor_code,date,amount\nT-M1,2024-01-01,1799.99\n"
        folder = self._write({**get_files(), "wallets": rows})
        status, out, err = self._run(folder, as_json=True)
        self.assertEqual(status, cli.REFUSED)
        self.assertEqual(len(json.loads(out)["refused"]), 8)
        self.assertIn("orders.csv:8: T-O7: ", err)
        self.assertIn("0.01", err)

    def test_no_such_folder(self):
        status, out, err = self._run("/no/such/folder")
        self.assertEqual((status, out), (cli.BAD_FILES, ""))
        self.assertIn("/no/such/folder", err)
