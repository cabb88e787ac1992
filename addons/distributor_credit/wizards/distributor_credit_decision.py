# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models

from odoo.addons.distributor.models.group_names import FINANCE


class DistributorCreditDecision(models.AbstractModel):
    """Shows the override that an approval makes, and lets finance choose its terms."""

    _name = "distributor.credit.decision"
    _description = "Terms of an Approved Credit"

    credit_exception_id = fields.Many2one(
        "distributor.order.exception",
        compute="_compute_credit_exception_id",
        compute_sudo=True,
    )
    credit_currency_id = fields.Many2one(
        related="credit_exception_id.currency_id", string="Currency of Credit"
    )
    credit_amount = fields.Monetary(
        "Approve Up To",
        compute="_compute_credit_terms",
        store=True,
        readonly=False,
        compute_sudo=True,
        currency_field="credit_currency_id",
        help="What this order may go beyond the credit.",
    )
    credit_until = fields.Date(
        "Approve Until",
        compute="_compute_credit_terms",
        store=True,
        readonly=False,
        compute_sudo=True,
        help="Until then the order may be confirmed and its goods leave.",
    )
    credit_passes_overdue = fields.Boolean(
        "Although Overdue",
        compute="_compute_credit_terms",
        store=True,
        readonly=False,
        compute_sudo=True,
    )
    may_set_credit = fields.Boolean(compute="_compute_may_set_credit")

    def _get_credit_exception(self):
        """Return the one exception that an approval here decides; a hook."""
        return self.env["distributor.order.exception"]

    @api.depends_context("uid")
    def _compute_credit_exception_id(self):
        for one in self:
            one.credit_exception_id = one._get_credit_exception()

    @api.depends("credit_exception_id")
    def _compute_credit_terms(self):
        for one in self:
            row = one.credit_exception_id
            terms = row._get_credit_terms() if row else {}
            one.credit_amount = terms.get("amount", 0.0)
            one.credit_until = terms.get("date_end", False)
            one.credit_passes_overdue = terms.get("passes_overdue", False)

    @api.depends_context("uid")
    def _compute_may_set_credit(self):
        self.may_set_credit = self.env.user.has_group(FINANCE)

    def _apply_credit_terms(self):
        """Choose the terms of the override, if finance decides; the default else."""
        if self.credit_exception_id and self.env.user.has_group(FINANCE):
            self.credit_exception_id._set_credit_terms(
                self.credit_amount, self.credit_until, self.credit_passes_overdue
            )
