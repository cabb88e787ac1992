# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import doctest

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.distributor_onboarding.engine import normalize


@tagged("post_install", "-at_install")
class TestNormalize(BaseCase):
    def test_examples(self):
        self.assertEqual(doctest.testmod(normalize).failed, 0)

    def test_names(self):
        for one, other, alike in (
            ("Lakeside Trading Ltd", "LAKESIDE TRADING CO., LTD.", True),
            ("杭州湖畔贸易有限公司", "杭州湖畔贸易有限责任公司", True),
            ("杭州湖畔贸易有限公司", "杭州　湖畔贸易", True),
            ("Lakeside Tradng GmbH", "Lakeside Trading", True),
            ("Lakeside Trading", "Mountain Tea", False),
            ("杭州湖畔贸易有限公司", "上海山茶食品有限公司", False),
            ("Ltd", "GmbH", False),
        ):
            with self.subTest(one=one, other=other):
                score = normalize.get_similarity(one, other)
                self.assertEqual(score >= normalize.SIMILAR, alike, score)

    @given(st.text(), st.text())
    def test_similarity_is_symmetric(self, one, other):
        score = normalize.get_similarity(one, other)
        self.assertEqual(score, normalize.get_similarity(other, one))
        self.assertTrue(0 <= score <= 1)

    @given(st.text())
    def test_normalising_twice_changes_nothing(self, text):
        code = normalize.normalize_code(text)
        self.assertEqual(normalize.normalize_code(code), code)
        phone = normalize.normalize_phone(text)
        self.assertEqual(normalize.normalize_phone(phone), phone)
        self.assertTrue(code.isascii() and phone.isascii())
