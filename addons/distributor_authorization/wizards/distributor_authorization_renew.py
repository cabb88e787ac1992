# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import fields, models

from ..engine.scope import DAY


class DistributorAuthorizationRenew(models.TransientModel):
    """Renews authorisations: a successor begins the day after the last day."""

    _name = "distributor.authorization.renew"
    _description = "Renew Authorisations"

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
    line_ids = fields.One2many("distributor.authorization.renew.line", "wizard_id")
    done = fields.Boolean()

    def action_renew(self):
        """Make the successors; each row tells what came of it."""
        self.ensure_one()
        self.authorization_ids.check_access("write")
        self.line_ids.unlink()
        self.line_ids.create(
            [self._prepare_line_vals(one) for one in self.authorization_ids]
        )
        self.done = True
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Renewal"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def _prepare_line_vals(self, one):
        vals = {"wizard_id": self.id, "authorization_id": one.id}
        if refusal := self._get_refusal(one):
            return dict(vals, result=refusal)
        successor = one.copy(self._prepare_successor_vals(one))
        # sudo: write access was checked by the caller, this names the origin
        successor.sudo().predecessor_id = one
        if self.submit:
            successor.action_submit()
        return dict(
            vals,
            successor_id=successor.id,
            is_renewed=True,
            result=self.env._(
                "Renewed: %s",
                one._format_days(successor.date_start, successor.date_end),
            ),
        )

    def _get_refusal(self, one):
        """Return why an authorisation is not renewed, else nothing."""
        if one.state not in ("approved", "ended"):
            return self.env._("Not renewed: it is not approved.")
        if not one.date_end:
            return self.env._("Not renewed: it has no last day.")
        if one.date_end < one.date_start:
            return self.env._("Not renewed: it never began.")
        if one.successor_ids.filtered(lambda next_: next_.state != "refused"):
            return self.env._("Not renewed: it has a successor already.")
        if self._get_new_end(one) <= one.date_end:
            return self.env._("Not renewed: the new last day is not later.")
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
    _name = "distributor.authorization.renew.line"
    _description = "Result of a Renewal"

    wizard_id = fields.Many2one(
        "distributor.authorization.renew", required=True, ondelete="cascade"
    )
    authorization_id = fields.Many2one("distributor.authorization", readonly=True)
    successor_id = fields.Many2one("distributor.authorization", readonly=True)
    is_renewed = fields.Boolean(readonly=True)
    result = fields.Char(readonly=True)
