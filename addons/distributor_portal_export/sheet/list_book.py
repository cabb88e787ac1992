# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""A list of the portal as an XLSX workbook. Plain Python, no ORM.

Dates, numbers and amounts are typed cells; every text is a text, whatever it begins
with. Rows are written as they come, so that a long list needs no memory.
"""

import io
from datetime import date

import xlsxwriter

WIDE = 48
WIDTHS = {"text": 12, "date": 12, "number": 12, "amount": 16}
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def get_money_format(symbol, position, places):
    """Return the format of amounts of a currency.

    >>> get_money_format("¥", "before", 2)
    '"¥"#,##0.00;-"¥"#,##0.00'
    >>> get_money_format("€", "after", 0)
    '#,##0 "€";-#,##0 "€"'
    """
    digits = "#,##0" + ("." + "0" * places if places else "")
    mark = '"' + symbol.replace('"', "") + '"'
    shown = f"{mark}{digits}" if position == "before" else f"{digits} {mark}"
    return f"{shown};-{shown}"


def write_list(title, head, columns, rows, totals, currencies):
    """Return the bytes of a workbook with one sheet.

    :param title: name of the sheet
    :param head: list of (label, text) above the rows
    :param columns: list of (label, kind); kind is text, date, number or amount
    :param rows: iterable of lists; a date as YYYY-MM-DD, an amount as [amount,
        currency key], None for an empty cell
    :param totals: rows of the same form to write below
    :param currencies: {key: (symbol, position, decimal places)}

    >>> write_list("T", [("A", "b")], [("C", "text")], [["=1"]], [], {})[:2]
    b'PK'
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    sheet = book.add_worksheet(_clean(title))
    _lay_out(sheet, columns, len(head))
    bold = book.add_format({"bold": True})
    band = book.add_format({"bold": True, "bg_color": "#EEEEEE", "bottom": 1})
    for row, (label, text) in enumerate(head):
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, text)
    top = len(head) + 1
    for column, (label, _kind) in enumerate(columns):
        sheet.write_string(top, column, label, band)
    row = top
    plain = _get_formats(book, currencies, {})
    for row, cells in enumerate(rows, start=top + 1):
        _write_row(sheet, row, columns, cells, plain)
    sheet.autofilter(top, 0, row, len(columns) - 1)
    strong = _get_formats(book, currencies, {"bold": True, "top": 1})
    for row, cells in enumerate(totals, start=row + 1):  # noqa: B020 - goes on below
        _write_row(sheet, row, columns, cells, strong)
    book.close()
    return buffer.getvalue()


def _clean(title):
    return "".join("-" if c in "[]:*?/\\'" else c for c in title)[:31]


def _lay_out(sheet, columns, count):
    """Make it printable, and leave the labels in sight."""
    sheet.set_paper(9)
    if len(columns) > 5:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(count + 1)
    sheet.freeze_panes(count + 2, 0)
    for column, (label, kind) in enumerate(columns):
        # a wide letter, such as a Chinese one, takes the room of two
        length = sum(2 if ord(letter) > 0x2E7F else 1 for letter in label) + 2
        least = 20 if kind == "text" else WIDTHS[kind]
        sheet.set_column(column, column, min(max(length, least), WIDE))


def _get_formats(book, currencies, style):
    return {
        "text": book.add_format({**style, "num_format": "@"}),
        "number": book.add_format({**style, "num_format": "#,##0.##"}),
        "date": book.add_format({**style, "num_format": "yyyy-mm-dd", "align": "left"}),
        "amount": {
            key: book.add_format({**style, "num_format": get_money_format(*currency)})
            for key, currency in currencies.items()
        },
    }


def _write_row(sheet, row, columns, cells, formats):
    for column, ((_label, kind), cell) in enumerate(zip(columns, cells, strict=True)):
        if cell is None or cell == "":
            continue
        # a total has the word for it where a row has a date
        kind = "text" if isinstance(cell, str) and kind != "date" else kind
        if kind == "amount":
            sheet.write_number(row, column, cell[0], formats["amount"][cell[1]])
        elif kind == "number":
            sheet.write_number(row, column, cell, formats["number"])
        elif kind == "date" and _is_day(cell):
            day = date.fromisoformat(cell)
            sheet.write_datetime(row, column, day, formats["date"])
        else:
            sheet.write_string(row, column, cell, formats["text"])


def _is_day(text):
    return len(text) == 10 and text[:4].isdigit()
