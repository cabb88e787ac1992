# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import doctest
from collections import Counter
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.distributor_portal_order.engine.quantities import round_down, round_up

from ..engine import order_rows
from ..engine.order_rows import Item, Limits, read_quantity, read_rows

LIMITS = Limits(digits=2, quantity=1_000_000, products=200)
# {product: (the least of it, how many make a pack)}
SIZES = {1: (0.0, 6.0), 2: (2.0, 0.0), 3: (0.0, 0.0), 4: (5.0, 2.5)}


def make_item(key, minimum=0.0, pack=0.0):
    return Item(
        key,
        lambda quantity: round_up(quantity, minimum, pack),
        lambda quantity: round_down(quantity, minimum, pack),
    )


ITEMS = {
    code: make_item(key, *SIZES[key])
    for key, code in enumerate(("TEA", "POT", "CUP", "BAG"), start=1)
} | {"GONE": "gone"}
PLACES = {"Shop": 8, "Depot": 9}
QUANTITIES = st.one_of(
    st.integers(-3, 40).map(str),
    st.sampled_from(
        ["", "0", "2.5", "7,5", "1,000", "=1+1", "x", "1.234", "1e3", "６"]
    ),
    st.decimals(0, 50, places=2).map(str),
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "code": st.sampled_from([*ITEMS, "NONE", ""]),
            "quantity": QUANTITIES,
            "ship": st.sampled_from([*PLACES, "Elsewhere", ""]),
        }
    ),
    max_size=25,
).map(lambda rows: list(enumerate(rows, start=3)))
# a busy machine is no fault of the strategy
CALM = settings(
    suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60
)


@tagged("post_install", "-at_install")
class TestRows(BaseCase):
    def test_doctests(self):
        self.assertEqual(doctest.testmod(order_rows).failed, 0)

    def _sum(self, rows):
        """Add up by product and address what rows say, as one would by hand."""
        total = Counter()
        for _number, cells in rows:
            text = cells["quantity"].replace(",", ".").replace("６", "6")
            key = (PLACES[cells["ship"]], ITEMS[cells["code"]].key)
            total[key] += Decimal(text)
        return total

    @CALM
    @given(ROWS)
    def test_what_is_ordered_is_what_the_accepted_rows_say(self, rows):
        found = read_rows(rows, ITEMS, PLACES, LIMITS)
        accepted = {row.number for row in found.accepted}
        lines = {
            (place, key): quantity
            for place, products in found.lines.items()
            for key, quantity in products.items()
        }
        self.assertEqual(lines, self._sum([r for r in rows if r[0] in accepted]))
        for (_place, key), quantity in lines.items():
            minimum, pack = (Decimal(str(size)) for size in SIZES[key])
            self.assertGreaterEqual(quantity, minimum)
            if pack:
                self.assertFalse(quantity % pack)

    @CALM
    @given(ROWS)
    def test_each_row_is_accepted_or_wrong_or_empty(self, rows):
        found = read_rows(rows, ITEMS, PLACES, LIMITS)
        accepted = {row.number for row in found.accepted}
        wrong = {number for error in found.errors for number in error.numbers}
        empty = {
            number for number, cells in rows if cells["quantity"] in ("", "0", "0.00")
        }
        self.assertFalse(accepted & wrong)
        self.assertEqual(accepted | wrong | empty, {number for number, _r in rows})
        self.assertFalse(empty & (accepted | wrong))

    @CALM
    @given(ROWS)
    def test_wrong_rows_never_lose_others(self, rows):
        found = read_rows(rows, ITEMS, PLACES, LIMITS)
        accepted = {row.number for row in found.accepted}
        again = read_rows(
            [row for row in rows if row[0] in accepted], ITEMS, PLACES, LIMITS
        )
        self.assertEqual(again.accepted, found.accepted)
        self.assertFalse(again.errors)

    def test_rows_of_the_same_are_added_up(self):
        rows = [
            (number, {"code": "TEA", "quantity": quantity, "ship": ship})
            for number, quantity, ship in (
                (3, "4", "Shop"),
                (4, "2", "Shop"),
                (5, "4", "Depot"),
                (6, "4", "Depot"),
            )
        ]
        found = read_rows(rows, ITEMS, PLACES, LIMITS)
        self.assertEqual(found.lines, {8: {1: 6}})
        self.assertEqual(found.repeated, [((3, 4), 8, 1, 6)])
        [error] = found.errors
        self.assertEqual((error.numbers, error.code), ((5, 6), "not_pack"))
        self.assertEqual((error.params["less"], error.params["more"]), (6, 12))

    def test_quantities(self):
        for text, expected in (
            ("", 0),
            ("12", 12),
            ("１２", 12),
            ("2.50", Decimal("2.5")),
            ("2,5", Decimal("2.5")),
            ("2.4000000000000004", Decimal("2.4")),
            ("-1", "negative"),
            ("−2,5", "negative"),
            ("1,000", "not_number"),
            ("1 000", "not_number"),
            ("12 boxes", "not_number"),
            ("nan", "not_number"),
            ("1e5", "not_number"),
            ("=A1", "formula"),
            ("0.001", "too_precise"),
            ("1000001", "too_much"),
        ):
            with self.subTest(text):
                try:
                    found = read_quantity(text, LIMITS)
                except ValueError as error:
                    found = str(error)
                self.assertEqual(found, expected)

    def test_a_single_address_need_not_be_named(self):
        rows = [(3, {"code": "CUP", "quantity": "1"})]
        single = read_rows(rows, ITEMS, {"Shop": 8}, LIMITS)
        self.assertEqual(single.lines, {8: {3: 1}})
        [error] = read_rows(rows, ITEMS, PLACES, LIMITS).errors
        self.assertEqual(error.code, "no_place")

    def test_too_many_products_for_one_draft(self):
        items = {str(key): make_item(key) for key in range(202)}
        rows = [
            (number, {"code": code, "quantity": "1", "ship": "Shop"})
            for number, code in enumerate(items, start=3)
        ]
        found = read_rows(rows, items, PLACES, LIMITS)
        self.assertEqual(len(found.lines[8]), 200)
        self.assertEqual([error.number for error in found.errors], [203, 204])
        self.assertEqual({error.code for error in found.errors}, {"too_many"})
