# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import time
from datetime import date
from decimal import Decimal

from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import CommissionCommon

DAY = date(2027, 1, 1)


@tagged("post_install", "-at_install")
class TestPlanRule(CommissionCommon):
    """Every kind of rule: its bounds, its words, and what the engine gets."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.category.name = "Tea"
        cls.territory = cls.env["distributor.territory"].create(
            {"name": "Hunan", "code": "T-HN"}
        )
        cls.changsha = cls.env["distributor.territory"].create(
            {"name": "Changsha", "code": "T-CS", "parent_id": cls.territory.id}
        )
        cls.channel = cls.env["distributor.sale.channel"].create(
            {"name": "Shop", "code": "T-SHOP"}
        )
        cls.level = cls._get_level("dealer")
        cls.level.name = "Dealer"

    def _create_rule(self, generation=1, rate=5.0, **vals):
        rules = [(generation, rate, vals)]
        return self._create_version(self.plan, rules, DAY, False).rule_ids

    def test_wording(self):
        money = self.company.currency_id.format
        tea = {"categ_id": self.category.id}
        for vals, expected in [
            (
                {**tea, "territory_id": self.territory.id},
                "Upline 1 (any level) gets 5 % of the untaxed net of Tea, in Hunan",
            ),
            (
                {"generation": 2, "basis": "margin", "level_id": self.level.id},
                "Upline 2 (Dealer) gets 5 % of the margin of everything",
            ),
            (
                {"earner": "differential", "level_id": self.level.id},
                "Each upline (Dealer), by difference, gets 5 % of the untaxed net of"
                " everything",
            ),
            (
                {
                    "earner": "territory",
                    "rate_kind": "fixed",
                    "rate": 2.5,
                    "channel_id": self.channel.id,
                    "max_period": 1000,
                },
                f"The owner of the territory (any level) gets {money(2.5)} for each"
                " unit of everything, through Shop, at most"
                f" {money(1000)} in the month",
            ),
            (
                {
                    "earner": "buyer",
                    "tiers": {0: 3.0, 100_000: 5.0},
                    "tier_mode": "marginal",
                    "date_start": date(2027, 2, 1),
                    "date_end": date(2027, 2, 28),
                },
                "The buyer (any level) gets a share of the untaxed net of everything"
                " (marginal, in the month: 3 % of the part up to 100,000, 5 % of"
                " the part above 100,000), from 02/01/2027 on, until 02/28/2027",
            ),
            (
                {
                    "tiers": {100_000: 5.0, 50_000: 3.0},
                    "period": "quarter",
                    "max_order": 100,
                    "buyer_level_id": self.level.id,
                },
                "Upline 1 (any level) gets a share of the untaxed net of everything"
                " (whole amount: from 50,000 in the quarter 3 % on everything,"
                " from 100,000 in the quarter 5 % on everything), when a Dealer buys,"
                f" at most {money(100)} an order",
            ),
        ]:
            rule = self._create_rule(**vals)
            self.assertEqual(rule.wording, expected)
            self.assertEqual(rule.display_name, expected)

    def test_wording_in_chinese(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        tea = {"categ_id": self.category.id, "territory_id": self.territory.id}
        tiers = {"earner": "buyer", "tiers": {0: 3.0, 1000: 5.0}}
        for vals, expected in [
            (tea, "上级 1（任意级别）获得Tea不含税净额的 5 %，收货区域Hunan"),
            (
                {**tiers, "tier_mode": "marginal"},
                "买方（任意级别）获得全部商品不含税净额（分段，当月：1,000 以内的部分"
                " 3 %，超过 1,000 的部分 5 %）",
            ),
        ]:
            rule = self._create_rule(**vals)
            self.assertEqual(rule.with_context(lang="zh_CN").wording, expected)

    def test_wording_of_a_bonus(self):
        draft = self._create_version(self.plan, [(1, 1.0)], DAY, False)
        bonus = self._create_bonus(draft, {100_000: 1.0})
        self.assertEqual(
            bonus.wording,
            "Distributors (any level) on what they buy themselves: whole amount: from"
            " 100,000 in the month 1 % on everything",
        )
        bonus.write({"tier_mode": "marginal", "measure": "downline", "period": "year"})
        self.assertEqual(
            bonus.wording,
            "Distributors (any level) on the sales of their downline: marginal, in the"
            " year: nothing up to 100,000, 1 % of the part above 100,000",
        )

    def test_engine_gets_every_field(self):
        vals = {
            "earner": "territory",
            "tiers": {0: 1.5, 1000: 2.0},
            "period": "year",
            "max_order": 10.0,
            "max_period": 20.0,
            "sequence": 7,
            "level_id": self.level.id,
            "buyer_level_id": self.level.id,
            "categ_id": self.category.id,
            "territory_id": self.changsha.id,
            "channel_id": self.channel.id,
            "date_start": date(2027, 2, 1),
            "date_end": date(2027, 2, 28),
        }
        rule = self._create_rule(3, 0.0, **vals)
        [found] = rule._to_engine()
        self.assertEqual(
            (found.key, found.earner, found.generation, found.rate_kind, found.basis),
            (rule.id, "territory", None, "percent", "net"),
        )
        self.assertEqual(
            [(tier.threshold, tier.rate) for tier in found.tiers],
            [(0, Decimal("1.5")), (1000, 2)],
        )
        self.assertEqual(
            (found.tier_mode, found.period, found.max_order, found.max_period),
            ("whole", "year", 10, 20),
        )
        self.assertEqual((found.sequence, found.product), (7, None))
        self.assertEqual((found.level, found.buyer_level), (self.level.id,) * 2)
        self.assertEqual(found.category, self.category.id)
        self.assertEqual(found.territory, self.changsha.id)
        self.assertEqual(found.channel, self.channel.id)
        self.assertEqual(
            (found.date_start, found.date_end), (date(2027, 2, 1), date(2027, 3, 1))
        )
        parents = rule._get_parents()
        self.assertEqual(
            parents["territory", self.changsha.id],
            (self.territory.id, self.changsha.id),
        )
        self.assertEqual(parents["category", self.category.id][-1], self.category.id)

    def test_ruleset(self):
        ruleset = self.version._get_ruleset()
        self.assertEqual([rule.rate for rule in ruleset.rules], [5, 3, 2])
        self.assertIs(self.version._get_ruleset(), ruleset)
        draft = self._create_version(self.plan, [(1, 1.0)], DAY, False, cap_rate=8.5)
        self.assertEqual(draft._get_ruleset().cap, Decimal("8.5"))
        draft.rule_ids.rate = 2.0
        self.assertEqual(draft._get_ruleset().rules[0].rate, 2)

    def test_bounds(self):
        for number, vals in enumerate(
            [
                {"rate_kind": "percent", "basis": "quantity"},
                {"rate": -1.0, "rate_kind": "fixed"},
                {"earner": "differential", "tiers": {0: 1.0}},
                {"tiers": {0: -1.0}},
                {"tiers": {-5: 1.0}},
                {"max_order": -1.0},
                {"date_start": date(2027, 2, 1), "date_end": date(2027, 1, 31)},
                {"categ_id": self.category.id, "product_id": self.product.id},
            ]
        ):
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError, msg=number),
                self.cr.savepoint(),
            ):
                self._create_rule(**vals)
                self.env.flush_all()
        self.assertEqual(self._create_rule(rate=250.0, rate_kind="fixed").rate, 250)

    def test_tiers_that_are_missing(self):
        for vals in (
            {"tier_mode": "whole"},
            {"tier_mode": False, "tiers": {0: 1.0}},
            {"tiers": {0: 120.0}},
        ):
            rule = self._create_rule(**vals)
            with self.assertRaisesRegex(UserError, "tier"):
                rule.version_id.sudo().action_approve()
        draft = self._create_version(self.plan, [], date(2028, 1, 1), False)
        self._create_bonus(draft, {})
        with self.assertRaisesRegex(UserError, "T-Bonus.*at least one tier"):
            draft.sudo().action_approve()

    def test_ambiguity_of_territory_and_channel(self):
        hunan, shop = (
            {"territory_id": self.territory.id},
            {"channel_id": self.channel.id},
        )
        for first, second in [(hunan, shop), (shop, {"categ_id": self.category.id})]:
            draft = self._create_version(
                self.plan, [(1, 5.0, first), (1, 3.0, second)], DAY, False
            )
            with self.assertRaisesRegex(UserError, "nothing decides"):
                draft.sudo().action_approve()
        # a territory lies in the other: the narrower one applies
        rules = [(1, 5.0, hunan), (1, 3.0, {"territory_id": self.changsha.id})]
        self._create_version(self.plan, rules, DAY)

    def test_two_thousand_rules(self):
        products = self.env["product.product"].create(
            [{"name": f"T-{n}", "categ_id": self.category.id} for n in range(500)]
        )
        levels = [self._get_level(c).id for c in ("country", "dealer")]
        rules = [
            (generation, 1.0, {"product_id": product.id, "level_id": level})
            for product in products
            for generation in (1, 2)
            for level in levels
        ]
        self.assertEqual(len(rules), 2000)
        draft = self._create_version(self.plan, rules, DAY, False)
        self.env.flush_all()
        begin = time.perf_counter()
        draft.sudo().action_approve()
        self.assertLess(time.perf_counter() - begin, 10, "1.3 s when not disturbed")
        self.assertEqual(len(draft._get_ruleset().rules), 2000)

    def test_month_end_in_shanghai(self):
        """A version of the first begins when it is the first where the company is."""
        self.company.partner_id.tz = "Asia/Shanghai"
        later = self._create_version(self.plan, [(1, 1.0)], date(2026, 8, 1))
        versions = self.env["distributor.commission.version"]
        for moment, expected in [
            ("2026-07-31 15:59:59", self.version),
            ("2026-07-31 16:00:00", later),
        ]:
            with freeze_time(moment):
                today = self.company._get_commission_today()
                self.assertEqual(
                    versions._get_applying(self.company.id, today), expected
                )
                self.plan.invalidate_recordset()
                self.assertEqual(self.plan.current_version_id, expected)
