# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from lxml import etree

from odoo import api, fields, models
from odoo.exceptions import AccessError

from .distributor_approval_asking import QUOTATION
from .distributor_approval_submission import CONFIRMING
from .tier_definition import INTERNAL

GUARDED = {
    "approval_user_id",
    "approval_date",
    "approval_submitted",
    "approval_error",
    "approval_version",
    "validation_status",
    "review_ids",
    "approval_review_ids",
}
WATCHED = {"partner_id", "partner_shipping_id", "order_line", "currency_id"}


class SaleOrder(models.Model):
    """An order of a distributor is approved before it is confirmed, if a rule says so.

    Whoever submits it leaves it there: the last approval confirms it.
    """

    _name = "sale.order"
    _inherit = ["sale.order", "distributor.approval.submission"]

    approval_user_id = fields.Many2one(
        "res.users",
        "Sent for Approval By",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups=INTERNAL,
    )
    approval_date = fields.Datetime(
        "Sent for Approval On", readonly=True, copy=False, groups=INTERNAL
    )
    approval_submitted = fields.Boolean(
        "Confirm When Approved",
        readonly=True,
        copy=False,
        groups=INTERNAL,
        help="The distributor has ordered: the last approval confirms the order.",
    )
    approval_error = fields.Text(
        "Approved, but Not Confirmed", readonly=True, copy=False, groups=INTERNAL
    )
    approval_version = fields.Integer(
        readonly=True,
        copy=False,
        groups="base.group_system",
        help="Counts decisions, so that two at once do not miss each other.",
    )
    approval_review_ids = fields.One2many(
        "tier.review",
        "order_id",
        "Approvals",
        context={"active_test": False},
        readonly=True,
        copy=False,
        groups=INTERNAL,
    )
    approval_state = fields.Selection(
        [
            ("none", "No Approval Needed"),
            ("needed", "Needs Approval"),
            ("waiting", "Waits for Approval"),
            ("approved", "Approved"),
            ("refused", "Refused"),
        ],
        "Approval",
        compute="_compute_approval_state",
        compute_sudo=True,
    )
    approval_text = fields.Text(
        "Approval in Words",
        compute="_compute_approval_state",
        compute_sudo=True,
        groups=INTERNAL,
    )
    approval_may_decide = fields.Boolean(compute="_compute_approval_may_decide")

    @api.depends(
        "state",
        "distributor_id",
        "partner_shipping_id",
        "amount_total",
        "order_line.product_uom_qty",
        "order_line.product_id",
        "exception_ids.kind",
        "review_ids.status",
        "approval_submitted",
    )
    @api.depends_context("lang", "uid")
    def _compute_approval_state(self):
        for order in self:
            order.approval_state = state = order._get_approval_state()
            asked = state in ("needed", "waiting", "refused")
            order.approval_text = asked and order._describe_missing()

    @api.depends("review_ids.status")
    @api.depends_context("uid")
    def _compute_approval_may_decide(self):
        for order in self:
            order.approval_may_decide = bool(order._get_my_reviews())

    @api.depends("review_ids.active")
    def _compute_validation_status(self):
        return super()._compute_validation_status()

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_approval_vals(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_approval_vals(dict.fromkeys(vals, True))
        result = super().write(vals)
        if WATCHED & vals.keys():
            self._on_approval_change()
        return result

    def _check_approval_vals(self, vals):
        if not self.env.su and any(vals.get(name) for name in GUARDED & vals.keys()):
            raise AccessError(
                self.env._("Who approved an order follows from decisions alone.")
            )

    def _request_confirmation(self):
        """Extend: whoever has to approve is asked."""
        waiting = self.filtered(lambda order: order.state in QUOTATION)
        needing = waiting.filtered("distributor_id")
        for order in needing:
            order._submit()
        return super(SaleOrder, waiting - needing)._request_confirmation()

    def _get_waiting_reasons(self):
        reasons = super()._get_waiting_reasons()
        # sudo: whoever sees the order may know what it waits for
        order = self.sudo()
        if order.approval_state in ("needed", "waiting", "refused"):
            reasons.append(order.approval_text)
        elif order.state in QUOTATION and order.approval_error:
            reasons.append(order.approval_error)
        return reasons

    def _on_confirmation(self):
        self.filtered("distributor_id")._check_approvals()
        return super()._on_confirmation()

    def _validate_order(self):
        """Extend: what a customer accepts and needs approval waits for it."""
        held = self.filtered(
            lambda order: order.distributor_id and order.sudo()._get_missing_rules()
        )
        held._request_confirmation()
        others = self - held
        return super(SaleOrder, others)._validate_order() if others else None

    def _has_to_be_signed(self):
        return super()._has_to_be_signed() and not self._is_held_by_approval()

    def _has_to_be_paid(self):
        # no money is taken for what may be refused
        return super()._has_to_be_paid() and self.approval_state not in (
            "needed",
            "waiting",
            "refused",
        )

    def _check_portal_confirmation(self):
        """Extend: after an approval it is who submitted whose right and limit count,
        not who happened to decide last.
        """
        confirming = self.env.cr.cache.get(CONFIRMING, ())
        submitted = self.filtered(lambda order: order.id in confirming)
        result = super(SaleOrder, self - submitted)._check_portal_confirmation()
        # sudo: checked here, for who submitted
        for order in submitted.sudo():
            order._check_submitter()
        return result

    def _prepare_tier_review_vals(self, definition, sequence):
        values = super()._prepare_tier_review_vals(definition, sequence)
        if self.approval_user_id:
            values["requested_by"] = self.approval_user_id.id
        return values

    # what the approval of OCA does, for orders that are not of distributors

    def _get_tier_orders(self):
        """Return the orders that OCA's approval is about."""
        if not self.env["tier.definition"]._has_plain_rules():
            return self.browse()
        return self.filtered(lambda order: not order.distributor_id)

    def _compute_need_validation(self):
        others = self._get_tier_orders()
        (self - others).need_validation = False
        return super(SaleOrder, others)._compute_need_validation()

    def _compute_hide_reviews(self):
        result = super()._compute_hide_reviews()
        self.filtered("distributor_id").hide_reviews = True
        return result

    def evaluate_tier(self, tier):
        if tier.definition_type == "channel":
            return self.browse()
        return super().evaluate_tier(tier)

    def _tier_validation_check_state_on_write(self, vals):
        others = self._get_tier_orders()
        return super(SaleOrder, others)._tier_validation_check_state_on_write(vals)

    def _tier_validation_check_write_allowed(self, vals):
        others = self._get_tier_orders()
        return super(SaleOrder, others)._tier_validation_check_write_allowed(vals)

    def _tier_validation_check_write_remove_reviews(self, vals):
        others = self._get_tier_orders()
        result = super(SaleOrder, others)._tier_validation_check_write_remove_reviews(
            vals
        )
        if vals.get("state") == "cancel":
            # sudo: cancelling is checked by the write, and nothing is asked any more
            (self - others).sudo()._end_approval()
        return result

    def unlink(self):
        self.check_access("unlink")
        # sudo: access was checked above; the reviews go with their order
        reviews = self.sudo().with_context(active_test=False).review_ids
        reviews.unlink()
        return super().unlink()

    def _get_tier_validation_readonly_domain(self):
        domain = super()._get_tier_validation_readonly_domain()
        return f"({domain}) and not distributor_id"

    def _add_tier_validation_reviews(self, node, params):
        # in a box of its own: what the condition reads is added beside the field
        box = etree.Element("div")
        box.append(super()._add_tier_validation_reviews(node, params))
        box[0].set("invisible", "not review_ids or distributor_id")
        return box

    # the buttons and methods of OCA

    def request_validation(self):
        channel = self.filtered("distributor_id")
        for order in channel:
            order.action_ask_approval()
        return super(SaleOrder, self - channel).request_validation()

    def restart_validation(self):
        channel = self.filtered("distributor_id")
        for order in channel:
            order.action_ask_approval()
        return super(SaleOrder, self - channel).restart_validation()

    def validate_tier(self):
        if self.distributor_id:
            return self.action_decide_approval()
        return super().validate_tier()

    def reject_tier(self):
        if self.distributor_id:
            return self.action_decide_approval()
        return super().reject_tier()

    def _validate_tier(self, tiers=False):
        self._refuse_tier_method()
        return super()._validate_tier(tiers)

    def _rejected_tier(self, tiers=False):
        self._refuse_tier_method()
        return super()._rejected_tier(tiers)

    def _refuse_tier_method(self):
        if self.distributor_id:
            raise AccessError(
                self.env._("Decide on order %s with the button Decide.", self.name)
            )
