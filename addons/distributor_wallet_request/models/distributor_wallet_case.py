# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class DistributorWalletCase(models.Model):
    """A violation that a bond pays for, decided after the days of appeal.

    The only way in which a bond gets less, except its refund. The amount is frozen
    from the notice to the decision.
    """

    _name = "distributor.wallet.case"
    _description = "Bond Case"
    _inherit = ["distributor.wallet.posting"]

    _wallet_kind = "penalty"

    state = fields.Selection(
        selection=[
            ("draft", "Draft"),
            ("submitted", "Notified"),
            ("half", "Approved Once"),
            ("approved", "Approved"),
            ("done", "Decided"),
            ("refused", "Dismissed"),
            ("cancelled", "Withdrawn"),
        ]
    )
    wallet_id = fields.Many2one(
        domain="[('purpose_id.spendable', '=', False),"
        " ('purpose_id.refundable', '=', True)]"
    )
    reason = fields.Text("Facts", help="What happened, and how it is known.")
    notice_date = fields.Date(
        "Notice Served On",
        tracking=True,
        help="The day on which the distributor was told in writing.",
    )
    appeal_days = fields.Integer("Days of Appeal", default=15, required=True)
    appeal_end = fields.Date(
        "Appeal Until", compute="_compute_appeal_end", store=True, index=True
    )
    response = fields.Text("Answer of the Distributor", copy=False, tracking=True)

    _amount_check = models.Constraint(
        "CHECK (amount > 0)", "A bond case takes more than zero."
    )
    _appeal_days_check = models.Constraint(
        "CHECK (appeal_days >= 0)", "The days of appeal are 0 or more."
    )

    @api.depends("notice_date", "appeal_days")
    def _compute_appeal_end(self):
        for case in self:
            case.appeal_end = case.notice_date and fields.Date.add(
                case.notice_date, days=case.appeal_days
            )

    def _get_content_fields(self):
        return super()._get_content_fields() | {"notice_date", "appeal_days"}

    def _get_change(self):
        return -self.amount

    def write(self, vals):
        if "response" in vals:
            self._check_step("draft", "submitted")
        return super().write(vals)

    def _check_request(self):
        result = super()._check_request()
        # sudo: what a purpose is for is set-up
        purpose = self.wallet_id.sudo().purpose_id
        if purpose.spendable:
            raise UserError(
                self.env._(
                    "%s is no bond. A case takes from a bond only.",
                    self.wallet_id.display_name,
                )
            )
        if not self.attachment_ids:
            raise UserError(
                self.env._("Attach the evidence to %s first.", self.display_name)
            )
        if not self.notice_date or self.notice_date > self._get_today():
            raise UserError(
                self.env._(
                    "%s: serve the notice first and enter its day.", self.display_name
                )
            )
        return result

    def _check_approval(self):
        if self.appeal_end >= self._get_today():
            raise UserError(
                self.env._(
                    "%(case)s may be decided after %(date)s: until then the distributor"
                    " may answer.",
                    case=self.display_name,
                    date=format_date(self.env, self.appeal_end),
                )
            )

    def _get_activity_date(self):
        return fields.Date.add(self.appeal_end, days=1)
