# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .access import CommissionAccess
from .common import CommissionCommon

R, RWC, RWCU, NONE = "r", "rwc", "rwcu", ""


@tagged("post_install", "-at_install")
class TestAccess(CommissionAccess, CommissionCommon):
    MODULE = "distributor_commission"
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
        "distributor.commission.credit.assign": (NONE, RWCU, RWCU),
        "distributor.commission.credit.assign.line": (NONE, RWCU, RWCU),
        "distributor.commission.settle": (NONE, RWCU, RWCU),
        "distributor.commission.settle.line": (NONE, RWCU, RWCU),
        "distributor.commission.settle.step": (NONE, RWCU, RWCU),
        "distributor.commission.settle.step.line": (NONE, RWCU, RWCU),
    }

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
