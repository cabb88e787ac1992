# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, new_test_user, tagged

from .common import TerritoryCommon


@tagged("post_install", "-at_install")
class TestReprice(TerritoryCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dealer.territory_id = cls.china
        cls.old_list = cls._create_fixed_pricelist("T-Old", 70)
        cls.new_list = cls._create_fixed_pricelist("T-New", 60)
        cls.rule = cls._create_price(cls.old_list, territory_id=cls.china)
        line = {"product_id": cls.product.id, "product_uom_qty": 3}
        cls.order = cls.env["sale.order"].create(
            {
                "partner_id": cls.dealer.partner_id.id,
                "order_line": [
                    Command.create({**line, "tax_ids": [Command.clear()]}),
                    Command.create({"display_type": "line_note", "name": "T-Note"}),
                ],
            }
        )
        cls.rule.pricelist_id = cls.new_list

    def _open_wizard(self, order=None):
        action = (order or self.order).action_reresolve_pricelist()
        wizards = self.env[action["res_model"]].with_context(**action["context"])
        return Form(wizards)

    def test_shows_old_and_new_and_changes_nothing_yet(self):
        form = self._open_wizard()
        self.assertEqual(form.old_pricelist_id, self.old_list)
        self.assertEqual(form.new_pricelist_id, self.new_list)
        self.assertEqual((form.old_amount, form.new_amount), (210, 180))
        self.assertIn("T-New", form.new_explanation)
        self.assertFalse(form.is_same)
        wizard = form.save()
        self.assertEqual(wizard.line_ids.mapped("old_price"), [70])
        self.assertEqual(wizard.line_ids.mapped("new_price"), [60])
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(self.order.pricelist_id, self.old_list)
        self.assertEqual(self.order.amount_untaxed, 210)

    def test_apply(self):
        self._open_wizard().save().action_apply()
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(self.order.pricelist_id, self.new_list)
        self.assertEqual(self.order.amount_untaxed, 180)
        self.assertIn("T-New", self.order.pricelist_explanation)
        self.assertIn("T-Old → T-New", self.order.message_ids[0].body)

    def test_same(self):
        self.rule.pricelist_id = self.old_list
        self.assertTrue(self._open_wizard().is_same)

    def test_price_typed_by_hand_is_shown_before_it_is_lost(self):
        self.rule.pricelist_id = self.old_list
        self.order.order_line[0].price_unit = 65
        form = self._open_wizard()
        self.assertFalse(form.is_same)
        self.assertEqual((form.old_amount, form.new_amount), (195, 210))

    def test_rules_changed_meanwhile(self):
        wizard = self._open_wizard().save()
        self.rule.pricelist_id = self.old_list
        with self.assertRaisesRegex(UserError, "changed meanwhile"):
            wizard.action_apply()

    def test_only_drafts(self):
        wizard = self._open_wizard().save()
        self.order.action_confirm()
        with self.assertRaisesRegex(UserError, "quotation"):
            self.order.action_reresolve_pricelist()
        with self.assertRaisesRegex(UserError, "quotation"):
            wizard.action_apply()

    def test_needs_write_access(self):
        user = new_test_user(self.env, "t-own", "sales_team.group_sale_salesman")
        self.order.user_id = self.env.ref("base.user_admin")
        with self.assertRaises(AccessError):
            self.order.with_user(user).action_reresolve_pricelist()
