# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""When a person may be disturbed: plain times, without the database.

Moments are naive UTC, as stored; quiet hours and the digest are of the person's clock.
"""

from datetime import UTC, timedelta

DAY = 24 * 60
MINUTE = timedelta(minutes=1)
DIGEST = 9 * 60


def to_local(moment, zone):
    """Return a moment (naive UTC) on the clock of a zone."""
    return moment.replace(tzinfo=UTC).astimezone(zone)


def is_quiet(local, start, end):
    """Tell whether a clock stands in the quiet hours.

    :param start, end: minutes after midnight; those that end before they start span
        midnight, and equal ones are none
    """
    minute = local.hour * 60 + local.minute
    if start <= end:
        return start <= minute < end
    return minute >= start or minute < end


def get_loud_moment(moment, zone, start, end):
    """Return the first moment (naive UTC) from this one on outside the quiet hours."""
    local = to_local(moment, zone)
    if not is_quiet(local, start, end):
        return moment
    moment -= timedelta(seconds=moment.second, microseconds=moment.microsecond)
    minutes = (end - local.hour * 60 - local.minute) % DAY
    found = moment + timedelta(minutes=minutes)
    if to_local(found, zone).utcoffset() == local.utcoffset():
        return found
    # the clock is changed meanwhile: it may jump over the end, or come back to it
    found = moment
    while is_quiet(to_local(found, zone), start, end):
        found += MINUTE
    return found


def get_digest_moment(moment, zone, weekly=False):
    """Return the next time for a digest (naive UTC): at nine, weekly on Mondays."""
    local = to_local(moment, zone)
    day = local.replace(
        hour=DIGEST // 60, minute=DIGEST % 60, second=0, microsecond=0, fold=0
    )
    if day <= local:
        day += timedelta(days=1)
    if weekly:
        day += timedelta(days=-day.weekday() % 7)
    return day.astimezone(UTC).replace(tzinfo=None)
