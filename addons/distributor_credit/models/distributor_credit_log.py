# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError


class DistributorCreditLog(models.Model):
    """What was decided about the credit of a distributor, by whom and why.

    Rows are written by the decisions themselves and never change.
    """

    _name = "distributor.credit.log"
    _description = "Credit Log"
    _inherit = "distributor.searchable"
    _order = "id desc"
    _rec_name = "kind"
    _log_access = False

    distributor_id = fields.Many2one(
        "distributor.distributor",
        required=True,
        index=True,
        ondelete="restrict",
        readonly=True,
    )
    company_id = fields.Many2one(related="distributor_id.company_id", store=True)
    date = fields.Datetime(required=True, readonly=True)
    user_id = fields.Many2one("res.users", "By", required=True, readonly=True)
    kind = fields.Selection(
        [
            ("terms", "Terms set"),
            ("request", "Override asked for"),
            ("approve", "Override approved"),
            ("refuse", "Override refused"),
            ("end", "Override ended"),
            ("hold", "Delivery held"),
            ("release", "Delivery released"),
        ],
        "What",
        required=True,
        readonly=True,
    )
    currency_id = fields.Many2one("res.currency", readonly=True)
    amount = fields.Monetary(readonly=True)
    amount_before = fields.Monetary("Before", readonly=True)
    until_date = fields.Date("Until", readonly=True)
    override_id = fields.Many2one(
        "distributor.credit.override", readonly=True, ondelete="restrict"
    )
    document = fields.Char(readonly=True)
    reason = fields.Text(readonly=True)

    @api.model
    def _add(self, distributor, kind, **vals):
        """Append a row; callers checked and made the decision."""
        # sudo: the row belongs to the decision that the caller checked
        return self.sudo().create(
            {
                "distributor_id": distributor.id,
                "date": fields.Datetime.now(),
                "user_id": self.env.uid,
                "currency_id": distributor.wallet_currency_id.id,
                "kind": kind,
                **vals,
            }
        )

    def write(self, vals):
        if self:
            raise UserError(self.env._("The credit log is never changed."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("The credit log is never changed."))
