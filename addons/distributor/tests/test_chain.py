# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import DistributorCommon


@tagged("post_install", "-at_install")
class TestChain(DistributorCommon):
    def _get_snapshot(self, order):
        return [
            (row.generation, row.distributor_id.code, row.level_id.code)
            for row in order.chain_ids.sorted("generation")
        ]

    def test_order_of_distributor_contact(self):
        clerk = self.env["res.partner"].create(
            {"name": "Clerk", "parent_id": self.dealer.partner_id.id}
        )
        order = self.env["sale.order"].create({"partner_id": clerk.id})
        self.assertEqual(order.distributor_id, self.dealer)

    def test_order_of_plain_customer(self):
        order = self.env["sale.order"].create({"partner_id": self.partner.id})
        self.assertFalse(order.distributor_id)
        order.action_confirm()
        self.assertFalse(order.chain_ids)

    def test_snapshot_at_confirmation(self):
        order = self._create_order(self.dealer)
        self.assertFalse(order.chain_ids)
        order.action_confirm()
        self.assertEqual(
            self._get_snapshot(order),
            [
                (0, "T-D", "dealer"),
                (1, "T-C", "country"),
                (2, "T-R", "regional"),
                (3, "T-M", "master"),
            ],
        )

    def test_no_way_into_the_state_goes_around(self):
        written = self._create_order(self.dealer)
        written.write({"state": "sale"})
        self.assertEqual(len(written.chain_ids), 4)
        created = self._create_order(self.dealer, state="sale")
        self.assertEqual(len(created.chain_ids), 4)
        self.dealer.sudo().state = "suspended"
        with self.assertRaises(UserError):
            self._create_order(self.dealer).write({"state": "sale"})

    def test_move_keeps_confirmed_chain(self):
        order = self._create_order(self.dealer)
        order.action_confirm()
        before = self._get_snapshot(order)
        other = self._create_distributor("T-M2", "master")
        self.dealer._set_upline(other, self.dealer._get_today())
        self.assertEqual(self._get_snapshot(order), before)
        after = self._create_order(self.dealer)
        after.action_confirm()
        self.assertEqual(
            self._get_snapshot(after), [(0, "T-D", "dealer"), (1, "T-M2", "master")]
        )

    def test_confirmed_again_has_the_chain_of_the_new_day(self):
        again = self._create_order(self.dealer)
        again.action_confirm()
        old = again.chain_ids
        self.assertEqual(set(old.company_id), {again.company_id})
        self.assertEqual(set(old.mapped("date")), {again._get_channel_date()})
        again._action_cancel()
        again.action_draft()
        other = self._create_distributor("T-M2", "master")
        self.dealer._set_upline(other, self.dealer._get_today())
        first = self._create_order(self.dealer)
        (again | first).action_confirm()
        self.assertFalse(old.exists())
        expected = [(0, "T-D", "dealer"), (1, "T-M2", "master")]
        self.assertEqual(self._get_snapshot(again), expected)
        self.assertEqual(self._get_snapshot(first), expected)

    def test_snapshot_is_one_statement(self):
        orders = self._create_order(self.dealer) | self._create_order(self.master)
        self.env.flush_all()
        for order in orders:
            order._get_channel_date()
        with self.assertQueryCount(1):
            self.env["distributor.chain"]._snapshot(orders)

    def test_today_follows_the_timezone_of_the_company(self):
        company = self.dealer.company_id
        with freeze_time("2026-03-01 18:00:00"):
            for zone, day in (("Asia/Shanghai", 2), ("America/Lima", 1)):
                company.partner_id.tz = zone
                self.assertEqual(self.dealer._get_today(), date(2026, 3, day))

    def test_historic_order_has_the_chain_of_its_day(self):
        other = self._create_distributor("T-M2", "master")
        today = self.dealer._get_today()
        self.dealer._set_upline(other, today)
        old = self._create_order(self.dealer)
        old.sudo().historic_date = today - timedelta(days=1)
        new = self._create_order(self.dealer)
        new.sudo().historic_date = today
        (old | new).action_confirm()
        self.assertEqual(len(old.chain_ids), 4)
        self.assertEqual(len(new.chain_ids), 2)

    def test_historic_date_is_for_imports_only(self):
        seller = new_test_user(
            self.env, "t-seller", "distributor.distributor_group_manager"
        )
        order = self._create_order(self.dealer).with_user(seller)
        with self.assertRaises(AccessError):
            order.historic_date = date(2020, 1, 1)

    def test_chain_is_final(self):
        order = self._create_order(self.dealer)
        order.action_confirm()
        with self.assertRaises(UserError):
            order.chain_ids[0].sudo().distributor_id = self.master

    def test_only_active_distributors_order(self):
        for state in ("applicant", "suspended", "terminated"):
            with self.subTest(state):
                self.dealer.sudo().state = state
                order = self._create_order(self.dealer)
                with self.assertRaisesRegex(UserError, order.name):
                    order.action_confirm()
                self.assertFalse(order.chain_ids)

    def test_chains_come_in_one_query(self):
        orders = self.env["sale.order"]
        for distributor in (self.dealer, self.country, self.regional):
            orders |= self._create_order(distributor)
        today = self.dealer._get_today()
        pairs = [(order.distributor_id.id, today) for order in orders]
        self.env.flush_all()
        with self.assertQueryCount(1):
            self.env["distributor.upline"]._get_chains(pairs)
