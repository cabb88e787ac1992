# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import random
from datetime import date
from decimal import Decimal

from odoo.tests import tagged

from odoo.addons.distributor_authorization.tests.common import AuthorizationFactory
from odoo.addons.distributor_territory.tests.common import TerritoryFactory

from .event_common import EventCommon


@tagged("post_install", "-at_install")
class TestBookingExplained(AuthorizationFactory, TerritoryFactory, EventCommon):
    """What is explained is what was paid, for rules of every kind at once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._clear_map()
        cls._create_map()
        cls.dealer.partner_id.write(
            {"country_id": cls.env.ref("base.cn").id, "state_id": cls.sh_state.id}
        )
        owner = cls._create_distributor("T-X", "master")
        cls._create_authorization(owner, cls.china, is_exclusive=True)
        cls.company.authorization_in_use = False
        cls.version = cls._create_version(
            cls.plan,
            [
                (1, 0.0, {"tiers": {0: 1, 5000: 3}, "tier_mode": "marginal"}),
                (2, 3.0, {"max_order": 100, "max_period": 3000}),
                (0, 2.0, {"earner": "differential"}),
                (0, 1.5, {"earner": "territory", "basis": "margin"}),
                (0, 0.7, {"earner": "buyer", "rate_kind": "fixed"}),
            ],
            date(2021, 1, 1),
            cap_rate=7,
        )
        cls.goods = cls._create_goods("T-Goods", standard_price=12.34)

    def test_a_thousand_entries(self):
        rng = random.Random(5)
        entries = self.entries
        while len(entries) < 1000:
            lines = [
                (self.goods, rng.randrange(1, 9), rng.randrange(1, 99_999) / 100)
                for _number in range(60)
            ]
            invoice = self._sell(*lines, day=date(2026, rng.randrange(1, 5), 3))
            entries |= self._get_entries(invoice)
        self.goods.standard_price = 99
        kinds = set(entries.mapped("limits"))
        self.assertIn("cap", kinds)
        self.assertIn("order", kinds)
        self.assertEqual(
            set(entries.mapped("earner")),
            {"upline", "differential", "territory", "buyer"},
        )
        stored = {entry.id: Decimal(f"{entry.amount:.2f}") for entry in entries}
        found = {}
        for source in entries.source_id:
            for row, outcomes in source._explain_lines():
                own = entries.filtered(lambda e, k=row["line"]: e.move_line_id.id == k)
                for entry in own:
                    [one] = [o for o in outcomes if source._is_of(entry, o)]
                    found[entry.id] = one.line.amount if one.line else Decimal(0)
        self.assertEqual(found, stored)
        for entry in entries[::97]:
            self.assertEqual(entry._recompute_amount() or 0, stored[entry.id])

    def test_in_chinese(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        invoice = self._sell((self.goods, 2, 500))
        for entry in self._get_entries(invoice).with_context(lang="zh_CN"):
            self.assertRegex(entry.explanation, "[\u4e00-\u9fff]{4}")
            self.assertNotIn("earns", entry.explanation)
        source = entry.source_id
        self.assertNotIn("paid generations", source.outcome_table)
