# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import fields

from odoo.addons.distributor_order.tests.common import OrderCommon

PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)


class ReceiptCommon(OrderCommon):
    """A delivery of four pieces that was shipped ten days ago."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.partner_id.tz = "UTC"
        cls.company.sudo().distributor_receipt_days = 7
        cls.company.sudo().distributor_report_days = 7
        cls.order = cls._confirm((cls.goods, 4, 100))
        cls.picking = cls.order.picking_ids
        cls._ship(cls.picking)
        cls.shipped = fields.Datetime.now().replace(hour=12) - timedelta(days=10)
        cls.picking.date_done = cls.shipped

    @classmethod
    def _deliver(cls, days_ago=0, quantity=1):
        order = cls._confirm((cls.goods, quantity, 10))
        cls._ship(order.picking_ids)
        order.picking_ids.date_done -= timedelta(days=days_ago)
        return order.picking_ids

    @classmethod
    def _report(cls, quantity=1, kind="damaged", picking=None):
        picking = picking or cls.picking
        return picking._report(
            [(picking.move_ids, kind, quantity)], "T-Fell from the lorry"
        )
