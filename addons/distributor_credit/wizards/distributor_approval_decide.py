# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


def Figure(label):
    """Return a figure of the credit, in the currency of the company."""
    return fields.Monetary(
        label, compute="_compute_outlook", currency_field="company_currency_id"
    )


class DistributorApprovalDecide(models.TransientModel):
    """Shows a reviewer what the distributor owes, may owe, and what the order adds."""

    _name = "distributor.approval.decide"
    _inherit = ["distributor.approval.decide", "distributor.credit.decision"]

    company_currency_id = fields.Many2one(
        related="order_id.company_id.currency_id", string="Currency of the Company"
    )
    shows_credit = fields.Boolean(compute="_compute_outlook")
    outlook_limit = Figure("Credit Limit")
    outlook_override = Figure("Overrides")
    outlook_used = Figure("Used Without This Order")
    outlook_overdue = Figure("Overdue")
    outlook_adds = Figure("This Order Adds")
    outlook_over = Figure("Over With It")

    @api.depends("order_id")
    def _compute_outlook(self):
        for one in self:
            one.order_id.check_access("read")
            # sudo: who reads the order on this form may read what it is decided on
            order = one.order_id.sudo()
            one.shows_credit = order._has_credit_to_show()
            found = order._get_credit_outlook() if one.shows_credit else {}
            for name in ("limit", "override", "used", "overdue", "adds", "over"):
                one[f"outlook_{name}"] = found.get(name, 0.0)

    @api.depends("order_id", "review_ids")
    def _compute_credit_exception_id(self):
        return super()._compute_credit_exception_id()

    def _get_credit_exception(self):
        kinds = self.review_ids.definition_id.mapped("exception_kind")
        return self.order_id.exception_ids.filtered(
            lambda row: row.kind == "credit"
            and row.policy == "ask"
            and "credit" in kinds
        )

    def _decide(self, status):
        # sudo: what waits for the user is found by who it is
        mine = self.order_id._get_my_reviews().sudo().definition_id
        if status == "approved" and "credit" in mine.mapped("exception_kind"):
            self._apply_credit_terms()
        return super()._decide(status)
