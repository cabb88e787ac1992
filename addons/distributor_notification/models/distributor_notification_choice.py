# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models

from .distributor_notification_kind import CHANNELS


class DistributorNotificationChoice(models.Model):
    """How one person wants to be told of one kind."""

    _name = "distributor.notification.choice"
    _description = "Choice about Notifications"
    _order = "preference_id, kind_id"

    preference_id = fields.Many2one(
        "distributor.notification.preference", required=True, ondelete="cascade"
    )
    kind_id = fields.Many2one(
        "distributor.notification.kind", required=True, index=True, ondelete="cascade"
    )
    channel = fields.Selection(CHANNELS, required=True)

    _kind_uniq = models.Constraint(
        "UNIQUE (preference_id, kind_id)", "There is a choice for this kind already."
    )
