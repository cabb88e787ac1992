# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models

MAX_SENDER = 40


class DistributorDistributor(models.Model):
    _inherit = "distributor.distributor"

    dropship = fields.Selection(
        [("allowed", "Allowed"), ("forbidden", "Not allowed")],
        "Ships to Consumers",
        tracking=True,
        help="Whether its orders may go straight to a consumer. Empty: as its level"
        " says.",
    )
    dropship_sender = fields.Char(
        "Sender on Parcels",
        size=MAX_SENDER,
        help="Who the consumer reads as sender. Empty: the name of the distributor.",
    )

    def _can_dropship(self):
        """Tell whether orders of this distributor may go straight to a consumer."""
        self.ensure_one()
        if self.dropship:
            return self.dropship == "allowed"
        return self.level_id.can_dropship

    def _get_dropship_sender(self):
        """Return the name a consumer reads as sender."""
        self.ensure_one()
        return (self.dropship_sender or self.partner_id.name or "")[:MAX_SENDER]

    def _get_dropship_users(self):
        """Return the users who may work for this distributor; others add to it."""
        self.ensure_one()
        # sudo: who is told about a parcel follows from the distributor
        contact = self.sudo().partner_id.commercial_partner_id
        return (contact | contact.child_ids).user_ids

    def _get_dropship_recipients(self):
        """Return the contacts who are told about a parcel of this distributor."""
        users = self._get_dropship_users().filtered(
            lambda user: user.active and user.share and self._user_can("order", user)
        )
        return users.partner_id or self.partner_id
