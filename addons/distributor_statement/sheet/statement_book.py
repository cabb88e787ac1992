# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""A statement of account as an XLSX workbook. Plain Python, no ORM."""

import io

import xlsxwriter

WIDTHS = (12, 22, 26, 34, 16, 16)


def write_statement(title, head, labels, sections, places):
    """Return the bytes of a workbook with one sheet.

    :param title: name of the sheet
    :param head: list of (label, text) above the figures
    :param labels: the six labels of the columns
    :param sections: list of (title, rows); a row is (date, what, document, note,
        amount or None, balance or None)
    :param places: decimal places of the amounts

    >>> write_statement("T", [("A", "b")], list("abcdef"), [("S", [])], 2)[:2]
    b'PK'
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    money_format = "#,##0" + ("." + "0" * places if places else "")
    bold = book.add_format({"bold": True})
    band = book.add_format({"bold": True, "bg_color": "#EEEEEE", "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    money = book.add_format({"num_format": money_format})
    sheet = book.add_worksheet(title[:31])
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    row = 0
    for label, text in head:
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, text)
        row += 1
    for name, lines in sections:
        row += 1
        sheet.write_string(row, 0, name, bold)
        row += 1
        for column, label in enumerate(labels):
            sheet.write_string(row, column, label, band)
        for line in lines:
            row += 1
            sheet.write_datetime(row, 0, line[0], day)
            for column in (1, 2, 3):
                sheet.write_string(row, column, line[column])
            for column in (4, 5):
                if line[column] is not None:
                    sheet.write_number(row, column, line[column], money)
        row += 1
    book.close()
    return buffer.getvalue()
