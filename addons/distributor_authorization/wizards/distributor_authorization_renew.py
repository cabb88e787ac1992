# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.exceptions import UserError

from ..engine.scope import DAY


class DistributorAuthorizationRenew(models.TransientModel):
    """Renews authorisations: a successor begins the day after the last day."""

    _name = "distributor.authorization.renew"
    _description = "Renew Authorisations"
    _inherit = "distributor.bulk"

    authorization_ids = fields.Many2many(
        "distributor.authorization",
        "distributor_authorization_renew_rel",
        "wizard_id",
        "authorization_id",
        string="Authorisations",
        required=True,
    )
    method = fields.Selection(
        [("years", "By a number of years"), ("date", "Until a day")],
        required=True,
        default="years",
    )
    years = fields.Integer(default=1)
    date_end = fields.Date("New Last Day")
    submit = fields.Boolean("Submit for approval", default=True)
    line_ids = fields.One2many(
        "distributor.authorization.renew.line", "wizard_id", "Results", readonly=True
    )

    def action_renew(self):
        """Make the successors and show what came of each."""
        self.ensure_one()
        self.authorization_ids.check_access("write")
        return self._run_each(self.authorization_ids)

    def _run_one(self, record):
        if refusal := self._get_refusal(record):
            raise UserError(refusal)
        successor = record.copy(self._prepare_successor_vals(record))
        # sudo: write access was checked in action_renew, this names the origin
        successor.sudo().predecessor_id = record
        if self.submit:
            successor.action_submit()
        return {"successor_id": successor.id}

    def _get_refusal(self, one):
        """Return why an authorisation is not renewed, else nothing."""
        if one.state not in ("approved", "ended"):
            return self.env._("It is not approved.")
        if not one.date_end:
            return self.env._("It has no last day.")
        if one.date_end < one.date_start:
            return self.env._("It never began.")
        if one.successor_ids.filtered(lambda next_: next_.state != "refused"):
            return self.env._("It has a successor already.")
        if self._get_new_end(one) <= one.date_end:
            return self.env._("The new last day is not later.")
        return False

    def _get_new_end(self, one):
        if self.method == "date":
            return self.date_end or one.date_end
        # counted from the day after, so that a month's last day stays one
        start = one.date_end + DAY
        return start + relativedelta(years=self.years) - DAY

    def _prepare_successor_vals(self, one):
        return {
            "date_start": one.date_end + DAY,
            "date_end": self._get_new_end(one),
        }


class DistributorAuthorizationRenewLine(models.TransientModel):
    """What became of the renewal of one authorisation."""

    _name = "distributor.authorization.renew.line"
    _description = "Result of a Renewal"
    _inherit = "distributor.bulk.line"
    _record_field = "authorization_id"

    wizard_id = fields.Many2one(
        "distributor.authorization.renew", required=True, ondelete="cascade", index=True
    )
    authorization_id = fields.Many2one(
        "distributor.authorization", required=True, readonly=True, ondelete="cascade"
    )
    successor_id = fields.Many2one("distributor.authorization", readonly=True)
    date_start = fields.Date(related="successor_id.date_start")
    date_end = fields.Date(related="successor_id.date_end")
