# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from odoo.addons.distributor.models.group_names import MANAGER


class DistributorReceipt(models.Model):
    """That a distributor has the goods of a delivery, since when, and what shows it.

    A receipt is made once and stays; a manager may correct it with a reason.
    """

    _name = "distributor.receipt"
    _description = "Receipt of a Delivery"
    _inherit = ["distributor.searchable", "mail.thread"]
    _order = "date desc, id desc"
    _rec_name = "picking_id"
    _mail_post_access = "read"

    picking_id = fields.Many2one(
        "stock.picking",
        "Delivery",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    order_id = fields.Many2one(related="picking_id.sale_id", store=True, index=True)
    distributor_id = fields.Many2one(
        related="order_id.distributor_id", store=True, index=True
    )
    company_id = fields.Many2one(related="picking_id.company_id", store=True)
    date = fields.Datetime("Received On", required=True, readonly=True, tracking=True)
    kind = fields.Selection(
        [
            ("signed", "Signed"),
            ("carrier", "Told by the Carrier"),
            ("office", "Recorded by Us"),
            ("auto", "Taken as Received"),
        ],
        "Proof",
        required=True,
        readonly=True,
        tracking=True,
    )
    received_by = fields.Char(readonly=True, tracking=True)
    user_id = fields.Many2one("res.users", "Recorded By", readonly=True)
    signature = fields.Image(readonly=True, max_width=1024, max_height=1024)
    message = fields.Text(
        readonly=True, help="What the carrier said, or how we know it."
    )
    carrier_number = fields.Char(
        readonly=True, help="The parcel, as its carrier numbers it."
    )
    days = fields.Integer("Days of Silence", readonly=True, aggregator=None)

    _picking_uniq = models.Constraint(
        "UNIQUE (picking_id)", "A delivery is received once."
    )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_always(self):
        for receipt in self:
            raise UserError(
                self.env._(
                    "The receipt of %s stays. A distribution manager can correct it.",
                    receipt.picking_id.name,
                )
            )

    def _get_proof(self):
        """Return in words what shows that the goods arrived."""
        self.ensure_one()
        name = self.received_by or self.user_id.name
        if self.kind == "signed":
            return self.env._("Signed by %s", name)
        if self.kind == "carrier":
            said = [self.message or name, self.carrier_number]
            return self.env._("The carrier: %s", " · ".join(filter(None, said)))
        if self.kind == "auto":
            return self.env._(
                "Counts as received: nothing was said within %s days", self.days
            )
        parts = [self.env._("Recorded by %s", self.user_id.name), self.message]
        return " · ".join(filter(None, parts))

    def _correct(self, date, received_by, reason):
        """Correct when and by whom the goods were received; the reason is kept.

        :raise AccessError: for whoever is no manager
        :raise UserError: without a reason, or for a time before they were shipped
        """
        self.ensure_one()
        self.check_access("read")
        if not self.env.user.has_group(MANAGER):
            raise AccessError(
                self.env._("Only a distribution manager corrects a receipt.")
            )
        if not (reason or "").strip():
            raise UserError(self.env._("Say why the receipt is corrected."))
        self.picking_id._check_receipt_date(date)
        # sudo: group and access were checked above
        self.sudo().write({"date": date, "received_by": received_by})
        self.message_post(body=self.env._("Corrected: %s", reason.strip()))

    def action_correct(self):
        """Open the correction, for a manager."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_receipt.distributor_receipt_record_action"
        )
        context = {
            "default_receipt_id": self.id,
            "default_picking_id": self.picking_id.id,
            "default_date": self.date,
            "default_received_by": self.received_by,
        }
        return dict(action, name=self.env._("Correct the Receipt"), context=context)

    @api.depends("picking_id", "date")
    def _compute_display_name(self):
        for receipt in self:
            day = format_date(self.env, receipt.date)
            receipt.display_name = f"{receipt.picking_id.name}, {day}"
