# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import doctest
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..engine import Invoiced, match, matching

QUANTITIES = st.integers(0, 9).map(Decimal)
LINES = st.lists(st.tuples(QUANTITIES, QUANTITIES), max_size=5)


def load_tests(loader, tests, pattern):
    tests.addTests(doctest.DocTestSuite(matching))
    return tests


@tagged("post_install", "-at_install")
class TestMatching(BaseCase):
    def test_doctest(self):
        self.assertFalse(doctest.testmod(matching).failed)

    @settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(LINES, QUANTITIES, QUANTITIES, QUANTITIES)
    def test_unit_by_unit(self, lines, wanted, start, size):
        """The same as taking one unit after the other, written naively."""
        invoiced = [
            Invoiced(key, total, min(left, total))
            for key, (total, left) in enumerate(lines)
        ]
        found = match(wanted, start, start + size, invoiced)
        self.assertEqual(found, self._match_naively(int(wanted), start, size, invoiced))

    def _match_naively(self, wanted, start, size, invoiced):
        units, own, place = {}, [], 0
        for line in invoiced:
            numbers = set(range(place, place + int(line.quantity)))
            if numbers & set(range(int(start), int(start + size))):
                own.append(line.key)
            place += int(line.quantity)
        left = {line.key: int(line.left) for line in invoiced}
        others = [line.key for line in invoiced if line.key not in own]
        order = [*reversed(own), *reversed(others)]
        for _unit in range(wanted):
            key = next((key for key in order if left[key]), None)
            if key is None:
                break
            left[key] -= 1
            units[key] = units.get(key, Decimal(0)) + 1
        return units
