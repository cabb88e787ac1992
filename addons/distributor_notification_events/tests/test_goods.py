# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.distributor_document.tests.common import DocumentFactory
from odoo.addons.distributor_receipt.tests.common import ReceiptCommon

from .common import EventFactory


@tagged("post_install", "-at_install")
class TestGoods(EventFactory, DocumentFactory, ReceiptCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = cls._make_members(cls.dealer)
        cls._forget()

    def test_confirmed_and_shipped(self):
        order = self._confirm((self.goods, 2, 100))
        self._assert_told("order_approved", order.name)
        self._ship(order.picking_ids)
        told = self._assert_told("shipped", order.name, order.picking_ids.name)
        self.assertEqual(told.url, f"/my/orders/{order.id}")
        self.assertTrue(told.mail_date)

    def test_imported_orders_tell_nobody(self):
        order = self._create_order(self.dealer, [(self.goods, 1, 10)])
        order.sudo().historic_date = "2024-01-01"
        order.sudo().action_confirm()
        self._ship(order.picking_ids)
        self.assertFalse(self._get_told("order_approved") | self._get_told("shipped"))

    def test_a_member_knows_what_it_confirms(self):
        order = self._create_order(self.dealer, [(self.goods, 1, 10)])
        # sudo: as the portal does after its own check of access
        order.with_user(self.users["owner"]).sudo().action_confirm()
        self.assertFalse(self._get_told("order_approved"))

    def test_stock_mails_the_confirmation(self):
        self.dealer.partner_id.email = self.users["owner"].email
        order = self._create_order(self.dealer, [(self.goods, 1, 10)])
        order.with_context(send_email=True).action_confirm()
        self.assertFalse(self._get_told("order_approved", "owner").mail_date)
        self.assertTrue(self._get_told("order_approved", "viewer").mail_date)

    def test_few_queries(self):
        """Confirming and shipping cost the same few statements for any members."""
        order = self._confirm((self.goods, 1, 10))  # warms what is cached for long
        self._ship(order.picking_ids)
        order = self._confirm((self.goods, 1, 10))
        self.env.flush_all()
        for tell in (order._tell_members_approved, order.picking_ids._tell_shipped):
            before = self.env.cr.sql_log_count
            tell()
            self.env.flush_all()
            self.assertLessEqual(self.env.cr.sql_log_count - before, 6)

    def test_receipt_due(self):
        watch = self.env["distributor.notification.watch"]
        self.company.sudo().distributor_receipt_days = 7
        picking = self._deliver()
        picking.date_done = fields.Datetime.now() - timedelta(days=5)
        watch._watch_receipts(500)
        watch._watch_receipts(500)
        self._assert_told("receipt_due", picking.sale_id.name, roles=("owner",))

    def test_low_deposit(self):
        watch = self.env["distributor.notification.watch"]
        wallet = self.wallet.sudo()
        wallets = self.env["distributor.wallet"].sudo()

        def look():
            domain = [*wallets._get_low_domain(), ("id", "=", wallet.id)]
            watch._tell_low(wallets.search(domain))

        wallet.minimum_balance = wallet.available + 1
        look()
        look()
        self._assert_told("balance_low", roles=("owner",))
        wallet.minimum_balance = 1
        look()
        self.assertFalse(wallet.low_told_date)
        wallet.minimum_balance = wallet.available + 1
        look()
        self.assertTrue(wallet.low_told_date)

    def test_documents(self):
        end = fields.Date.today() + timedelta(days=60)
        kind = self._create_type("t-told", has_expiry=True)
        document = self._create_document(self.dealer, kind, "verified", date_expiry=end)
        for days, times in ((60, 0), (30, 1), (20, 1), (7, 2), (-1, 3)):
            document.sudo()._remind(end - timedelta(days=days))
            with self.subTest(days):
                self.assertEqual(len(self._get_told("document_expiring")), times)
        self.assertIn(kind.name, self._get_told("document_expiring")[0].name)

    def test_refused_document(self):
        kind = self._create_type("t-refused")
        document = self._create_document(self.dealer, kind, "submitted").sudo()
        document._refuse("T-Blurred")
        self._assert_told("document_refused", kind.name, "T-Blurred")
