# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import doctest

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..models import topup_reference
from ..models.topup_reference import (
    ALPHABET,
    LENGTH,
    find_references,
    format_reference,
    make_reference,
)

PAYLOADS = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)


@tagged("post_install", "-at_install")
class TestReference(BaseCase):
    def test_examples(self):
        self.assertFalse(doctest.testmod(topup_reference).failed)

    @given(PAYLOADS, st.sampled_from(["", " ", "-", " - ", "/"]), st.booleans())
    def test_found_however_written(self, payload, between, small):
        reference = format_reference(payload)
        text = reference.replace("-", between)
        text = f"Pay (TU) {text.lower() if small else text}, thanks"
        self.assertIn(reference, find_references(text))

    @given(PAYLOADS, st.integers(0, LENGTH), st.sampled_from(ALPHABET))
    def test_one_wrong_character_is_refused(self, payload, place, other):
        text = format_reference(payload).replace("-", "")[2:]
        wrong = text[:place] + other + text[place + 1 :]
        found = find_references(f"TU{wrong}.")
        self.assertEqual(found, [format_reference(payload)] if wrong == text else [])

    @given(PAYLOADS, st.integers(0, LENGTH - 1))
    def test_swapped_neighbours_are_refused(self, payload, place):
        text = format_reference(payload).replace("-", "")[2:]
        swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        if swapped != text:
            self.assertEqual(find_references(f"TU{swapped}."), [])

    def test_new_ones_are_valid_and_differ(self):
        made = {make_reference() for _index in range(500)}
        self.assertEqual(len(made), 500)
        for reference in made:
            self.assertEqual(find_references(reference), [reference])
