# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.distributor_order.models.sale_order import MOVING

from ..engine.approval import AMOUNT, BEYOND, BUYER, QUANTITY, SHIP, read_facts
from .distributor_approval_decision import OPEN

QUOTATION = ("draft", "sent")
NOTE = "mail.mt_note"


class DistributorApprovalAsking(models.AbstractModel):
    """Asks for the approvals an order needs, and follows what is decided."""

    _name = "distributor.approval.asking"
    _description = "Asking for the Approval of an Order"
    _inherit = "distributor.approval.facts"

    def action_ask_approval(self):
        """Ask for the approvals these quotations need, without confirming them."""
        self.check_access("write")
        for order in self:
            # sudo: access was checked above
            order = order.sudo()
            if not order.distributor_id or order.state not in QUOTATION:
                raise UserError(
                    self.env._(
                        "Order %s: only quotations of distributors are approved.",
                        order.name,
                    )
                )
            order._check_submittable()
            if not order._needs_approval():
                raise UserError(
                    self.env._(
                        "Order %s needs no approval. You can confirm it.", order.name
                    )
                )
            order._ask_approval(self.env.user, submitted=False)
        return True

    def _ask_approval(self, user, submitted):
        """Ask for what is missing, in the name of a user. Call it in sudo.

        :param submitted: whether the order is confirmed once it is approved
        """
        self.ensure_one()
        values = {
            "approval_user_id": user.id,
            "approval_date": fields.Datetime.now(),
            "approval_submitted": submitted or self.approval_submitted,
            "approval_error": False,
        }
        if submitted and self.state == "draft":
            values["state"] = "sent"  # what waits is seen in the portal
        self.sudo().write(values)
        self.sudo()._sync_reviews(renew=True)

    def _sync_reviews(self, renew=False):
        """Make what is asked follow the order: ask for what is new, keep what holds.

        :param renew: also ask again for what was refused
        """
        self.ensure_one()
        rules = self._get_approval_rules()
        approved = self._get_approved(rules)
        by_id = {rule.id: rule for rule in rules}
        stale = self.env["tier.review"]
        for review in self.review_ids:
            rule = by_id.get(review.definition_id.id)
            if review.status == "approved":
                if rule and rule not in approved:
                    stale |= review
            elif not rule or rule in approved or review.status not in OPEN and renew:
                stale |= review
        self._log_stale(stale, by_id)
        stale._withdraw()
        asked = set(self.review_ids.definition_id.ids)
        reviews = self.env["tier.review"].create(
            [
                self._prepare_tier_review_vals(
                    self.env["tier.definition"].browse(rule.id), rule.sequence
                )
                for rule in rules
                if rule.id not in asked
            ]
        )
        self._sync_exceptions(rules)
        (self.review_ids | reviews)._update_review_status()

    def _log_stale(self, stale, rules):
        """Say in the log why what was approved is asked again."""
        texts = {
            AMOUNT: self.env._("the total went up"),
            SHIP: self.env._("the address changed"),
            QUANTITY: self.env._("there is more of a product"),
            BEYOND: self.env._("the exception is another one"),
            BUYER: self.env._("the buyer changed"),
        }
        facts = self._get_approval_facts()
        for review in stale.filtered(lambda one: one.status == "approved"):
            rule = rules[review.definition_id.id]
            changes = rule.get_changes(read_facts(review.facts), facts)
            self._log_approval(
                self.env._(
                    "%(rule)s is asked again: %(changes)s.",
                    rule=review.name,
                    changes=", ".join(texts[change] for change in changes),
                )
            )

    def _sync_exceptions(self, rules):
        """Let exceptions count as approved where all rules about them are."""
        approved = self._get_approved(rules)
        for row in self.exception_ids.filtered(lambda r: r.policy == "ask"):
            asking = [rule for rule in rules if rule.exception == row.kind]
            if not asking or row.state == "approved":
                continue
            if all(rule in approved for rule in asking):
                review = approved[asking[-1]]
                row.write(
                    {
                        "state": "approved",
                        "reopened": False,
                        "note": review.comment or review.name,
                        "user_id": review.done_by.id,
                        "decided_date": review.reviewed_date,
                    }
                )

    def _on_approval_change(self):
        """Look again at what is asked, after an order that waits was changed."""
        if self.env.context.get(MOVING):
            return  # `_on_split` looks when everything is where it belongs
        get_rules = self.env["tier.definition"]._get_order_rules
        # sudo: changing was allowed, and the approvals follow
        for order in self.sudo():
            if not get_rules(order.company_id.id):
                continue
            if not order.approval_user_id or order.state not in QUOTATION:
                continue
            if any(one.status != "rejected" for one in order.review_ids):
                order._sync_reviews()

    @api.model
    def _cron_follow_approvals(self, batch_size=200):
        """Let what waits follow rules and people that changed meanwhile."""
        cron = self.env["ir.cron"]
        domain = [
            ("state", "in", QUOTATION),
            ("approval_user_id", "!=", False),
            ("review_ids.status", "in", OPEN),
        ]
        orders = self.search(domain, limit=batch_size, order="write_date, id")
        cron._commit_progress(remaining=len(orders))
        for order in orders:
            order.try_lock_for_update().filtered_domain(domain)._follow_rules()
            if not cron._commit_progress(1):
                break

    def _follow_rules(self):
        for order in self:
            order._sync_reviews()
            reviews = order.review_ids.filtered(lambda one: one.status in OPEN)
            for review in reviews:
                review.reviewer_ids = review._get_reviewers()
            if not reviews:
                order._confirm_if_approved()

    def _end_approval(self):
        """Ask nobody any more: the order is cancelled."""
        for order in self.filtered("approval_user_id"):
            order.review_ids._withdraw()
            order.write({"approval_submitted": False, "approval_error": False})

    def action_decide_approval(self):
        """Open the decision on what waits for the user."""
        self.ensure_one()
        self.check_access("read")
        if not self._get_my_reviews():
            raise UserError(
                self.env._("Order %s: nothing waits for you here.", self.name)
            )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_approval.distributor_approval_decide_action"
        )
        return dict(action, context={"default_order_id": self.id})

    def _on_approval(self, reviews):
        for review in reviews:
            self._log_approval(
                self.env._(
                    "Approved: %(rule)s. %(comment)s",
                    rule=review.name,
                    comment=review.comment or "",
                )
            )
        self._sync_exceptions(self._get_approval_rules())
        self.review_ids._update_review_status()
        if not self.review_ids.filtered(lambda one: one.status in OPEN):
            self._confirm_if_approved()

    def _on_refusal(self, reviews):
        others = self.review_ids.filtered(lambda one: one.status in OPEN)
        others._withdraw()
        for review in reviews:
            self._tell_submitter(
                lambda env, one=review: env._(
                    "Not approved: %(reason)s You can change the order and send it"
                    " again.",
                    reason=one.comment,
                )
            )

    def _tell_submitter(self, get_text):
        """Write to who sent the order for approval, in its language.

        :param get_text: called with an environment; returns the text
        """
        user = self.approval_user_id
        here = self.with_context(lang=user.lang, mail_post_autofollow_author_skip=True)
        here.message_post(
            body=Markup("<p>%s</p>") % get_text(here.env),
            subtype_xmlid="mail.mt_comment",
            partner_ids=user.partner_id.ids,
        )

    def _tell_approved(self):
        self._tell_submitter(
            lambda env: env._("The order is approved and can be confirmed.")
        )

    def _log_approval(self, text):
        # who decides does not follow the order: an upline may not see it
        here = self.with_context(mail_post_autofollow_author_skip=True)
        here.message_post(body=text, subtype_xmlid=NOTE)
