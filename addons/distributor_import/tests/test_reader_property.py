# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import csv
import io
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from .. import reader
from ..reader.checks import find_loops
from .files import get_files, get_snapshot

SETTINGS = settings(max_examples=150, deadline=None, derandomize=True, database=None)
MONEY = st.decimals(0, 99999, places=2, allow_nan=False, allow_infinity=False)


@tagged("-at_install", "post_install")
class TestReaderProperty(BaseCase):
    @SETTINGS
    @given(st.sampled_from(reader.KINDS), st.binary(max_size=400))
    def test_any_bytes_give_issues_not_faults(self, kind, content):
        found = reader.read({kind: content}, get_snapshot())
        for issue in found.issues:
            self.assertTrue(reader.explain(issue))
            self.assertIn(issue.file, reader.FILES.values())

    @SETTINGS
    @given(st.data())
    def test_any_damage_gives_issues_not_faults(self, data):
        files = get_files()
        kind = data.draw(st.sampled_from(sorted(files)))
        content = files[kind]
        at = data.draw(st.integers(0, len(content)))
        size = data.draw(st.integers(0, 8))
        put = data.draw(st.binary(max_size=8))
        files[kind] = content[:at] + put + content[at + size :]
        for issue in reader.read(files, get_snapshot()).issues:
            self.assertTrue(reader.explain(issue))

    @SETTINGS
    @given(
        st.text(
            st.characters(blacklist_categories=("Cc", "Cs")), min_size=1, max_size=128
        )
    )
    def test_names_come_back(self, name):
        name = name.strip()
        stream = io.StringIO()
        writer = csv.writer(stream)
        writer.writerow(["code", "name", "list_price"])
        writer.writerow(["P", name, "1"])
        content = stream.getvalue().encode()
        found = reader.read({"products": content}, get_snapshot())
        if found.errors:
            refused = not name or name[0] in "=+-@"
            self.assertTrue(refused, found.errors)
        else:
            self.assertEqual(found.products[0].name, name)

    @SETTINGS
    @given(MONEY, MONEY, st.integers(0, 100))
    def test_line_is_rounded_half_up(self, quantity, price, discount):
        line = reader.OrderLine(1, "O", "P", quantity, price, Decimal(discount))
        exact = quantity * price * (100 - discount) / 100
        error = line.untaxed - exact
        self.assertLessEqual(abs(error), Decimal("0.005"))
        if abs(error) == Decimal("0.005"):
            self.assertGreater(error, 0)

    @SETTINGS
    @given(
        st.dictionaries(st.integers(0, 9), st.integers(0, 12), max_size=10),
    )
    def test_loops_are_found(self, parents):
        """Against a walk of as many steps as there are nodes."""

        def is_on_loop(node):
            code = parents[node]
            for _step in range(len(parents)):
                if code == node:
                    return True
                if code not in parents:
                    return False
                code = parents[code]
            return False

        expected = {node for node in parents if is_on_loop(node)}
        loops = find_loops(parents)
        found = [node for path in loops for node in path[:-1]]
        self.assertEqual(set(found), expected)
        self.assertEqual(len(found), len(set(found)))
