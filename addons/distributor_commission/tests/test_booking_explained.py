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

    @classmethod
    def _create_more_plans(cls):
        """Make plans that other events make earn, and another chain."""
        unit = {"rate_kind": "fixed", "basis": "quantity"}
        rules = [(1, 5.0), (2, 0.7, unit), (3, 0.0, {"tiers": {0: 1, 900: 2}})]
        for event in ("paid", "confirmed", "delivered"):
            plan = cls._create_plan(name=f"T-{event}")
            cls._create_version(plan, rules, date(2021, 1, 1), event=event)
        cls.waits = cls._create_plan(name="T-Waits")
        cls._create_version(
            cls.waits, [(1, 3.3), (2, 1.1)], date(2021, 1, 1), wait_payment=True
        )
        other = cls._create_distributor("T-D2", "dealer", cls.regional)
        other.prepaid = False
        other.partner_id.write({"country_id": cls.env.ref("base.cn").id})
        return [cls.dealer, other]

    def _play(self, rng, buyer):
        """Sell, pay, bounce, credit, change, deliver and undo, as the dice will."""
        lines = [
            (self.goods, rng.randrange(1, 9), rng.randrange(1, 99_999) / 100)
            for _number in range(10)
        ]
        invoice = self._sell(
            *lines, day=date(2026, rng.randrange(1, 5), 3), distributor=buyer
        )
        order = invoice.line_ids.sale_line_ids.order_id
        for line in order.order_line[:4]:
            line.qty_delivered = rng.randrange(1, 9)
        self._flush()
        payment = self._pay(invoice, invoice.amount_total * rng.random() / 2)
        quantities = [
            rng.randrange(int(quantity)) for _goods, quantity, _price in lines
        ]
        self._refund(invoice, date(2026, 5, 1), [q or 1 for q in quantities[:5]])
        self._bounce(payment, "2026-05-02")
        self._pay(invoice, invoice.amount_residual / 3)
        self._refund(invoice, date(2026, 5, 3), [0, 1, 0, 1])
        for line in order.order_line[2:7]:
            line.qty_delivered = rng.randrange(9)
            self._change_quantity(line, rng.randrange(1, 12))
        self._flush()
        if rng.random() < 0.4:
            invoice.button_draft()
            invoice.action_post()
        source = self._get_source(order).filtered(
            lambda source: source.plan_id == self.waits and not source.undone
        )
        self.booking._offset_source(source.id, date(2026, 5, 5))
        self.booking._offset_source(source.id, date(2026, 5, 6), whole=False)
        return self._get_entries(order=order)

    def test_a_thousand_entries(self):
        """Of all kinds, plans and chains: what is computed again is what is stored."""
        rng, entries = random.Random(5), self.entries
        buyers = self._create_more_plans()
        while len(entries) < 1000:
            entries |= self._play(rng, buyers[len(entries) % 2])
        self.goods.standard_price = 99
        limits = set(",".join(filter(None, entries.mapped("limits"))).split(","))
        self.assertEqual(limits, {"cap", "order"})
        self.assertEqual(
            set(entries.mapped("earner")),
            {"upline", "differential", "territory", "buyer"},
        )
        self.assertEqual(
            set(entries.mapped("kind")),
            {"accrual", "reversal", "undo", "payment", "change"},
        )
        self.assertEqual(len(entries.source_id.plan_id), 5)
        whole = entries.filtered(lambda e: e.kind == "accrual" and not e.reached)
        found = self._explain_whole(whole)
        for entry in (entries - whole) | whole[::41]:
            found[entry.id] = entry._recompute_amount() or Decimal(0)
            if entry not in whole:
                self.assertTrue(entry.explanation and entry.explanation_figures)
        stored = {entry.id: Decimal(f"{entry.amount:.2f}") for entry in entries}
        wrong = {
            (entry.kind, entry.key, found[entry.id], stored[entry.id])
            for entry in entries
            if found[entry.id] != stored[entry.id]
        }
        self.assertFalse(wrong)

    def _explain_whole(self, entries):
        """Return {entry id: amount} of accruals, document by document."""
        found = {}
        for source in entries.source_id:
            own = entries.filtered(lambda e, s=source: e.source_id == s)
            for row, outcomes in source._explain_lines():
                for entry in own.filtered(
                    lambda e, k=row["line"]: e.move_line_id.id == k
                ):
                    [one] = [o for o in outcomes if source._is_of(entry, o)]
                    found[entry.id] = one.line.amount if one.line else Decimal(0)
        return found

    def test_what_becomes_of_a_part(self):
        """Where nothing is promised anew, the whole of a part is what rules say."""
        self._create_more_plans()
        invoice = self._sell((self.goods, 3, 100), (self.goods, 1, 33.33))
        self._pay(invoice, 77)
        parts = self._get_entries(invoice).filtered("reached")
        self.assertTrue(parts)
        for entry in parts:
            whole = Decimal(entry.reached.split(" ")[0])
            self.assertEqual(entry._find_line().amount, whole)

    def test_in_chinese(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        invoice = self._sell((self.goods, 2, 500))
        for entry in self._get_entries(invoice).with_context(lang="zh_CN"):
            self.assertRegex(entry.explanation, "[\u4e00-\u9fff]{4}")
            self.assertNotIn("earns", entry.explanation)
        source = entry.source_id
        self.assertNotIn("paid generations", source.outcome_table)
