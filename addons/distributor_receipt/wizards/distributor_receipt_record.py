# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.exceptions import UserError


class DistributorReceiptRecord(models.TransientModel):
    """Asks when and by whom goods were received, or corrects it."""

    _name = "distributor.receipt.record"
    _description = "Record a Receipt"

    picking_id = fields.Many2one("stock.picking", "Delivery", required=True)
    receipt_id = fields.Many2one("distributor.receipt")
    kind = fields.Selection(
        [("carrier", "Told by the Carrier"), ("office", "Recorded by Us")],
        "Proof",
        required=True,
        default="carrier",
    )
    date = fields.Datetime(
        "Received On", required=True, default=lambda self: fields.Datetime.now()
    )
    received_by = fields.Char(help="Who took the goods.")
    message = fields.Text(
        "How We Know", help="What the carrier said, or who told us; it stays."
    )

    def action_record(self):
        """Record or correct the receipt; the right to the delivery is checked here,
        and that only a manager corrects by the receipt."""
        self.ensure_one()
        if not (self.message or "").strip():
            raise UserError(self.env._("Say how we know it."))
        if self.receipt_id:
            self.receipt_id._correct(self.date, self.received_by, self.message)
        else:
            self.picking_id.check_access("read")
            self.picking_id._receive(
                self.kind,
                self.date,
                received_by=self.received_by,
                message=self.message.strip(),
            )
        return {"type": "ir.actions.act_window_close"}
