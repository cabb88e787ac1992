# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class DistributorApprovalDecide(models.TransientModel):
    """Shows what a reviewer needs to know about an order, and asks for the decision."""

    _name = "distributor.approval.decide"
    _description = "Decide on an Order"

    order_id = fields.Many2one("sale.order", required=True, ondelete="cascade")
    distributor_id = fields.Many2one(related="order_id.distributor_id")
    currency_id = fields.Many2one(related="order_id.currency_id")
    amount_total = fields.Monetary(related="order_id.amount_total")
    deposit_available = fields.Monetary(related="order_id.deposit_available")
    deposit_missing = fields.Monetary(related="order_id.deposit_missing")
    prepaid = fields.Boolean(related="order_id.prepaid")
    funding = fields.Char(related="order_id.funding")
    ship_territory_id = fields.Many2one(related="order_id.ship_territory_id")
    review_ids = fields.Many2many(
        "tier.review",
        "distributor_approval_decide_review_rel",
        "wizard_id",
        "review_id",
        "You Decide On",
        compute="_compute_review_ids",
    )
    exception_ids = fields.One2many(related="order_id.exception_ids")
    history = fields.Text("Orders Before", compute="_compute_history")
    seen = fields.Char(
        readonly=True, help="What the order was like when this was opened."
    )
    comment = fields.Text()

    @api.depends("order_id")
    @api.depends_context("uid")
    def _compute_review_ids(self):
        for one in self:
            one.review_ids = one.order_id and one.order_id._get_my_reviews()

    @api.depends("order_id")
    @api.depends_context("lang")
    def _compute_history(self):
        for one in self:
            one.order_id.check_access("read")
            # sudo: access to the order was checked; the history is its buyer's
            past = one.order_id.sudo()._get_approval_history()
            one.history = one._describe_history(past)

    def _describe_history(self, past):
        if not past["count"]:
            return self.env._("This is the first order.")
        return self.env._(
            "%(count)s orders in the last %(days)s days, on average %(amount)s and"
            " %(units)s units.",
            count=past["count"],
            days=past["days"],
            amount=past["currency"].format(past["amount"]),
            units=f"{past['units']:g}",
        )

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        for one in wizards:
            one.order_id.check_access("read")
            # sudo: access to the order was checked above
            facts = one.order_id.sudo()._get_approval_facts()
            one.seen = one.seen or facts.get_fingerprint()
        return wizards

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if values.get("order_id"):
            order = self.env["sale.order"].browse(values["order_id"])
            order.check_access("read")
            # sudo: access to the order was checked above
            values["seen"] = order.sudo()._get_approval_facts().get_fingerprint()
        return values

    def action_approve(self):
        return self._decide("approved")

    def action_refuse(self):
        return self._decide("rejected")

    def _decide(self, status):
        self.ensure_one()
        self.order_id._get_my_reviews()._decide(status, self.comment, self.seen)
        return {"type": "ir.actions.client", "tag": "soft_reload"}
