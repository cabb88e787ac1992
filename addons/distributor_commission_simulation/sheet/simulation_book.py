# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The result of a simulation as an XLSX workbook. Plain Python, no ORM."""

import io

import xlsxwriter


def write_simulation(sheets, places):
    """Return the bytes of a workbook.

    :param sheets: list of (title, labels, rows); a row has a cell for each label, text
        or a number; a list of labels may be empty
    :param places: decimal places of the amounts

    >>> write_simulation([("T", ["a", "b"], [("x", 1.5)])], 2)[:2]
    b'PK'
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    money_format = "#,##0" + ("." + "0" * places if places else "")
    band = book.add_format({"bold": True, "bg_color": "#EEEEEE", "bottom": 1})
    money = book.add_format({"num_format": money_format})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for title, labels, rows in sheets:
        sheet = book.add_worksheet(title[:31])
        sheet.set_column(0, 0, 40)
        sheet.set_column(1, 12, 18)
        for column, label in enumerate(labels):
            sheet.write_string(0, column, label, band)
        if labels:
            sheet.freeze_panes(1, 0)
        for row, cells in enumerate(rows, bool(labels)):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(row, column, cell, wrap)
                else:
                    sheet.write_number(row, column, cell, money)
    book.close()
    return buffer.getvalue()
