# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common import MASKED, NAME, PHONE, SECRETS, STREET, DropshipCommon

SLIP = "stock.report_deliveryslip"


@tagged("post_install", "-at_install")
class TestParcel(DropshipCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write({"name": "T-Brand Ltd.", "phone": "400-000-0000"})
        cls.order = cls._order_for(confirm=False)
        cls.order.dropship_sender = "T-Little Shop"
        cls.order.action_confirm()
        cls.picking = cls.order.picking_ids
        cls.packer, cls.clerk = (
            new_test_user(
                cls.env,
                login,
                f"stock.group_stock_user{group}",
                company_id=cls.company.id,
                company_ids=[cls.company.id],
            )
            for login, group in (
                ("t-packer", ",distributor_dropship.distributor_group_consumer"),
                ("t-clerk", ""),
            )
        )

    def _print(self, user=None, picking=None):
        report = self.env["ir.actions.report"].with_user(user or self.packer)
        content, _kind = report._render_qweb_html(SLIP, (picking or self.picking).ids)
        return content.decode()

    def test_slip(self):
        for _state in ("open", "done"):
            text = self._print()
            for shown in (NAME, PHONE, STREET, "T-Little Shop", "T-Goods", "Units"):
                self.assertIn(shown, text)
            for hidden in ("T-Brand Ltd.", "400-000-0000", "30.00", "60.00", "$"):
                self.assertNotIn(hidden, text)
            self.assertNotIn(self.order.name, text)
            self._ship(self.picking)

    def test_slip_for_who_may_not(self):
        text = self._print(self.clerk)
        self.assertIn("T-Little Shop", text)
        self.assertIn(MASKED[1], text)
        for secret in SECRETS:
            self.assertNotIn(secret, text)

    def test_slip_of_the_brand(self):
        own = self._confirm((self.goods, 1, 10)).picking_ids
        text = self._print(picking=own)
        self.assertIn("T-Brand Ltd.", text)
        self.assertNotIn("o_distributor_parcel", text)

    def test_note_on_the_picking(self):
        picking = self.picking.with_user(self.packer)
        self.assertIn("Drop shipping for", picking.dropship_text)
        self.assertIn("T-D", picking.dropship_text)
        self.assertIn("T-Little Shop", picking.dropship_text)
        self.assertIn(STREET, picking.consumer_text)
        found = picking.search([("consumer_id", "ilike", PHONE)])
        self.assertEqual(found, picking)
        own = self._confirm((self.goods, 1, 10)).picking_ids
        self.assertFalse(own.dropship_text)

    def test_the_seller_is_told_once(self):
        member = new_test_user(
            self.env,
            "t-member",
            "base.group_portal",
            company_id=self.company.id,
            company_ids=[self.company.id],
            email="t-member@example.com",
        )
        member.partner_id.parent_id = self.dealer.partner_id
        before = self.order.message_ids
        with mute_logger("odoo.addons.mail.models.mail_mail"):
            self._ship(self.picking)
            self.picking._tell_parcels()
        told = self.order.message_ids - before
        told = told.filtered(lambda one: member.partner_id in one.partner_ids)
        self.assertEqual(len(told), 1)
        self.assertIn("Shipped", told.body)
        self.assertIn(MASKED[1], told.body)
        for secret in SECRETS:
            self.assertNotIn(secret, told.body)
        # which spares them the notice that goods are on their way
        self.assertEqual(self.picking._get_told_of_shipping(), (member.email,))
        own = self._confirm((self.goods, 1, 10)).picking_ids
        self.assertEqual(own._get_told_of_shipping(), ())

    def test_carrier_and_number(self):
        if "carrier_tracking_ref" not in self.picking._fields:
            self.skipTest("deliveries have no carrier")
        carrier = self.env["delivery.carrier"].create(
            {"name": "T-SF", "product_id": self.product.id}
        )
        self._ship(self.picking)
        before = self.order.message_ids
        self.picking.write({"carrier_id": carrier.id, "carrier_tracking_ref": "SF123"})
        self.assertEqual(self.picking._get_parcel_tracking(), "Shipped T-SF SF123")
        [told] = self.order.message_ids - before
        self.assertIn("T-SF SF123", told.body)
        self.picking.write({"carrier_tracking_ref": "SF123"})
        self.assertEqual(self.order.message_ids - before, told)

    def test_no_signature_is_asked(self):
        self._ship(self.picking)
        own = self._confirm((self.goods, 1, 10)).picking_ids
        both = self.picking | own
        found = both.search([("id", "in", both.ids), *both._get_signed_domain()])
        self.assertEqual(found, own)
        self.assertFalse(self.picking._is_signed_by_distributor())
        self.assertTrue(own._is_signed_by_distributor())

    def test_no_mail_of_the_brand_to_a_consumer(self):
        self.company.stock_move_email_validation = True
        before = self.picking.message_ids
        self.picking._send_confirmation_email()
        self.assertEqual(self.picking.message_ids, before)
