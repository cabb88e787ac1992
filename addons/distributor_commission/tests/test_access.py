# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common import CommissionCommon

R, RWC, RWCU, NONE = "r", "rwc", "rwcu", ""
MATRIX = {
    # model: (user, manager, finance)
    "distributor.commission.plan": (R, RWCU, R),
    "distributor.commission.version": (R, RWCU, R),
    "distributor.commission.rule": (R, RWCU, R),
    "distributor.commission.tier": (R, RWCU, R),
    "distributor.commission.bonus": (R, RWCU, R),
    "distributor.commission.approve": (NONE, RWCU, NONE),
    "distributor.commission.source": (R, R, R),
    "distributor.commission.meter": (NONE, R, NONE),
    "distributor.commission.entry": (R, R, R),
    "distributor.commission.settlement": (R, R, R),
    "distributor.commission.settlement.line": (R, R, R),
    "distributor.commission.hold": (NONE, RWC, RWC),
    "distributor.commission.settle": (NONE, RWCU, RWCU),
    "distributor.commission.settle.line": (NONE, RWCU, RWCU),
    "distributor.commission.settle.step": (NONE, RWCU, RWCU),
    "distributor.commission.settle.step.line": (NONE, RWCU, RWCU),
}
OPERATIONS = {"r": "read", "w": "write", "c": "create", "u": "unlink"}


@tagged("post_install", "-at_install")
class TestAccess(CommissionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {
            role: new_test_user(
                cls.env,
                f"t-commission-{role}",
                groups,
                company_id=cls.company.id,
                company_ids=[cls.company.id],
            )
            for role, groups in {
                "user": "distributor.distributor_group_user",
                "manager": "distributor.distributor_group_manager",
                "finance": "distributor.distributor_group_finance",
                "salesman": "sales_team.group_sale_manager",
                "portal": "base.group_portal",
            }.items()
        }
        cls.users["public"] = cls.env.ref("base.public_user")

    def test_matrix(self):
        for model, (user, manager, finance) in MATRIX.items():
            expected = {"user": user, "manager": manager, "finance": finance}
            for role, someone in self.users.items():
                granted = "".join(
                    letter
                    for letter, operation in OPERATIONS.items()
                    if self.env[model].with_user(someone).has_access(operation)
                )
                self.assertEqual(granted, expected.get(role, NONE), (model, role))

    def test_every_model_is_in_the_matrix(self):
        models = self.env["ir.model"].search(
            [("model", "=like", "distributor.commission.%"), ("transient", "=", False)]
        )
        plain = models.filtered(lambda m: not self.env[m.model]._abstract)
        self.assertLessEqual(
            {
                model
                for model in plain.mapped("model")
                if self.env[model]._original_module == "distributor_commission"
            },
            set(MATRIX),
        )

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
    def test_figures_are_hidden_from_the_buyer(self):
        """A portal user reads its own invoice, but not what others earn on it."""
        invoice = self._sell((self.product, 1, 100))
        order = invoice.line_ids.sale_line_ids.order_id
        portal = self.users["portal"]
        portal.partner_id.parent_id = self.dealer.partner_id
        for record in (invoice, order):
            record.message_subscribe(portal.partner_id.ids)
            own = record.with_user(portal)
            own.check_access("read")
            for field in ("commission_amount", "commission_count"):
                with self.assertRaises(AccessError):
                    own.read([field])

    def test_other_company(self):
        other = self.env["res.company"].create({"name": "T-Other"})
        plan = self._create_plan(other)
        version = self._create_version(plan, [(1, 1.0)], date(2026, 1, 1))
        self._sell((self.product, 1, 100))
        stranger = new_test_user(
            self.env,
            "t-commission-stranger",
            "distributor.distributor_group_manager",
            company_id=other.id,
            company_ids=[other.id],
        )
        settlements = self.settlements._settle(self.company, date(2026, 2, 1))
        for records in (
            settlements,
            settlements.line_ids,
            self._get_entries(),
            self.plan,
            self.version,
            self.version.rule_ids,
        ):
            self.assertTrue(records)
            self.assertFalse(
                records.with_user(stranger)._filtered_access("read"), records._name
            )
        self.assertTrue(version.with_user(stranger).has_access("write"))
