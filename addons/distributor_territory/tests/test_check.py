# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .common import TerritoryCommon


@tagged("post_install", "-at_install")
class TestCheck(TerritoryCommon):
    def _check(self, **kw):
        user = new_test_user(self.env, "t-ck", "distributor.distributor_group_user")
        checks = self.env["distributor.territory.check"].with_user(user)
        check = checks.create(kw)
        check.action_check()
        return check.line_ids

    def test_gap_with_sales(self):
        germany = self.env.ref("base.de")
        partner = self.dealer.partner_id
        partner.country_id = germany
        order = self.env["sale.order"].create(
            {
                "partner_id": partner.id,
                "order_line": [
                    Command.create(
                        {"product_id": self.product.id, "product_uom_qty": 2}
                    )
                ],
            }
        )
        order.action_confirm()
        gap = self._check().filtered(
            lambda line: line.kind == "gap" and line.country_id == germany
        )
        self.assertIn(partner.id, gap.partner_ids)
        self.assertGreaterEqual(gap.order_count, 1)
        self.assertGreaterEqual(gap.amount, order.amount_untaxed)
        action = gap.action_open()
        self.assertIn(partner, self.env["res.partner"].search(action["domain"]))

    def test_covered_address_is_no_gap(self):
        partner = self.dealer.partner_id
        partner.country_id = self.env.ref("base.cn")
        lines = self._check().filtered(lambda line: line.kind == "gap")
        self.assertNotIn(
            partner.id, [one for line in lines for one in line.partner_ids]
        )

    def test_states(self):
        us = self.env.ref("base.us")
        texas = self.env.ref("base.state_us_44")
        self._create_territory("T-TX", country="us", state_id=texas.id)
        missing = self._check(country_ids=us.ids).filtered(
            lambda line: line.kind == "state"
        )
        self.assertEqual(missing.state_id, us.state_ids - texas)

    def test_overlaps(self):
        lines = self._check()
        nested = lines.filtered(lambda line: line.kind == "nested")
        self.assertEqual(
            {line.territory_id: line.count for line in nested},
            {self.china: 3, self.shanghai: 1},
        )
        conflicts = lines.filtered(lambda line: line.kind == "conflict")
        pairs = {
            frozenset((line.territory_id | line.other_id).mapped("code"))
            for line in conflicts
        }
        # Suzhou has no state here, so an address in Shanghai may be in both
        self.assertEqual(
            pairs, {frozenset({"T-SH", "T-SZ"}), frozenset({"T-PD", "T-SZ"})}
        )
        action = conflicts[0].action_open()
        self.assertEqual(
            len(self.env["distributor.territory"].search(action["domain"])), 2
        )

    def test_day(self):
        today = fields.Date.context_today(self.env["distributor.territory"])
        self.suzhou.date_start = fields.Date.add(today, days=1)
        self.assertFalse(self._check().filtered(lambda line: line.kind == "conflict"))

    def test_match_many(self):
        china = self.env.ref("base.cn")
        self.dealer.partner_id.write({"country_id": china.id, "city": "Suzhou"})
        self.country.partner_id.country_id = self.env.ref("base.de")
        records = self.dealer | self.country
        user = new_test_user(self.env, "t-ma", "distributor.distributor_group_manager")
        matches = self.env["distributor.territory.match"].with_user(user)
        match = matches.browse(matches._open(records)["res_id"])
        self.assertEqual((match.total_count, match.missing_count), (2, 1))
        self.assertEqual(match.other_count, 1)
        match.action_apply()
        self.assertEqual(self.dealer.territory_id, self.suzhou)
        self.assertFalse(self.country.territory_id)
        order = self.env["sale.order"].create({"partner_id": self.dealer.partner_id.id})
        for others in (order, self.dealer.partner_id):
            match = matches.browse(matches._open(others)["res_id"])
            self.assertEqual(match.line_ids.territory_id, self.suzhou)
