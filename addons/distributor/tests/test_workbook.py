# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import doctest
import io
import zipfile

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..sheet import SheetError, read_sheet, workbook, write_sheet

TEXT = st.text("aZ0=+-@'\"<&é中😀", max_size=12)


@tagged("post_install", "-at_install")
class TestWorkbook(BaseCase):
    def test_doctests(self):
        self.assertEqual(doctest.testmod(workbook).failed, 0)

    # a busy machine is no fault of the strategy
    @settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(st.lists(st.tuples(TEXT.filter(bool), TEXT), max_size=10))
    def test_round_trip(self, rows):
        columns = [("code", "Code", True), ("name", "Name", True)]
        found = read_sheet(write_sheet("T", columns, [list(row) for row in rows]))
        cells = [(row["code"], row["name"]) for _number, row in found]
        self.assertEqual(cells, rows)

    def test_nothing_becomes_a_formula(self):
        texts = ["=1+1", "=HYPERLINK(1)", "+1", "-1", "@x", "http://x.example"]
        content = write_sheet("T", [("code", "Code", True)], [[t] for t in texts])
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        cells = [row[0] for row in sheet.iter_rows(min_row=3)]
        self.assertEqual([cell.data_type for cell in cells], ["s"] * len(texts))
        self.assertEqual([cell.value for cell in cells], texts)
        self.assertFalse(any(cell.hyperlink for cell in cells))

    def test_moved_columns_and_numbers(self):
        book = openpyxl.Workbook()
        for row in (["zip", None, "code"], ["ZIP", "Note", "Code"], [310000.0, 1, 7]):
            book.active.append(row)
        buffer = io.BytesIO()
        book.save(buffer)
        self.assertEqual(
            read_sheet(buffer.getvalue()), [(3, {"zip": "310000", "code": "7"})]
        )

    def test_what_is_no_sheet(self):
        for content, code in ((b"code,name", "not_xlsx"), (b"PK\x03\x04", "not_xlsx")):
            with self.assertRaises(SheetError) as caught:
                read_sheet(content)
            self.assertEqual(caught.exception.code, code)
        with self.assertRaises(SheetError) as caught:
            read_sheet(write_sheet("T", [("name", "Name", True)], []))
        self.assertEqual(caught.exception.code, "no_keys")

    @settings(
        suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=50
    )
    @given(st.integers(0, 4000), st.binary(max_size=40))
    def test_broken_files_are_refused(self, place, noise):
        content = write_sheet("T", [("code", "Code", True)], [["1"], ["2"]])
        broken = content[:place] + noise + content[place + len(noise) :]
        try:
            read_sheet(broken)
        except SheetError as error:
            self.assertTrue(error.code)

    def test_limits(self):
        content = write_sheet("T", [("code", "Code", True)], [["1"], ["2"]])
        self.assertEqual(len(read_sheet(content, limit_rows=2)), 2)
        for limits, code in (
            ({"limit_rows": 1}, "too_many_rows"),
            ({"limit_bytes": 100}, "too_big"),
            ({"limit_bytes": len(content)}, "too_big"),
        ):
            packed = content
            if limits.get("limit_bytes") == len(content):
                buffer = io.BytesIO()
                with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
                    archive.writestr("xl/worksheets/sheet1.xml", b" " * 10**6)
                packed = buffer.getvalue()
            with self.assertRaises(SheetError) as caught:
                read_sheet(packed, **limits)
            self.assertEqual(caught.exception.code, code)

    def test_wide_and_far_rows(self):
        """Cells far to the right or below cost nothing, and are no rows."""
        book = openpyxl.Workbook()
        book.active.append(["code"])
        book.active.append(["Code"])
        book.active["XFD3"] = "1"
        book.active["A4"] = "7"
        book.active["A1048576"] = "8"
        buffer = io.BytesIO()
        book.save(buffer)
        with self.assertRaises(SheetError) as caught:
            read_sheet(buffer.getvalue(), limit_rows=10)
        self.assertEqual(caught.exception.code, "too_many_rows")
