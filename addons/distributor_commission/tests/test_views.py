# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from lxml import etree

from odoo.tests import Form, tagged

from .common import CommissionCommon

MODELS = (
    "distributor.commission.plan",
    "distributor.commission.version",
    "distributor.commission.rule",
    "distributor.commission.bonus",
    "distributor.commission.approve",
    "distributor.commission.entry",
    "distributor.commission.source",
    "distributor.commission.settlement",
    "distributor.commission.settle",
)


@tagged("post_install", "-at_install")
class TestViews(CommissionCommon):
    def test_each_view_loads(self):
        views = self.env["ir.ui.view"].search([("model", "in", MODELS)])
        self.assertGreaterEqual(len(views), 10)
        for view in views:
            arch = self.env[view.model].get_view(view.id, view.type)["arch"]
            self.assertTrue(etree.fromstring(arch).tag)

    def test_actions_open(self):
        for name in (
            "entry",
            "source",
            "entry_action_report",
            "settlement",
            "plan",
            "version",
        ):
            if "action" not in name:
                name += "_action"
            action = self.env.ref(
                f"distributor_commission.distributor_commission_{name}"
            )
            self.assertTrue(action.help, name)

    def test_plan_by_hand(self):
        self.plan.active = False
        with Form(self.env["distributor.commission.plan"]) as form:
            form.name = "T-By hand"
            form.pay_persons = True
        plan = form.record
        with Form(self.env["distributor.commission.version"]) as form:
            form.plan_id = plan
            form.date_start = date(2020, 1, 1)
            with form.rule_ids.new() as rule:
                rule.generation = 1
                rule.rate = 5.0
        form.record.sudo().action_approve()
        self.assertEqual(plan.current_version_id, form.record)
        invoice = self._sell((self.product, 1, 100))
        self._assert_amounts(self._get_entries(invoice), C=5)

    def test_smart_buttons(self):
        invoice = self._sell((self.product, 10, 100))
        order = invoice.line_ids.sale_line_ids.order_id
        for record, amount in ((invoice, 100), (order, 100), (self.country, 50)):
            self.assertEqual(record.commission_amount, amount)
            action = record.action_view_commission()
            entries = self.entries.search(action["domain"])
            self.assertEqual(sum(entries.mapped("amount")), amount)
            arch = str(record.get_view(view_type="form")["arch"])
            self.assertIn("action_view_commission", arch)
        entry = self._get_entries(invoice)[0]
        self.assertEqual(entry.action_open_document()["res_id"], invoice.id)

    def test_search_by_settlement(self):
        self._sell((self.product, 1, 100))
        domain = [("company_id", "=", self.company.id)]
        unsettled = [*domain, ("settlement_id", "=", False)]
        self.assertEqual(self.entries.search_count(unsettled), 3)
        settlements = self.settlements._settle(self.company, date(2026, 2, 1))
        self.assertEqual(self.entries.search_count(unsettled), 0)
        self.assertEqual(
            self.entries.search_count([("settlement_id", "in", settlements.ids)]), 3
        )
        self.assertEqual(
            self.entries.search_count([*domain, ("settlement_id", "!=", False)]), 3
        )
