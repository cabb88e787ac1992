# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..models.quiet_hours import get_digest_moment, get_loud_moment

at = datetime.fromisoformat
ZONES = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]
MINUTES = st.integers(0, 1439)
CHANGE = at("2026-03-28T20:00:00")  # the evening before Berlin's clock jumps
BACK = at("2026-10-24T20:00:00")


def naive_quiet(local, start, end):
    """Tell it by walking the clock from the start of the quiet hours to their end."""
    at, minute = start, local.hour * 60 + local.minute
    while at != end:
        if at == minute:
            return True
        at = (at + 1) % 1440
    return False


def naive_loud(moment, zone, start, end):
    """Look at each minute until one is loud."""
    if not naive_quiet(moment.replace(tzinfo=UTC).astimezone(zone), start, end):
        return moment
    quiet = set()
    at = start
    while at != end:
        quiet.add(at)
        at = (at + 1) % 1440
    moment = moment.replace(second=0, microsecond=0)
    while True:
        local = moment.replace(tzinfo=UTC).astimezone(zone)
        if local.hour * 60 + local.minute not in quiet:
            return moment
        moment += timedelta(minutes=1)


MOMENTS = st.one_of(
    st.datetimes(at("2025-01-01T00:00:00"), at("2027-12-31T00:00:00")),
    # near the nights on which clocks change
    st.integers(0, 14 * 3600).map(lambda s: CHANGE + timedelta(seconds=s)),
    st.integers(0, 14 * 3600).map(lambda s: BACK + timedelta(seconds=s)),
)


@tagged("post_install", "-at_install")
class TestQuietHours(BaseCase):
    @given(MOMENTS, st.sampled_from(ZONES), MINUTES, MINUTES)
    @settings(max_examples=120, deadline=None)
    @example(CHANGE, "Europe/Berlin", 1320, 150)  # ends in the hour that is missing
    @example(BACK, "Europe/Berlin", 1320, 150)  # ends in the hour that comes twice
    @example(at("2026-10-25T00:45:00"), "Europe/Berlin", 150, 210)
    def test_as_a_walk_over_minutes(self, moment, name, start, end):
        zone = ZoneInfo(name)
        self.assertEqual(
            get_loud_moment(moment, zone, start, end),
            naive_loud(moment, zone, start, end),
        )

    def test_night(self):
        zone = ZoneInfo("Asia/Shanghai")
        for moment, expected in (
            (at("2026-05-01T13:59:00"), at("2026-05-01T13:59:00")),
            (at("2026-05-01T14:00:00"), at("2026-05-02T00:00:00")),
            (at("2026-05-01T23:59:30"), at("2026-05-02T00:00:00")),
            (at("2026-05-02T00:00:00"), at("2026-05-02T00:00:00")),
        ):
            with self.subTest(moment):
                self.assertEqual(get_loud_moment(moment, zone, 1320, 480), expected)

    @given(MOMENTS, st.sampled_from(ZONES), st.booleans())
    @settings(max_examples=50, deadline=None)
    def test_digest(self, moment, name, weekly):
        zone = ZoneInfo(name)
        found = get_digest_moment(moment, zone, weekly)
        local = found.replace(tzinfo=UTC).astimezone(zone)
        self.assertEqual((local.hour, local.minute, local.second), (9, 0, 0))
        self.assertGreater(found, moment)
        self.assertLessEqual(
            found - moment, timedelta(days=7 if weekly else 1, hours=1)
        )
        if weekly:
            self.assertEqual(local.weekday(), 0)
