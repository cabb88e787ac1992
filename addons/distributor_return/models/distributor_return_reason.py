# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorReturnReason(models.Model):
    """Why goods come back, and what that asks of the distributor."""

    _name = "distributor.return.reason"
    _description = "Return Reason"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    goods_back = fields.Boolean(
        "Goods Come Back",
        default=True,
        help="Off: the credit note is made without waiting for the goods. Whoever"
        " approves a return may decide otherwise for each line.",
    )
    needs_photos = fields.Boolean(
        "Photos Needed", help="A request without a photo or file is not accepted."
    )
    days = fields.Integer(
        "Days to Return",
        help="Days after the delivery in which this reason may be given. 0: what the"
        " level of the distributor or the company allows.",
    )
    instructions = fields.Text(
        translate=True,
        help="How to send the goods back; the distributor reads it in the portal and"
        " in the mail that says the return is approved.",
    )
    company_id = fields.Many2one(
        "res.company", index=True, help="Empty: for all companies."
    )

    _days_check = models.Constraint(
        "CHECK (days >= 0)", "The days to return are 0 or more."
    )

    def _get_days(self, distributor):
        """Return in how many days a distributor may give this reason."""
        self.ensure_one()
        return (
            self.days
            or distributor.level_id.return_days
            or distributor.company_id.distributor_return_days
        )
