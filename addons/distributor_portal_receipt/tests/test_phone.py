# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.common import HOME
from odoo.addons.distributor_portal.tests.phone import ChinesePhoneMixin

from .common import PortalReceiptCommon


@tagged("post_install", "-at_install")
class TestPhoneReceipt(ChinesePhoneMixin, PortalReceiptCommon):
    """Sign for a delivery and say what is broken, in Chinese, on a small phone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._speak_chinese(cls.roles["buyer"])

    def test_receive_and_report(self):
        self.start_tour(
            f"{HOME}/orders",
            "distributor_portal_receipt",
            login=self.roles["buyer"].login,
            timeout=120,
        )
        receipt = self.picking.receipt_ids
        self.assertEqual((receipt.kind, receipt.received_by), ("signed", "T-张三"))
        report = self.picking.delivery_report_ids
        self.assertEqual(report.line_ids.kind, "damaged")
