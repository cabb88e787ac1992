# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Pages that begin behind a row, so that a late page costs no more than the first."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

CURSOR = re.compile(r"(-?[0-9][0-9.-]{0,30})_([0-9]{1,10})")
MAX_ID = 2**31 - 1


class Page(NamedTuple):
    """Rows (value, id) and the cursors of the pages around them, as texts."""

    rows: list
    before: str = ""
    after: str = ""

    @property
    def ids(self):
        return [row[1] for row in self.rows]


def read_cursor(text, is_amount=False):
    """Return (value, id) of a cursor in an address; None for whatever is none."""
    found = CURSOR.fullmatch(str(text or ""))
    if not found or int(found[2]) > MAX_ID:
        return None
    try:
        value = Decimal(found[1]) if is_amount else date.fromisoformat(found[1])
    except (InvalidOperation, ValueError):
        return None
    return value, int(found[2])


def write_cursor(row):
    value, number = row
    return f"{value}_{number}"


def get_page(fetch, step, after=None, before=None, write=write_cursor):
    """Return the page behind or before a cursor; the first one without any.

    Where nothing is left behind a cursor, or less than a page before it, it is the
    first page, so that a guess is answered as well.

    :param fetch: function of (cursor, backward, limit) that returns rows (value, id)
        beyond the cursor, the nearest first
    :param write: function of a row that returns its cursor as a text
    """
    if before:
        rows = fetch(before, True, step + 1)
        if len(rows) >= step:
            shown = rows[:step][::-1]
            return Page(
                shown,
                write(shown[0]) if len(rows) > step else "",
                write(shown[-1]) if fetch(shown[-1], False, 1) else "",
            )
        after = None
    rows = fetch(after, False, step + 1)
    if after and not rows:
        after, rows = None, fetch(None, False, step + 1)
    shown = rows[:step]
    return Page(
        shown,
        write(shown[0]) if after and fetch(shown[0], True, 1) else "",
        write(shown[-1]) if len(rows) > step else "",
    )


def cut(ids, cursor, backward, limit):
    """Return rows (nothing, id) of those beyond a cursor, the nearest first.

    As `get_page` fetches them, of rows that were all found.
    """
    ids = ids[::-1] if backward else ids
    if cursor:
        if cursor[1] not in ids:
            return []
        ids = ids[ids.index(cursor[1]) + 1 :]
    return [(None, number) for number in ids[:limit]]
