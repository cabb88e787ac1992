# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.distributor.models.group_names import MANAGER

from .distributor_approval_decision import OPEN
from .tier_definition import INTERNAL, MODEL


class TierReview(models.Model):
    """One decision that an order of a distributor needs.

    Rows of such orders are written by methods that check who decides, never by RPC;
    what does not count any more is archived and stays to be read.
    """

    _name = "tier.review"
    _inherit = ["tier.review", "distributor.approval.decision"]

    active = fields.Boolean(default=True)
    order_id = fields.Many2one(
        "sale.order",
        compute="_compute_order_id",
        store=True,
        index="btree_not_null",
        ondelete="cascade",
        groups=INTERNAL,
    )
    approver_id = fields.Many2one(
        "distributor.distributor",
        "Approved by Distributor",
        compute="_compute_approver_id",
        store=True,
        index="btree_not_null",
        help="The upline that is asked; follows a move until it has decided.",
        groups=INTERNAL,
    )
    facts = fields.Json(
        groups="base.group_system", help="What was approved: of the whole order."
    )
    deadline = fields.Datetime(readonly=True, index="btree_not_null", groups=INTERNAL)
    escalated_date = fields.Datetime("Escalated On", readonly=True, groups=INTERNAL)
    escalation_count = fields.Integer("Times Escalated", readonly=True, groups=INTERNAL)
    reason = fields.Text(compute="_compute_reason", compute_sudo=True, groups=INTERNAL)

    @api.depends("model", "res_id")
    def _compute_order_id(self):
        for one in self:
            one.order_id = one.res_id if one.model == MODEL else False

    @api.depends("order_id.distributor_id.parent_id", "review_type", "status")
    def _compute_approver_id(self):
        for one in self:
            if one.approver_id and one.status not in OPEN:
                continue  # who decided stays
            asked = one.review_type == "upline"
            one.approver_id = asked and one.order_id.distributor_id.parent_id

    @api.depends("order_id", "definition_id")
    @api.depends_context("lang")
    def _compute_reason(self):
        facts = {order: order._get_approval_facts() for order in self.order_id}
        for one in self:
            reasons = one.order_id and one.definition_id._get_reasons(
                one.order_id, facts[one.order_id]
            )
            one.reason = "\n".join(reasons) if reasons else False

    # written by the checked methods alone

    def _is_of_channel(self):
        return bool(self.order_id.distributor_id)

    @api.model_create_multi
    def create(self, vals_list):
        reviews = super().create(vals_list)
        reviews._check_written_by_rule()
        return reviews

    def write(self, vals):
        self._check_written_by_rule()
        result = super().write(vals)
        if {"model", "res_id"} & vals.keys():
            self._check_written_by_rule()
        return result

    def unlink(self):
        self._check_written_by_rule()
        return super().unlink()

    def _check_written_by_rule(self):
        """Refuse what did not pass the checks of a decision.

        :raise AccessError: says where to decide
        """
        # sudo: asked to decide what the user may do
        if not self.env.su and any(one._is_of_channel() for one in self.sudo()):
            raise AccessError(
                self.env._("Decide on the approval of an order on the order itself.")
            )

    # who

    @api.model
    def _get_reviewer_fields(self):
        return [
            *super()._get_reviewer_fields(),
            "approver_id",
            "escalated_date",
            "escalation_count",
            "review_type",
            "order_id.distributor_id.user_id",
        ]

    def _get_reviewers(self):
        # sudo: who may decide does not depend on who looks
        one = self.sudo()
        if not one._is_of_channel():
            return super()._get_reviewers()
        users = one._get_first_reviewers()._origin.filtered(one._may_be_asked)
        # reviews of before the count were escalated once
        count = one.escalation_count or bool(one.escalated_date)
        for found in one._get_next_reviewers()[: count + (not users)]:
            users |= found
        return users

    def _get_first_reviewers(self):
        """Return whom the rule names, before anybody is left out."""
        definition = self.definition_id
        if definition.review_type == "upline":
            return self.approver_id._get_approval_users()
        if definition.review_type == "salesperson":
            return self.order_id.distributor_id.user_id
        if definition.review_type == "group":
            return definition.reviewer_group_id.all_user_ids
        return super()._get_reviewers()

    def _get_next_reviewers(self):
        """Return whom each deadline asks besides, one after the other: a list of users.

        The first of them is also who decides when nobody else can.
        """
        asked = self._get_first_reviewers()
        steps = []
        for users in (
            self.definition_id.escalation_user_id,
            self.order_id.distributor_id.user_id,
            self.env.ref(MANAGER).all_user_ids,
        ):
            if found := (users - asked).filtered(self._may_be_asked):
                steps.append(found)
                asked |= found
        return steps

    def _may_be_asked(self, user):
        """Tell whether a user may decide on this: not on its own order."""
        order = self.order_id
        if not user.active or order.company_id not in user.company_ids:
            return False
        if order.company_id.approval_own_orders:
            return True
        if user in order._get_approval_authors() | self.requested_by:
            return False
        # who works for buyer and upline decides for neither on the other
        return not user.share or not order.distributor_id._user_can("view", user)

    def _get_asked_name(self):
        """Return who decides: distributors learn no names of employees."""
        self.ensure_one()
        if self.review_type == "upline" and self.approver_id:
            return self.approver_id.name
        # a page opened by a link is made as superuser: who asked for it counts
        if self.env["res.users"]._get_portal_actor():
            return self.order_id.company_id.name
        # sudo: the name of a group, for whoever reads the order; what is stored is in
        # the language of whoever asked
        group = self.sudo().reviewer_group_id
        return group.full_name or self.todo_by or self.env._("somebody who may")

    def _get_decider_name(self):
        self.ensure_one()
        if self.env["res.users"]._get_portal_actor():
            return self._get_asked_name()
        return self.done_by.name

    def _may_decide(self, user):
        self.ensure_one()
        return self.status == "pending" and user in self._get_reviewers()

    @api.depends("reviewer_ids")
    def _compute_todo_by(self):
        uplines = self.filtered(lambda one: one.review_type == "upline")
        result = super(TierReview, self - uplines)._compute_todo_by()
        for one in uplines:
            # sudo: the name of the upline, for whoever reads the order
            one.todo_by = one.sudo().approver_id.display_name or ", ".join(
                one.reviewer_ids[:3].mapped("display_name")
            )
        return result

    def _update_review_status(self):
        # sudo: whose turn it is follows from the decisions before
        result = super(TierReview, self.sudo())._update_review_status()
        todo = self.sudo().filtered(
            lambda one: (
                one.status == "pending" and not one.deadline and one._is_of_channel()
            )
        )
        todo._begin()
        return result
