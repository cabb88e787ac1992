# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import ast
import doctest
import inspect

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..engine import proposal
from ..engine.proposal import Need, propose

WHOLE = st.integers(0, 500)


@tagged("post_install", "-at_install")
class TestProposal(BaseCase):
    def test_doctests(self):
        result = doctest.testmod(proposal)
        self.assertFalse(result.failed)
        self.assertGreaterEqual(result.attempted, 6)

    def test_no_odoo_import(self):
        for node in ast.walk(ast.parse(inspect.getsource(proposal))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or "."]
                self.assertFalse(node.level, "only the standard library")
            for name in names:
                self.assertNotEqual(name.split(".")[0], "odoo")

    def test_exactly_enough_is_not_rounded_up(self):
        need = Need(days=90, sold=27, lead_days=0.1, cover_days=9.9)
        self.assertEqual(propose(need).quantity, 3.0)

    @settings(max_examples=200, deadline=None)
    @given(
        WHOLE,
        st.integers(1, 120),
        st.integers(0, 40),
        st.integers(0, 40),
        WHOLE,
        WHOLE,
        st.integers(0, 20),
        st.integers(0, 12),
    )
    def test_least_that_is_enough(
        self, sold, days, lead, cover, hand, way, least, pack
    ):
        need = Need(days, sold, lead, cover, hand, way, least, pack)
        found = propose(need).quantity
        # in whole numbers: missing × days
        missing = sold * (lead + cover) - (hand + way) * days
        if missing <= 0:
            self.assertEqual(found, 0)
            return
        size = pack or 1
        self.assertEqual(found % size, 0)
        self.assertGreaterEqual(found * days, missing)
        self.assertGreaterEqual(found, least)
        fewer = found - size
        self.assertTrue(fewer < least or fewer * days < missing)
