# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Rows to an XLSX sheet that people edit, and back. Plain Python, no ORM.

The first row, hidden, holds the keys of the columns, so that labels may be in any
language and columns may be moved; the second row holds the labels. Every cell is text:
zip codes keep their zeros and nothing is taken for a formula.

>>> content = write_sheet("T", [("code", "Code", True)], [["=1+1"], ["0012"]])
>>> read_sheet(content)
[(3, {'code': '=1+1'}), (4, {'code': '0012'})]
"""

import io
import zipfile
import zlib
from datetime import date, datetime

import openpyxl
import xlsxwriter

KEY_ROW = 1
LIMIT_ROWS = 20000
LIMIT_BYTES = 20 * 1024 * 1024
# how often a packed file may be as large unpacked
UNPACKED = 10
LIMIT_CELL = 512
# of a sheet: what lies to the right of it is read by nobody
LIMIT_COLUMNS = 100
# of rows, filled or not, for each that may be filled
LIMIT_EMPTY = 10
# what openpyxl raises for the many ways in which a file is no workbook
BROKEN = (
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


class SheetError(ValueError):
    """The file cannot be read; ``code`` says why, ``params`` what was found."""

    def __init__(self, code, **params):
        super().__init__(code)
        self.code = code
        self.params = params


def write_sheet(title, columns, rows):
    """Return the bytes of a workbook.

    :param title: name of the sheet
    :param columns: list of (key, label, editable)
    :param rows: list of lists of text, in the order of the columns
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    sheet = book.add_worksheet(title[:31])
    text = book.add_format({"num_format": "@"})
    fixed = book.add_format({"num_format": "@", "font_color": "#777777"})
    head = book.add_format({"bold": True, "bg_color": "#EEEEEE", "bottom": 1})
    for index, (key, label, editable) in enumerate(columns):
        body = text if editable else fixed
        widest = max([len(label), *(len(row[index]) for row in rows[:500])])
        sheet.set_column(index, index, min(max(widest + 2, 10), 48), body)
        sheet.write_string(0, index, key)
        sheet.write_string(1, index, label, head)
        for number, row in enumerate(rows, start=2):
            sheet.write_string(number, index, row[index], body)
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.freeze_panes(2, 1)
    sheet.autofilter(1, 0, max(1, len(rows) + 1), max(0, len(columns) - 1))
    book.close()
    return buffer.getvalue()


def read_sheet(content, limit_rows=LIMIT_ROWS, limit_bytes=LIMIT_BYTES):
    """Return [(row number, {key: text})] of the filled rows of the first sheet.

    :raise SheetError: the file is no workbook, too large or has no keys
    """
    _check_size(content, limit_bytes)
    try:
        # formulas are read as such, so that they are refused and not taken for empty
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        lines = book.worksheets[0].iter_rows(max_col=LIMIT_COLUMNS, values_only=True)
        return _read_lines(lines, limit_rows)
    except SheetError:
        raise
    except BROKEN as error:
        raise SheetError("not_xlsx") from error


def _read_lines(lines, limit_rows):
    keys = [_read_cell(cell) for cell in next(lines, ())]
    if "code" not in keys:
        raise SheetError("no_keys")
    repeated = {key for key in keys if key and keys.count(key) > 1}
    if repeated:
        raise SheetError("repeated_column", column=min(repeated))
    next(lines, None)  # the labels
    rows = []
    for number, cells in enumerate(lines, start=KEY_ROW + 2):
        if len(rows) > limit_rows or number > limit_rows * LIMIT_EMPTY:
            raise SheetError("too_many_rows", limit=limit_rows)
        texts = [_read_cell(cell) for cell in cells]
        if any(texts):
            cells = zip(keys, texts, strict=False)
            rows.append((number, {key: text for key, text in cells if key}))
    if len(rows) > limit_rows:
        raise SheetError("too_many_rows", limit=limit_rows)
    return rows


def _check_size(content, limit):
    """Refuse what would not fit into memory, before any of it is unpacked."""
    megabytes = limit // 1024 // 1024
    if len(content) > limit:
        raise SheetError("too_big", limit=megabytes)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
    except BROKEN as error:
        raise SheetError("not_xlsx") from error
    if unpacked > limit * UNPACKED:
        raise SheetError("too_big", limit=megabytes)


def _read_cell(value):
    """Return a cell as text; what a spreadsheet made of it is undone."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())[:LIMIT_CELL]
