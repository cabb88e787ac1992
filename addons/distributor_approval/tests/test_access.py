# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from lxml import etree

from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.distributor.tests.test_access import AccessMatrix

from .common import ApprovalCommon


@tagged("post_install", "-at_install")
class TestAccess(AccessMatrix, ApprovalCommon):
    def test_matrix(self):
        internal = ("user", "manager", "finance", "salesman", "employee")
        self._check_matrix(
            {
                "distributor.approval.decide": dict.fromkeys(internal, "rwcu"),
                "tier.definition": {
                    **dict.fromkeys((*internal, "portal", "public"), "r"),
                    "manager": "rwcu",
                },
            }
        )

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_outside_sees_neither_rules_nor_reviews(self):
        rule = self._create_rule()
        order = self._buy()
        self._submit(order, self.buyer)
        review = self._reviews(order)
        self.env.invalidate_all()
        for user in (
            self.buyer,
            self.upline,
            self.top,
            self.env.ref("base.public_user"),
        ):
            for record in (rule, review):
                record = record.with_user(user)
                with self.subTest(user=user.login, model=record._name):
                    self.assertFalse(record.search([("id", "=", record.id)]))
                    with self.assertRaises(AccessError):
                        record.read(["name"])
        for name in ("approval_user_id", "approval_error", "approval_review_ids"):
            with self.subTest(name), self.assertRaises(AccessError):
                order.with_user(self.buyer).read([name])

    def test_managers_change_rules_of_the_channel_only(self):
        rule = self._create_rule()
        plain = self.env["tier.definition"].create(
            {"name": "T-Plain", "model_id": self.env["ir.model"]._get("sale.order").id}
        )
        boss, settings = (
            self.boss,
            new_test_user(self.env, "t-admin", "base.group_erp_manager"),
        )
        both = new_test_user(
            self.env,
            "t-both",
            "base.group_erp_manager,distributor.distributor_group_manager",
        )
        rule.with_user(boss).name = "T-New"
        self.assertFalse(plain.with_user(boss).has_access("write"))
        self.assertFalse(rule.with_user(self.sales).has_access("write"))
        for user in (settings, both):
            self.assertTrue(plain.with_user(user).has_access("write"))
        made = self.env["tier.definition"].with_user(boss)
        made = made.with_context(default_definition_type="channel").create(
            {"name": "T-Made", "review_type": "upline"}
        )
        self.assertEqual(made.model, "sale.order")
        made.unlink()

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_the_wizard_reads_no_order_the_user_may_not_read(self):
        self._create_rule()
        order = self._buy()
        self._submit(order, self.buyer)
        employee = new_test_user(self.env, "t-employee", "base.group_user")
        with self.assertRaises(AccessError):
            self.env["distributor.approval.decide"].with_user(employee).create(
                {"order_id": order.id}
            )

    def test_views_open_for_each_group(self):
        for user in (self.boss, self.sales, self.finance):
            for model, kinds in {
                "tier.definition": ("list", "form", "search"),
                "distributor.approval.decide": ("form",),
                "sale.order": ("list", "form", "search"),
            }.items():
                for kind in kinds:
                    records = self.env[model].with_user(user)
                    self.assertTrue(records.get_view(view_type=kind)["arch"])

    def test_no_field_stands_in_a_field(self):
        """What OCA adds to the form is a view the browser can read."""
        view = self.env["sale.order"].with_user(self.boss).get_view(view_type="form")
        self.assertFalse(etree.fromstring(view["arch"]).xpath("//field/field"))

    def test_a_manager_makes_a_rule_in_the_form(self):
        rules = self.env["tier.definition"].with_user(self.boss)
        form = Form(
            rules.with_context(default_definition_type="channel"),
            "distributor_approval.tier_definition_view_form",
        )
        form.name = "T-Form"
        form.review_type = "group"
        form.reviewer_group_id = self.env.ref("distributor.distributor_group_finance")
        form.amount_minimum = 10
        rule = form.save()
        self.assertEqual(rule.model, "sale.order")
        with Form(rule, "distributor_approval.tier_definition_view_form") as form:
            form.review_type = "upline"
        self.assertEqual(rule.review_type, "upline")
