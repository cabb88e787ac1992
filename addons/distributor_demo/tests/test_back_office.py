# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from lxml import etree

from odoo.tests import TransactionCase, tagged
from odoo.tools.safe_eval import safe_eval

# what a person decides, and where it says why
DECISIONS = {
    "distributor.application": ["state", "refusal_reason"],
    "distributor.application.invitation": ["is_withdrawn"],
    "distributor.authorization": ["state", "refusal_reason"],
    "distributor.commission.dispute": ["state", "decision"],
    "distributor.commission.hold": ["reason"],
    "distributor.commission.settlement": ["state"],
    "distributor.credit.override": ["state", "note"],
    "distributor.delivery.report": ["state", "solution"],
    "distributor.document": ["state", "refusal_reason"],
    "distributor.penalty": ["state", "decision"],
    "distributor.return": ["state", "approver_id", "decision"],
    "distributor.topup": ["state"],
    "distributor.wallet.adjustment": ["state", "refusal_reason"],
    "distributor.wallet.case": ["state", "refusal_reason"],
    "distributor.wallet.freeze": ["state", "lift_reason"],
    "distributor.wallet.refund": ["state", "refusal_reason"],
}
FILTERED = {
    "distributor.commission.entry": "distributor_commission.{}_entry_view_search",
    "distributor.commission.settlement": "distributor_commission"
    ".{}_settlement_view_search",
    "distributor.distributor": "distributor.distributor_distributor_view_search",
    "distributor.return": "distributor_return.distributor_return_view_search",
    "distributor.wallet": "distributor_wallet.distributor_wallet_view_search",
    "sale.order": "distributor_order.distributor_order_view_search",
    "stock.picking": "distributor_receipt.stock_picking_view_search",
}


@tagged("post_install", "-at_install")
class TestBackOffice(TransactionCase):
    def test_decisions_are_in_the_chatter(self):
        for name, fields in DECISIONS.items():
            model = self.env[name]
            with self.subTest(name):
                arch = etree.fromstring(model.get_view(view_type="form")["arch"])
                self.assertTrue(arch.xpath("//chatter"))
                for field in fields:
                    self.assertTrue(model._fields[field].tracking, field)

    def _get_arch(self, model, xml_id):
        view = self.env.ref(xml_id.format("distributor_commission"))
        return etree.fromstring(model.get_view(view.id, "search")["arch"])

    def test_filters_by_level_region_and_salesperson(self):
        """Each can be looked for and grouped by, and each filter can be used."""
        for name, xml_id in FILTERED.items():
            model = self.env[name]
            arch = self._get_arch(model, xml_id)
            kinds = {
                model._fields[node.get("name")].comodel_name
                for node in arch.xpath("//field")
            }
            groups = {
                safe_eval(node.get("context"))["group_by"].split(":")[0]
                for node in arch.xpath("//filter[@context]")
            }
            grouped = {model._fields[field].comodel_name for field in groups}
            for comodel in ("distributor.level", "distributor.territory", "res.users"):
                with self.subTest(name, comodel=comodel):
                    self.assertIn(comodel, kinds)
                    self.assertIn(comodel, grouped)
            for field in groups:
                with self.subTest(name, group=field):
                    spec = field
                    if model._fields[field].type in ("date", "datetime"):
                        spec += ":month"
                    model._read_group([], [spec], ["__count"], limit=1)
            for node in arch.xpath("//filter[@domain]"):
                with self.subTest(name, filter=node.get("name")):
                    domain = safe_eval(node.get("domain"), {"uid": self.env.uid})
                    model.search(domain, limit=1)
