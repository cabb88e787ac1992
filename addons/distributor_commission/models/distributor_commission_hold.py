# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError


class DistributorCommissionHold(models.Model):
    """Keeps the commission of a distributor from being settled, for a reason.

    While it holds, no settlement is made and no bill is paid; the entries wait.
    """

    _name = "distributor.commission.hold"
    _description = "Commission Hold"
    _inherit = ["mail.thread"]
    _order = "date_start desc, id desc"
    _rec_name = "reason"
    _check_company_auto = True

    beneficiary_id = fields.Many2one(
        "distributor.distributor",
        "Distributor",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
    )
    company_id = fields.Many2one(
        related="beneficiary_id.company_id", store=True, precompute=True
    )
    plan_id = fields.Many2one(
        "distributor.commission.plan",
        check_company=True,
        ondelete="restrict",
        tracking=True,
        help="Empty: all plans.",
    )
    reason = fields.Char(required=True, tracking=True)
    date_start = fields.Date(
        "From",
        required=True,
        tracking=True,
        default=lambda self: self.env.company._get_commission_today(),
    )
    date_end = fields.Date(
        "Until", tracking=True, help="Last day of the hold. Empty: until released."
    )
    user_id = fields.Many2one(
        "res.users", "Held by", readonly=True, default=lambda self: self.env.user
    )
    released_uid = fields.Many2one(
        "res.users", "Released by", readonly=True, copy=False
    )
    is_current = fields.Boolean(
        "Holds Today", compute="_compute_is_current", search="_search_is_current"
    )

    _dates_check = models.Constraint(
        "CHECK (date_end >= date_start OR released_uid IS NOT NULL)",
        "A hold ends after it begins.",
    )

    @api.depends("date_start", "date_end", "released_uid")
    def _compute_is_current(self):
        for hold in self:
            company = hold.company_id or self.env.company
            today = company._get_commission_today()
            hold.is_current = (
                not hold.released_uid
                and bool(hold.date_start)
                and hold.date_start <= today
                and (not hold.date_end or hold.date_end >= today)
            )

    def _search_is_current(self, operator, value):
        if operator != "in":
            return NotImplemented
        current = self._get_domain_on(self.env.company._get_commission_today())
        if True in value:
            return current
        return [("id", "not in", self._search(current))]

    @api.model
    def _get_domain_on(self, day):
        return [
            ("released_uid", "=", False),
            ("date_start", "<=", day),
            "|",
            ("date_end", "=", False),
            ("date_end", ">=", day),
        ]

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals["user_id"] = self.env.uid
            vals.pop("released_uid", None)
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            vals = {
                name: value
                for name, value in vals.items()
                if name not in ("user_id", "released_uid")
            }
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("Release a hold instead of deleting it."))

    def action_release(self):
        """End holds today; the entries go into the next settlement."""
        self.check_access("write")
        held = self.filtered(lambda hold: not hold.released_uid)
        for company, holds in held.grouped("company_id").items():
            # sudo: who released it is kept from editing; the right was checked
            holds.sudo().write(
                {
                    "released_uid": self.env.uid,
                    "date_end": company._get_commission_today(),
                }
            )
