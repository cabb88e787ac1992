# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The sheet that a distributor fills in, as an XLSX workbook. Plain Python, no ORM.

Like every sheet that is read again (see ``distributor.sheet``), its first row, hidden,
holds the keys of the columns, so that labels may be in any language.
"""

import io

import xlsxwriter

MAX_WIDTH = 48


def write_order_book(titles, labels, rows, places, texts):
    """Return the bytes of the workbook.

    :param titles: names of its two sheets
    :param labels: {key: label} of the columns, in their order
    :param rows: list of dict by key: texts, and numbers for minimum and price
    :param places: [(text to choose, recipient, phone, address)]
    :param texts: dict of title and message of what is told about a wrong cell
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    sheets = [book.add_worksheet(title) for title in titles]
    head = book.add_format({"bold": True, "bg_color": "#EEEEEE", "bottom": 1})
    _write_rows(book, sheets[0], labels, rows, head)
    _write_places(sheets[1], texts["places"], places, head)
    _write_checks(sheets[0], labels, len(rows), titles[1], len(places), texts)
    book.close()
    return buffer.getvalue()


def _write_rows(book, sheet, labels, rows, head):
    fixed = {"font_color": "#555555"}
    formats = {
        "code": book.add_format({"num_format": "@"}),
        "quantity": book.add_format({"bg_color": "#FFF8DC", "border": 1}),
        "ship": book.add_format({"num_format": "@", "bg_color": "#FFF8DC"}),
        "price": book.add_format({"num_format": "#,##0.00##", **fixed}),
        "minimum": book.add_format({"num_format": "0.####", **fixed}),
    }
    plain = book.add_format({"num_format": "@", **fixed})
    for index, (key, label) in enumerate(labels.items()):
        body = formats.get(key, plain)
        cells = [row.get(key, "") for row in rows]
        widest = max(_measure(str(text)) for text in (label, *cells[:500]))
        sheet.set_column(index, index, min(max(widest + 2, 9), MAX_WIDTH))
        sheet.write_string(0, index, key)
        sheet.write_string(1, index, label, head)
        for number, value in enumerate(cells, start=2):
            if value == "":
                sheet.write_blank(number, index, None, body)
            elif isinstance(value, str):
                sheet.write_string(number, index, value, body)
            else:
                sheet.write_number(number, index, value, body)
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.freeze_panes(2, 2)
    sheet.autofilter(1, 0, max(1, len(rows) + 1), len(labels) - 1)


def _write_places(sheet, labels, places, head):
    for index, label in enumerate(labels):
        cells = [place[index] for place in places]
        widest = max(_measure(text) for text in (label, *cells))
        sheet.set_column(index, index, min(widest + 2, MAX_WIDTH))
        sheet.write_string(0, index, label, head)
        for number, text in enumerate(cells, start=1):
            sheet.write_string(number, index, text)
    sheet.freeze_panes(1, 0)


def _write_checks(sheet, labels, count, title, places, texts):
    """Let the program tell at once what would be refused; copied rows keep it."""
    columns, last = list(labels), max(count, 1) + 1
    index = columns.index("quantity")
    sheet.data_validation(
        2,
        index,
        last,
        index,
        {
            "validate": "decimal",
            "criteria": ">=",
            "value": 0,
            "error_title": texts["quantity"][0],
            "error_message": texts["quantity"][1],
        },
    )
    if "ship" not in columns:
        return
    index = columns.index("ship")
    sheet.data_validation(
        2,
        index,
        last,
        index,
        {
            "validate": "list",
            "source": f"='{title}'!$A$2:$A${places + 1}",
            "error_title": texts["ship"][0],
            "error_message": texts["ship"][1],
        },
    )


def _measure(text):
    """Return how wide a text is: Chinese characters take twice the place."""
    return sum(2 if ord(char) > 0x2E80 else 1 for char in text)
