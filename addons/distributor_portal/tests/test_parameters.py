# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import BaseCase, tagged

from ..controllers.parameters import read_amount, read_number


@tagged("post_install", "-at_install")
class TestParameters(BaseCase):
    def test_amounts(self):
        for text, amount in (
            ("", 0),
            (None, 0),
            (" 12 ", 12),
            ("12.5", 12.5),
            ("12,50", 12.5),
            ("9" * 12, 999999999999),
        ):
            with self.subTest(text):
                self.assertEqual(read_amount(text), amount)
        self.assertEqual(read_amount("-12,50", signed=True), -12.5)
        self.assertEqual(read_amount("1.234", decimals=3), 1.234)
        self.assertEqual(read_amount("1.23", decimals=0), 1.23)
        self.assertEqual(read_amount("+3", signed=True), 3)

    def test_numbers(self):
        for value, number in (
            ("12", 12),
            (12, 12),
            ("9" * 9, 999999999),
            ("9" * 10, 0),
            ("-1", 0),
            ("1.0", 0),
            (" 1", 0),
            ("\u0665", 0),
            ("\u00b2", 0),
            ("", 0),
            (None, 0),
            (["1"], 0),
        ):
            with self.subTest(value):
                self.assertEqual(read_number(value), number)

    def test_no_amounts(self):
        bad = ("x", "-5", "+5", "1e3", "nan", "1,000", "1.000", "9" * 13, "5.", ".5")
        for text in (*bad, "\u0665", "9" * 5000, "5\x00", "1 000"):
            with self.subTest(text[:9]), self.assertRaises(ValueError):
                read_amount(text)
        for text in ("--5", "+-5", "- 5"):
            with self.subTest(text), self.assertRaises(ValueError):
                read_amount(text, signed=True)
