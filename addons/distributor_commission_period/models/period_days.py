# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Days and names of months, quarters and years."""

from babel.dates import format_skeleton
from dateutil.relativedelta import relativedelta

from odoo.tools import babel_locale_parse, get_lang

from odoo.addons.distributor_commission.engine import get_period_start

MONTHS = {"month": 1, "quarter": 3, "year": 12}
SKELETONS = {"month": "yMMMM", "quarter": "yQQQQ", "year": "y"}


def get_next_start(first, period):
    """Return the first day after a period that begins on a day.

    >>> from datetime import date
    >>> get_next_start(date(2026, 10, 1), "quarter")
    datetime.date(2027, 1, 1)
    """
    return first + relativedelta(months=MONTHS[period])


def get_last_day(first, period):
    return get_next_start(first, period) - relativedelta(days=1)


def find_starts(first, last, period):
    """Return the first days of the periods that end from one day to another.

    >>> from datetime import date
    >>> [str(d) for d in find_starts(date(2026, 1, 31), date(2026, 3, 30), "month")]
    ['2026-01-01', '2026-02-01']
    """
    start, starts = get_period_start(first, period), []
    while get_last_day(start, period) <= last:
        starts.append(start)
        start = get_next_start(start, period)
    return starts


def format_period(env, first, period):
    """Return the name of a period as the user's language writes it."""
    locale = babel_locale_parse(get_lang(env).code)
    return format_skeleton(SKELETONS[period], first, locale=locale)
