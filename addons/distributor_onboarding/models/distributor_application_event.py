# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError


class DistributorApplicationEvent(models.Model):
    """What happened to an application, round after round; rows are never changed."""

    _name = "distributor.application.event"
    _description = "History of an Application"
    _order = "id desc"
    _rec_name = "kind"

    application_id = fields.Many2one(
        "distributor.application", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="application_id.company_id", store=True, index=True
    )
    round = fields.Integer(required=True, aggregator=None)
    kind = fields.Selection(
        [
            ("received", "Received"),
            ("verified", "E-mail verified"),
            ("submitted", "Submitted"),
            ("done", "Step done"),
            ("skipped", "Step skipped"),
            ("refused", "Refused"),
            ("reopened", "Reopened"),
            ("dismissed", "Duplicate dismissed"),
            ("withdrawn", "Withdrawn"),
        ],
        "Event",
        required=True,
    )
    step = fields.Selection(
        lambda self: self.env["distributor.application.step"]._get_kinds()
    )
    reason = fields.Text()
    user_id = fields.Many2one("res.users", "By", ondelete="restrict")
    date = fields.Datetime(required=True, default=fields.Datetime.now)
    values = fields.Json(help="What the applicant had stated at that moment.")

    def write(self, vals):
        if vals:
            raise UserError(self.env._("The history of an application is final."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The history of an application is final."))
