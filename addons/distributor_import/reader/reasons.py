# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Why a row is refused, in words a business person can act on.

The texts are marked with ``_`` so that Odoo's export finds them; they are
translated where they are shown, as this package knows no language.
"""


def _(text):
    return text


REASONS = {
    # the file
    "missing_file": _("The file is missing."),
    "empty_file": _("The file is empty."),
    "no_rows": _("The file has a header and no rows."),
    "too_big": _("The file is larger than %(limit)s MB."),
    "binary": _("This is not a CSV file: it holds binary data."),
    "spreadsheet": _(
        "This is a spreadsheet or a zip file, not CSV. Save it as CSV (UTF-8)."
    ),
    "not_utf8": _("The text is not UTF-8. Save the file as CSV (UTF-8)."),
    "bad_quoting": _("This is not valid CSV: %(error)s."),
    "wrong_delimiter": _(
        "The columns are separated by “%(found)s”; they must be separated by a comma."
    ),
    "missing_column": _("The column “%(column)s” is missing."),
    "unknown_column": _("The column is not known and is left out."),
    "duplicate_column": _("The column is there twice."),
    "cell_count": _("The row has %(found)s cells; the header has %(expected)s."),
    "too_many_issues": _("There are more errors in this file; they are not listed."),
    # the cell
    "required": _("A value is required."),
    "too_long": _("The text has %(length)s characters; at most %(limit)s are allowed."),
    "formula": _(
        "The text starts with “%(char)s”, which a spreadsheet takes for a formula."
    ),
    "control": _("The text holds a line break or another control character."),
    "comma": _("The number holds a comma. Write 1234.50: a point, no separators."),
    "not_number": _("This is not a number."),
    "too_large": _("The number is larger than %(limit)s."),
    "decimals": _("The number has more than %(limit)s decimals."),
    "not_positive": _("The number must be greater than zero."),
    "negative": _("The number must not be negative."),
    "discount_range": _("A discount is between 0 and 100 percent."),
    "not_date": _("This is not a date. Write it as 2024-12-31."),
    "future_date": _("The date lies in the future."),
    "old_date": _("The date lies before 1990."),
    # the references
    "duplicate_code": _("The code is already on line %(line)s of this file."),
    "unknown_country": _("No country has this code (two letters, ISO 3166-1)."),
    "same_country": _("The country belongs to territory %(other)s already."),
    "unknown_level": _("No level has this code. Levels: %(levels)s."),
    "unknown_territory": _("No territory has this code, in the files or in Odoo."),
    "unknown_upline": _("No distributor has this code, in the files or in Odoo."),
    "unknown_distributor": _("No distributor has this code, in the files or in Odoo."),
    "unknown_product": _("No product has this code, in the files or in Odoo."),
    "unknown_order": _("No order has this reference, in the files or in Odoo."),
    "territory_loop": _("The territories go round in a circle: %(path)s."),
    "upline_loop": _("The uplines go round in a circle: %(path)s."),
    "upline_level": _(
        "%(upline)s is a %(upline_level)s and cannot be the upline of a %(level)s: "
        "an upline has a higher level."
    ),
    "upline_closed": _("The upline %(upline)s is terminated."),
    "not_active": _("The distributor is not active (%(state)s); it cannot order."),
    "before_start": _(
        "The distributor is in Odoo since %(start)s only: before that day it has no "
        "upline, and nobody earns a commission on the order."
    ),
    "no_lines": _("The order has no lines."),
    "order_differs": _(
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
