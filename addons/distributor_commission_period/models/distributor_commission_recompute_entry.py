# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class DistributorCommissionRecomputeEntry(models.Model):
    """An entry that a computation would write, with what it is worth now."""

    _name = "distributor.commission.recompute.entry"
    _description = "Commission Computed Again: Entry"
    _order = "id"
    _log_access = False

    recompute_id = fields.Many2one(
        "distributor.commission.recompute",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="recompute_id.company_id")
    currency_id = fields.Many2one(related="recompute_id.currency_id")
    source_id = fields.Many2one(
        "distributor.commission.source", index=True, ondelete="restrict"
    )
    move_id = fields.Many2one("account.move", "Invoice", ondelete="set null")
    order_id = fields.Many2one("sale.order", "Order", ondelete="restrict")
    beneficiary_id = fields.Many2one("distributor.distributor", ondelete="restrict")
    kind = fields.Selection(
        [
            ("accrual", "Earned for the first time"),
            ("correction", "Correction"),
            ("reversal", "Part of credit notes"),
            ("dispute", "Paid by a decision already"),
        ],
    )
    earner = fields.Selection(
        lambda self: self.env["distributor.commission.entry"]
        ._fields["earner"]
        ._description_selection(self.env),
        "Earns As",
    )
    generation = fields.Integer(aggregator=None)
    level_id = fields.Many2one("distributor.level", ondelete="restrict")
    version_id = fields.Many2one("distributor.commission.version", ondelete="restrict")
    rule_id = fields.Many2one("distributor.commission.rule", ondelete="restrict")
    move_line_id = fields.Many2one("account.move.line", ondelete="set null")
    sale_line_id = fields.Many2one("sale.order.line", ondelete="set null")
    product_id = fields.Many2one("product.product", ondelete="set null")
    rate = fields.Float(digits=(16, 4), aggregator=None)
    rate_kind = fields.Char()
    basis = fields.Float(digits=0, aggregator=None)
    basis_kind = fields.Char()
    source_basis = fields.Float(digits=0, aggregator=None)
    amount_before = fields.Monetary(aggregator=None)
    limits = fields.Char()
    old = fields.Monetary("Booked", aggregator=None)
    new = fields.Monetary("Computed", aggregator=None)
    amount = fields.Monetary("Difference")
    origin_entry_id = fields.Many2one(
        "distributor.commission.entry", "Corrects", ondelete="restrict"
    )
    is_missing = fields.Boolean(
        "Never Booked", help="No version applied when the invoice was posted."
    )
    what = fields.Char("Why", compute="_compute_what")

    @api.depends("kind", "is_missing", "rule_id", "origin_entry_id.rate", "rate")
    @api.depends_context("lang")
    def _compute_what(self):
        for entry in self:
            entry.what = entry._describe()

    def _describe(self):
        """Return in words why there is a difference."""
        if self.is_missing:
            return self.env._("The invoice was never booked for this plan.")
        if self.kind == "dispute":
            return self._describe_decided()
        if self.kind == "reversal":
            return self.env._("Credit notes take their part of the difference.")
        if self.kind == "accrual":
            return self.env._("It earned nothing on this line before.")
        if not self.new:
            return self.env._("It earns nothing by this rule now.")
        return self.env._(
            "It earned %(old)s %% before and earns %(new)s %% now.",
            old=f"{self.origin_entry_id.rate:g}",
            new=f"{self.rate:g}",
        )

    def _describe_decided(self):
        """Return which decisions about disputes paid the difference already."""
        origin = self.origin_entry_id
        decided = (origin + origin.correction_ids).filtered(
            lambda e: e.kind == "dispute" and not (e.key or "").startswith("again:")
        )
        return self.env._(
            "Decided before, and counted: %s",
            "; ".join(reason for reason in decided.mapped("reason") if reason),
        )
