# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError


class DistributorReviewDone(models.TransientModel):
    """Asks what a review found, and when the next one is."""

    _name = "distributor.review.done"
    _description = "Distributor Reviewed"
    _inherit = "distributor.reason.mixin"

    distributor_id = fields.Many2one(
        "distributor.distributor", required=True, readonly=True
    )
    date_next = fields.Date(
        "Next Review",
        compute="_compute_date_next",
        store=True,
        readonly=False,
        help="Empty: it is not reviewed again.",
    )

    @api.depends("distributor_id")
    def _compute_date_next(self):
        for wizard in self:
            months = wizard.distributor_id.level_id.review_months
            today = wizard.distributor_id._get_today()
            wizard.date_next = months and today + relativedelta(months=months)

    def action_confirm(self):
        """Note the review on the distributor and set the next one."""
        self.ensure_one()
        distributor, note = self.distributor_id, self._get_reason()
        distributor.check_access("write")
        if self.date_next and self.date_next <= distributor._get_today():
            raise UserError(
                self.env._(
                    "The next review of %s lies in the past: choose a day to come.",
                    distributor.display_name,
                )
            )
        distributor._review(note, self.date_next)
        return {"type": "ir.actions.act_window_close"}
