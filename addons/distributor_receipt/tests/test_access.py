# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor.tests.test_access import AccessMatrix

from .common import ReceiptCommon


@tagged("post_install", "-at_install")
class TestAccess(AccessMatrix, ReceiptCommon):
    def test_matrix(self):
        kinds = ("user", "manager", "finance")
        read = dict.fromkeys((*kinds, "salesman"), "r")
        ask = dict.fromkeys(kinds, "rwcu")
        self._check_matrix(
            {
                "distributor.receipt": read,
                "distributor.delivery.report": read,
                "distributor.delivery.report.line": read,
                "distributor.receipt.record": ask,
                "distributor.delivery.report.solve": ask,
            }
        )

    def test_other_company_is_invisible(self):
        receipt = self.picking._receive("office", message="T")
        report = self._report()
        other = self.env["res.company"].create({"name": "T-Other"})
        foreign = new_test_user(
            self.env,
            "t-foreign",
            "distributor.distributor_group_manager",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        for record in (receipt, report, report.line_ids):
            with self.assertRaises(AccessError):
                record.with_user(foreign).read(["id", "create_date"])

    def test_who_speaks_for_a_carrier(self):
        for groups in (
            "base.group_user",
            "base.group_portal",
        ):
            user = new_test_user(self.env, f"t-{groups}", groups)
            with self.subTest(groups), self.assertRaises(AccessError):
                self.picking.with_user(user).record_carrier_receipt("T-1")
        self.assertFalse(self.picking.receipt_ids)
        foreign = new_test_user(
            self.env,
            "t-foreign-carrier",
            "distributor_receipt.distributor_receipt_group_carrier",
            company_id=self.env["res.company"].create({"name": "T-Other"}).id,
        )
        with self.assertRaises(AccessError):
            self.picking.with_user(foreign).record_carrier_receipt("T-1")

    def test_nothing_goes_away(self):
        receipt = self.picking._receive("office", message="T")
        report = self._report()
        for record in (receipt, report):
            with self.assertRaises(UserError):
                record.sudo().unlink()

    def test_who_corrects_and_who_solves(self):
        receipt = self.picking._receive("office", message="T")
        report = self._report()
        clerk = new_test_user(
            self.env,
            "t-clerk",
            "sales_team.group_sale_salesman_all_leads",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        with self.assertRaises(AccessError):
            report.with_user(clerk)._solve("T")
        clerk.group_ids += self.env.ref("distributor.distributor_group_user")
        report.with_user(clerk)._solve("T-Sent again")
        self.assertEqual((report.state, report.solver_id), ("solved", clerk))
        with self.assertRaises(UserError):
            report._solve("T-Twice")
        with self.assertRaises(AccessError):
            receipt.with_user(clerk)._correct(receipt.date, "T", "T-Reason")
