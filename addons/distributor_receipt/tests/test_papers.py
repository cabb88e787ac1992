# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from .common import ReceiptCommon


@tagged("post_install", "-at_install")
class TestPapers(ReceiptCommon):
    def test_paper_of_the_warehouse_has_its_barcode(self):
        """What draws barcodes is a library that the requirements pin."""
        report = self.env["ir.actions.report"]
        html, _kind = report._render_qweb_html("stock.report_picking", self.picking.ids)
        self.assertIn(f'alt="Barcode {self.picking.name}"', html.decode())
