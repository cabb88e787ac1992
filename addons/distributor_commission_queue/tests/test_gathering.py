# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import doctest

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.distributor_commission_queue.models import gathering

ORDERS = st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True)


@tagged("post_install", "-at_install")
class TestGathering(BaseCase):
    def test_examples(self):
        self.assertFalse(doctest.testmod(gathering).failed)

    @settings(max_examples=200, deadline=None)
    @given(st.lists(ORDERS, max_size=15), st.integers(1, 4))
    def test_nothing_is_lost_or_torn(self, orders, size):
        documents = list(enumerate(orders))
        parts = gathering.split(documents, size)
        self.assertEqual(sorted(sum(parts, [])), list(range(len(documents))))
        place = {document: at for at, part in enumerate(parts) for document in part}
        for one, own in documents:
            for other, others in documents:
                if set(own) & set(others):
                    self.assertEqual(place[one], place[other])
        gathered = {group[0]: len(group) for group in gathering.gather(documents)}
        for part in parts:
            self.assertTrue(len(part) <= size or len(part) == gathered.get(part[0]))
