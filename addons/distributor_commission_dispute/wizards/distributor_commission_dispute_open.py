# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..models.distributor_commission_dispute_states import KINDS


class DistributorCommissionDisputeOpen(models.TransientModel):
    """Records a dispute for a distributor who called or wrote."""

    _name = "distributor.commission.dispute.open"
    _description = "Open a Dispute"

    distributor_id = fields.Many2one("distributor.distributor", required=True)
    currency_id = fields.Many2one(related="distributor_id.company_id.currency_id")
    entry_id = fields.Many2one(
        "distributor.commission.entry",
        "Entry",
        domain="[('beneficiary_id', '=', distributor_id)]",
        help="Empty: nothing was paid for a document.",
    )
    entry_amount = fields.Monetary(
        "Our Amount",
        compute="_compute_entry_amount",
        help="What the entry comes to, with corrections and earlier decisions.",
    )
    document = fields.Char(
        "Missing Document", help="Number of the invoice, order or credit note."
    )
    kind = fields.Selection(
        KINDS,
        required=True,
        compute="_compute_kind",
        store=True,
        readonly=False,
        precompute=True,
    )
    expected_amount = fields.Monetary("Expected")
    reason = fields.Text(required=True)
    attachment_ids = fields.Many2many("ir.attachment", string="Files")

    @api.depends("entry_id")
    def _compute_kind(self):
        for wizard in self:
            wizard.kind = "amount" if wizard.entry_id else "missing"

    @api.depends("entry_id")
    def _compute_entry_amount(self):
        disputes = self.env["distributor.commission.dispute"]
        for wizard in self:
            # whoever may not read the entry may not know what became of it
            wizard.entry_id.check_access("read")
            wizard.entry_amount = disputes._get_standing_amount(wizard.entry_id)

    def action_open(self):
        """Open the dispute after a check of the group and of what may be read."""
        self.ensure_one()
        if not self.env.user.has_group("distributor.distributor_group_user"):
            raise AccessError(
                self.env._("Only distribution users record what a distributor says.")
            )
        self.distributor_id.check_access("read")
        self.entry_id.check_access("read")
        # read as the user, who may only hand over what it may see
        files = [(one.name, one.raw, one.mimetype) for one in self.attachment_ids]
        dispute = self.env["distributor.commission.dispute"]._open(
            self.distributor_id,
            self.entry_id,
            self.expected_amount,
            self.reason,
            files,
            self.kind,
            self.document,
            "staff",
        )
        return dispute.sudo(False)._get_records_action()
