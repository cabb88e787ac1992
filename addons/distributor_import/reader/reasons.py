# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Why a row is refused, in words a business person can act on.

The texts are marked with ``_lt`` so that Odoo's export finds them; they are
translated where they are shown, as this package knows no language.
"""


# pylint: disable=prefer-env-translation


def _lt(text):
    """Mark a text for the export; there is no env here to translate it."""
    return text


REASONS = {
    # the file
    "missing_file": _lt("The file is missing."),
    "empty_file": _lt("The file is empty."),
    "no_rows": _lt("The file has a header and no rows."),
    "too_big": _lt("The file is larger than %(limit)s MB."),
    "binary": _lt("This is not a CSV file: it holds binary data."),
    "spreadsheet": _lt(
        "This is a spreadsheet or a zip file, not CSV. Save it as CSV (UTF-8)."
    ),
    "not_utf8": _lt("The text is not UTF-8. Save the file as CSV (UTF-8)."),
    "bad_quoting": _lt("This is not valid CSV: %(error)s."),
    "wrong_delimiter": _lt(
        "The columns are separated by “%(found)s”; they must be separated by a comma."
    ),
    "missing_column": _lt("The column “%(column)s” is missing."),
    "unknown_column": _lt("The column is not known and is left out."),
    "duplicate_column": _lt("The column is there twice."),
    "cell_count": _lt("The row has %(found)s cells; the header has %(expected)s."),
    "too_many_issues": _lt("There are more errors in this file; they are not listed."),
    # the cell
    "required": _lt("A value is required."),
    "too_long": _lt(
        "The text has %(length)s characters; at most %(limit)s are allowed."
    ),
    "formula": _lt(
        "The text starts with “%(char)s”, which a spreadsheet takes for a formula."
    ),
    "control": _lt("The text holds a line break or another control character."),
    "comma": _lt("The number holds a comma. Write 1234.50: a point, no separators."),
    "not_number": _lt("This is not a number."),
    "too_large": _lt("The number is larger than %(limit)s."),
    "decimals": _lt("The number has more than %(limit)s decimals."),
    "not_positive": _lt("The number must be greater than zero."),
    "negative": _lt("The number must not be negative."),
    "discount_range": _lt("A discount is between 0 and 100 percent."),
    "not_date": _lt("This is not a date. Write it as 2024-12-31."),
    "future_date": _lt("The date lies in the future."),
    "old_date": _lt("The date lies before 1990."),
    # the references
    "duplicate_code": _lt("The code is already on line %(line)s of this file."),
    "unknown_country": _lt("No country has this code (two letters, ISO 3166-1)."),
    "same_country": _lt("The country belongs to territory %(other)s already."),
    "unknown_level": _lt("No level has this code. Levels: %(levels)s."),
    "unknown_territory": _lt("No territory has this code, in the files or in Odoo."),
    "unknown_upline": _lt("No distributor has this code, in the files or in Odoo."),
    "unknown_distributor": _lt(
        "No distributor has this code, in the files or in Odoo."
    ),
    "unknown_product": _lt("No product has this code, in the files or in Odoo."),
    "unknown_order": _lt("No order has this reference, in the files or in Odoo."),
    "territory_loop": _lt("The territories go round in a circle: %(path)s."),
    "upline_loop": _lt("The uplines go round in a circle: %(path)s."),
    "upline_level": _lt(
        "%(upline)s is a %(upline_level)s and cannot be the upline of a %(level)s: "
        "an upline has a higher level."
    ),
    "upline_closed": _lt("The upline %(upline)s is terminated."),
    "not_active": _lt("The distributor is not active (%(state)s); it cannot order."),
    "before_start": _lt(
        "The distributor is in Odoo since %(start)s only: before that day it has no "
        "upline, and nobody earns a commission on the order."
    ),
    "no_lines": _lt("The order has no lines."),
    "order_differs": _lt(
        "The order is in Odoo already with another %(what)s: %(old)s there, "
        "%(new)s here. An order that is in is never changed."
    ),
}


def explain(issue, translate=None):
    """Return the reason of ``issue`` as text.

    >>> from .records import Issue
    >>> explain(Issue("orders.csv", 3, "freight", "-1", "negative"))
    'The number must not be negative.'
    """
    text = REASONS[issue.code]
    text = translate(text) if translate else text
    return text % dict(issue.params)
