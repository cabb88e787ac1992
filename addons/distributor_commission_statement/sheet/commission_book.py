# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""A commission statement as an XLSX workbook. Plain Python, no ORM."""

import io

import xlsxwriter

# date, kind, order, document, product, basis, basis is, rate, rate is, rule, remark,
# amount
WIDTHS = (12, 14, 18, 20, 30, 14, 14, 10, 10, 60, 40, 14)
NUMBERS = (5, 7)
AMOUNT = 11


def write_commission(titles, head, summary, labels, rows, places):
    """Return the bytes of a workbook with a summary and all lines.

    Rows are written to the disk as they come, so the number of lines does not matter.

    :param titles: names of the two sheets
    :param head: list of (label, text) above the summary
    :param summary: list of (label, amount or None, text, whether it is a total)
    :param labels: the twelve labels of the columns, and that of the last row
    :param rows: iterable of lists: a date, then texts, numbers or None by column
    :param places: decimal places of the amounts

    >>> write_commission(["S", "L"], [("A", "b")], [], list("abcdefghijklm"), [], 2)[:2]
    b'PK'
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
        },
    )
    money = "#,##0" + ("." + "0" * places if places else "")
    formats = {
        "bold": book.add_format({"bold": True}),
        "band": book.add_format({"bold": True, "bg_color": "#EEEEEE", "bottom": 1}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        "money": book.add_format({"num_format": money}),
        "total": book.add_format({"num_format": money, "bold": True, "top": 1}),
        "label": book.add_format({"bold": True, "top": 1}),
    }
    _write_summary(book.add_worksheet(titles[0][:31]), formats, head, summary)
    _write_lines(book.add_worksheet(titles[1][:31]), formats, labels, rows)
    book.close()
    return buffer.getvalue()


def _write_summary(sheet, formats, head, summary):
    sheet.set_paper(9)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 18)
    sheet.set_column(2, 2, 50)
    row = 0
    for label, text in head:
        sheet.write_string(row, 0, label, formats["bold"])
        sheet.write_string(row, 1, text)
        row += 1
    for label, amount, text, is_total in summary:
        row += 1
        sheet.write_string(row, 0, label, formats["label"] if is_total else None)
        if amount is not None:
            shape = formats["total" if is_total else "money"]
            sheet.write_number(row, 1, amount, shape)
        if text:
            sheet.write_string(row, 2, text)


def _write_lines(sheet, formats, labels, rows):
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, labels[column], formats["band"])
    row, total = 0, 0.0
    for values in rows:
        row += 1
        total += values[AMOUNT]
        sheet.write_datetime(row, 0, values[0], formats["day"])
        for column in range(1, AMOUNT):
            value = values[column]
            if value in (None, ""):
                continue
            if column in NUMBERS:
                sheet.write_number(row, column, value)
            else:
                sheet.write_string(row, column, value)
        sheet.write_number(row, AMOUNT, values[AMOUNT], formats["money"])
    if row:
        sheet.autofilter(0, 0, row, AMOUNT)
    sheet.write_string(row + 1, 0, labels[AMOUNT + 1], formats["label"])
    sheet.write_number(row + 1, AMOUNT, round(total, 6), formats["total"])
