# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Spreadsheets to download. A text is a text: never a formula, a link or a number."""

import io

import xlsxwriter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def make_sheet(header, rows):
    """Return the bytes of a workbook with one sheet.

    :param rows: iterable of lists of text, numbers and booleans
    """
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, PLAIN)
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    for column, title in enumerate(header):
        sheet.write_string(0, column, title, bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            write_cell(sheet, number, column, value)
    sheet.freeze_panes(1, 0)
    sheet.autofit()
    book.close()
    return output.getvalue()


def write_cell(sheet, row, column, value):
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, str(value or ""))
