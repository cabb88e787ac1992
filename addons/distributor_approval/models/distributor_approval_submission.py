# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.exceptions import AccessError, RedirectWarning, UserError

from .distributor_approval_asking import QUOTATION
from .distributor_approval_decision import OPEN

CONFIRMING = "distributor_approval.confirming"


class DistributorApprovalSubmission(models.AbstractModel):
    """Submits an order: the last approval confirms it, for who submitted it."""

    _name = "distributor.approval.submission"
    _description = "Submission of an Order"
    _inherit = "distributor.approval.asking"

    def _submit(self):
        """Confirm an order, or ask for the approval it needs."""
        self.ensure_one()
        self._check_portal_right("order")
        if self.distributor_id and self._get_portal_refusals():
            self._ask_owner()
            return
        # sudo: the right to order was checked above
        order = self.sudo()
        if order.distributor_id:
            order._check_submittable()
            if order._needs_approval():
                order._ask_approval(order._get_submitter(), submitted=True)
                return
        self.with_context(send_email=True).action_confirm()

    def _check_approvals(self):
        """Refuse orders that need an approval they do not have.

        :raise UserError: names the order, each rule, why it asks and who decides
        """
        for order in self.sudo():  # sudo: checked here, for whoever confirms
            rules = order._get_approval_rules()
            if not rules:
                continue
            if order._get_missing_rules(rules):
                raise UserError(
                    self.env._(
                        "Order %(order)s needs approval before it is confirmed:\n"
                        "%(reasons)s",
                        order=order.name,
                        reasons=order._describe_missing(),
                    )
                )
            order._sync_exceptions(rules)
            if order.approval_error:
                order.approval_error = False

    def _check_submittable(self):
        """Refuse what no approval can change.

        :raise UserError: names the order and the reason
        """
        self.ensure_one()
        self._refresh_open_exceptions([("id", "=", self.id)])
        if self.exception_level == "refused":
            self._raise_blocking()
        self._check_distributor_active()
        self._check_first_order()

    def _get_submitter(self):
        """Return the user who is really acting: in the portal, or by a payment."""
        self.ensure_one()
        actor = self.env["res.users"]._get_portal_actor()
        if actor and not actor._is_public():
            return actor
        payer = self._get_portal_payer()
        return payer or actor or self.env.user

    def _confirm_if_approved(self):
        """Confirm a submitted order that waits for nobody any more."""
        self.ensure_one()
        # sudo: called by who was allowed to decide
        order = self.sudo()
        if order.state not in QUOTATION or not order.approval_user_id:
            return
        if order._needs_approval():
            order._sync_reviews()
        elif order.approval_submitted:
            order._confirm_for_submitter()
        else:
            order._tell_approved()

    def _confirm_for_submitter(self):
        """Confirm as who submitted the order; what goes wrong stands on the order."""
        user = self.approval_user_id
        order = (
            self.with_user(user)
            .sudo()  # the right of the submitter is checked in _check_submitter
            .with_company(self.company_id)
            .with_context(lang=user.lang, send_email=True)
        )
        confirming = self.env.cr.cache.setdefault(CONFIRMING, set())
        confirming.add(order.id)
        try:
            with self.env.cr.savepoint():
                order._track_set_author(user.partner_id)
                order.action_confirm()
        except (UserError, RedirectWarning) as error:
            self._keep_error(str(error.args[0]))
        finally:
            confirming.discard(order.id)

    def _keep_error(self, text):
        self.approval_error = text
        self._tell_submitter(
            lambda env: env._(
                "The order is approved, but cannot be confirmed yet: %s", text
            )
        )

    def _check_submitter(self):
        user = self.approval_user_id
        if not user.share:
            return
        distributor = self.distributor_id
        if not distributor._user_can("order", user):
            raise AccessError(
                self.env._(
                    "%(user)s may not order for %(distributor)s any more.",
                    user=user.name,
                    distributor=distributor.name,
                )
            )
        member = distributor._get_member(user)
        member._lock_limit()
        if refusals := member and member._get_limit_refusals(self):
            raise UserError("\n".join(refusals))
        self.write(
            {
                "portal_user_id": user.id,
                "portal_date": self._get_channel_date(),
                "portal_asked_by": False,
            }
        )

    def _get_approval_state(self):
        """Return the state of the approval, for display; False for other orders."""
        self.ensure_one()
        if not self.distributor_id or self.state not in QUOTATION:
            return False
        rules, exceptions = self._get_approval_rules(), self._get_open_exceptions()
        if not rules and not exceptions:
            return "approved" if self.approval_error else "none"
        missing = self._get_missing_rules(rules)
        if not missing and not exceptions:
            return "approved"
        asked = {rule.id for rule in missing}
        statuses = {
            one.status for one in self.review_ids if one.definition_id.id in asked
        }
        if "rejected" in statuses or "refused" in exceptions.mapped("state"):
            return "refused"
        if statuses & set(OPEN) or (not missing and self.approval_submitted):
            return "waiting"
        return "needed"

    def _get_my_reviews(self):
        """Return what the user may decide now on this order (sudo)."""
        self.ensure_one()
        user = self.env.user
        # sudo: each one is checked against the user
        return self.sudo().review_ids.filtered(lambda one: one._may_decide(user))

    def _get_approval_authors(self):
        """Return who made the order, asked for it or sent it."""
        self.ensure_one()
        return self.create_uid | self.approval_user_id | self.portal_asked_by

    def _is_held_by_approval(self):
        """Tell whether the customer has nothing to accept: others decide now."""
        self.ensure_one()
        return self.approval_state in ("waiting", "refused")
