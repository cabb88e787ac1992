# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import OrderCommon

KINDS = ("territory", "unmatched", "product", "seller")


@tagged("post_install", "-at_install")
class TestOrder(OrderCommon):
    def test_nothing_to_say(self):
        order = self._order()
        self.assertFalse(order.exception_ids)
        self.assertFalse(order.exception_level)
        order.action_confirm()
        self.assertEqual(order.state, "sale")

    def test_every_kind_and_policy(self):
        for kind in KINDS:
            for policy in ("allow", "ask", "refuse"):
                with self.subTest(kind=kind, policy=policy):
                    self.company[f"exception_policy_{kind}"] = policy
                    self._check_policy(self._break(kind), kind, policy)

    def _check_policy(self, order, kind, policy):
        row = order.exception_ids
        self.assertEqual((row.kind, row.policy), (kind, policy))
        self.assertTrue(row.sentence)
        self.assertEqual(order.exception_text, row.sentence)
        if policy == "allow":
            self.assertEqual((row.state, order.exception_level), ("noted", "noted"))
        elif policy == "ask":
            self.assertEqual((row.state, order.exception_level), ("open", "open"))
            self._confirm_refused(order, "manager can approve")
            self._decide(order)
            self.assertEqual(order.exception_level, "approved")
        else:
            self.assertEqual(order.exception_level, "refused")
            with self.assertRaises(UserError):
                self._decide(order)
            self._confirm_refused(order, "Change the address")
            return
        order.action_confirm()
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.exception_ids, row, "what was noted stays")

    def test_level_overrides_company(self):
        self.company.exception_policy_territory = "refuse"
        self.stranger.level_id.sudo().exception_policy_territory = "allow"
        self._order(self.away).action_confirm()

    def test_policy_change_reaches_open_orders(self):
        order = self._order(self.away)
        self.assertEqual(order.exception_level, "open")
        self.stranger.level_id.sudo().exception_policy_territory = "refuse"
        self.assertEqual(order.exception_level, "refused")
        self.stranger.level_id.sudo().exception_policy_territory = False
        self.env["res.config.settings"].create(
            {"exception_policy_territory": "allow"}
        ).execute()
        self.assertEqual(order.exception_level, "noted")

    def test_sentences_name_what_is_wrong(self):
        self.assertIn("T-SZ", self._break("territory").exception_text)
        self.assertIn("Santos", self._break("unmatched").exception_text)
        self.assertIn("T-Pot", self._break("product").exception_text)
        self.assertIn("T-X", self._break("seller").exception_text)

    def test_place_and_product_at_once(self):
        order = self._order(self.away, self.pot)
        kinds = set(order.exception_ids.mapped("kind"))
        self.assertEqual(kinds, {"territory", "product"})
        self._decide(order)
        order.action_confirm()

    def test_every_way_in_is_checked(self):
        order = self._order(self.away)
        with self.assertRaises(UserError):
            order.write({"state": "sale"})
        with self.assertRaises(UserError):
            order.with_context(import_file=True).action_confirm()
        with self.assertRaises(UserError):
            self._order(self.away, state="sale")
        with self.assertRaises(UserError):
            order._validate_order()

    def test_approval_is_bound_to_what_was_approved(self):
        other = self._create_place(self.stranger, city="Suzhou", street="Another")
        changes = (
            lambda order: order.write({"partner_shipping_id": other.id}),
            lambda order: order.order_line.write({"product_uom_qty": 2}),
            lambda order: order.order_line.write({"product_id": self._tea2().id}),
        )
        for change in changes:
            order = self._order(self.away)
            self._decide(order)
            self.assertEqual(order.exception_level, "approved")
            change(order)
            self.env.flush_all()
            self.assertEqual(order.exception_level, "open")
            self.assertIn("changed after it was approved", order.exception_text)
            with self.assertRaises(UserError):
                order.action_confirm()

    def _tea2(self):
        return self.env["product.product"].create(
            {"name": "T-Tea 2", "categ_id": self.green.id, "type": "consu"}
        )

    def test_a_note_or_price_does_not_reopen(self):
        order = self._order(self.away)
        self._decide(order)
        order.write({"client_order_ref": "T-ref"})
        order.order_line.price_unit = 90
        self.env.flush_all()
        self.assertEqual(order.exception_level, "approved")

    def test_refused_by_a_manager(self):
        order = self._order(self.away)
        self._decide(order, "refused")
        self.assertEqual(order.exception_level, "refused")
        with self.assertRaises(UserError):
            order.action_confirm()
        self._decide(order)
        order.action_confirm()

    def test_only_managers_decide(self):
        order = self._order(self.away)
        with self.assertRaises(AccessError):
            self._decide(order, user=self.seller)
        with self.assertRaises(AccessError):
            order.exception_ids.with_user(self.manager).write({"state": "approved"})
        with self.assertRaises(AccessError):
            order.with_user(self.manager).write({"exception_ids": [(5,)]})

    def test_decision_is_logged(self):
        order = self._order(self.away)
        self._decide(order)
        self.assertIn("T-note", order.message_ids[0].body)
        self.assertEqual(order.exception_ids.user_id, self.manager)

    def test_repaired_order_needs_nothing(self):
        order = self._order(self.away)
        order.partner_shipping_id = self.home
        self.env.flush_all()
        self.assertFalse(order.exception_ids)
        order.action_confirm()

    def test_new_authorisation_reaches_open_orders(self):
        order = self._order(self.away)
        one = self._create_authorization(
            self.stranger, self.suzhou, "submitted", date_start=date(2021, 1, 1)
        )
        one._approve()
        self.env.flush_all()
        self.assertFalse(order.exception_ids)
        one._end(order._get_channel_date())
        self.assertFalse(order.exception_ids, "it holds today")

    def test_day_counts_at_confirmation(self):
        one = self._create_authorization(
            self.stranger, self.suzhou, date_end=date(2026, 5, 31)
        )
        self.assertTrue(one)
        with freeze_time("2026-05-31 10:00:00"):
            order = self._order(self.away)
            self.assertFalse(order.exception_ids)
        with freeze_time("2026-06-02 10:00:00"):
            self._confirm_refused(order, "T-SZ")
            order.invalidate_recordset()

    def test_channel(self):
        self._create_authorization(
            self.stranger, self.suzhou, channel_ids=self.shop, categ_ids=self.tea
        )
        self.assertFalse(self._order(self.away).exception_ids)
        self.assertTrue(
            self._order(self.away, sale_channel_id=self.online.id).exception_ids
        )

    def test_without_any_authorisation_nobody_is_bothered(self):
        self.company.authorization_in_use = False
        self.assertFalse(self._order(self.away, self.pot).exception_ids)
        order = self._order(self.nowhere)
        self.assertEqual(order.exception_level, "noted")
        order.action_confirm()
        self.company.exception_policy_unmatched = "refuse"
        with self.assertRaises(UserError):
            self._order(self.nowhere).action_confirm()

    def test_without_a_map_no_address_is_wrong(self):
        self.company.authorization_in_use = False
        self._clear_map()
        self.assertFalse(self._order(self.nowhere).exception_ids)

    def test_history_is_not_stopped(self):
        order = self._order(self.nowhere, self.pot)
        order.sudo().historic_date = date(2024, 1, 1)
        order.action_confirm()
        self.assertEqual(order.state, "sale")

    def test_plain_customers_are_not_compared(self):
        partner = self.env["res.partner"].create({"name": "T-Plain"})
        order = self.env["sale.order"].create(
            {
                "partner_id": partner.id,
                "order_line": [(0, 0, {"product_id": self.pot.id})],
            }
        )
        self.env.flush_all()
        self.assertFalse(order.exception_ids)
        order.action_confirm()

    def test_supply_source(self):
        place = self._create_place(self.dealer, state_id=self.sh_state.id)
        self._create_authorization(self.dealer, self.china)
        level = self.dealer.level_id.sudo()

        def seller():
            order = self._order(place, distributor=self.dealer)
            return order.exception_ids.seller_id

        self.assertFalse(seller())
        level.supply_source = "upline"
        self.assertEqual(seller(), self.country)
        self.country.sudo().state = "suspended"
        self.assertEqual(seller(), self.country)
        level.supply_source = "nearest"
        self.assertEqual(seller(), self.regional)
        self.dealer.supply_source = "brand"
        self.assertFalse(seller())

    def test_form_shows_it_before_saving(self):
        group = self.env.ref("account.group_delivery_invoice_address")
        self.env.user.group_ids += group
        with Form(self.env["sale.order"]) as form:
            form.partner_id = self.stranger.partner_id
            form.partner_shipping_id = self.away
            self.assertEqual(form.exception_level, "open")
            self.assertIn("T-SZ", form.exception_text)
            with form.order_line.new() as line:
                line.product_id = self.longjing
        order = form.record
        self.assertEqual(order.exception_ids.mapped("kind"), ["territory"])
        with Form(order) as form:
            form.partner_shipping_id = self.nowhere
            self.assertIn("Santos", form.exception_text)
            form.partner_shipping_id = self.home
            self.assertFalse(form.exception_level)
        self.assertFalse(order.exception_ids)

    def test_acceptance_waits(self):
        order = self._order(self.away, require_signature=True)
        order.action_quotation_sent()
        self.assertFalse(order._has_to_be_signed())
        self._decide(order)
        self.assertTrue(order._has_to_be_signed())

    def test_one_query_for_a_batch(self):
        orders = self._order() | self._order() | self._order()
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueriesContainOnce(orders):
            orders._find_exceptions()

    def assertQueriesContainOnce(self, orders):
        return _CountQueries(self, "FROM distributor_authorization AS a", 1)


class _CountQueries:
    """Counts the statements that contain a text."""

    def __init__(self, test, text, expected):
        self.test, self.text, self.expected = test, text, expected

    def __enter__(self):
        self.patch = self.test.env.cr.execute
        self.found = 0

        def execute(query, *args, **kwargs):
            self.found += self.text in str(getattr(query, "code", query))
            return self.patch(query, *args, **kwargs)

        self.test.env.cr.execute = execute

    def __exit__(self, *error):
        del self.test.env.cr.execute
        self.test.assertEqual(self.found, self.expected)
