# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

OPEN = ("waiting", "pending")
ACTIVITY = "distributor_approval.mail_activity_type_approval"
EVERYBODY = 9  # escalated so often, nobody is left to be asked
MAX_ACTIVITIES = 10


class DistributorApprovalDecision(models.AbstractModel):
    """Asking, deciding, and asking the next one when nobody decides."""

    _name = "distributor.approval.decision"
    _description = "Decision on an Order"

    def _begin(self):
        """Start the deadline of what can be decided now, and tell the reviewers."""
        for one in self:
            one.deadline = one.definition_id._get_deadline()
            one._notify(one.reviewer_ids)

    def _decide(self, status, comment, seen=None):
        """Approve or refuse, by the user, what waits for it on one order.

        :param status: "approved" or "rejected"
        :param comment: why; needed to refuse
        :param seen: fingerprint of the order as the user saw it, if known
        :raise AccessError, UserError: says why this cannot be decided
        """
        # sudo: each review is checked against the user before it is written
        reviews, user = self.sudo(), self.env.user
        order = reviews.order_id
        if not order:
            raise UserError(self.env._("Nothing waits for you here any more."))
        order.ensure_one()
        comment = (comment or "").strip()
        reviews._queue()
        for one in reviews:
            one._check_decision(user)
        if status == "rejected" and not comment:
            raise UserError(self.env._("Order %s: say why you refuse it.", order.name))
        facts = order._get_approval_facts()
        if seen and seen != facts.get_fingerprint():
            raise UserError(
                self.env._(
                    "Order %s changed since you opened it. Look at it again, please.",
                    order.name,
                )
            )
        reviews.write(
            {
                "status": status,
                "comment": comment,
                "done_by": user.id,
                "reviewed_date": fields.Datetime.now(),
                "facts": facts.to_json(),
            }
        )
        reviews._end_activities()
        if status == "approved":
            order._on_approval(reviews)
        else:
            order._on_refusal(reviews)

    def _queue(self):
        """Make decisions on one order at once start over.

        Two that approve the last two reviews would each see the other one open; the row
        is updated, so that the second one begins again on what the first one left.
        """
        self.env.execute_query(
            SQL(
                """
                UPDATE sale_order
                   SET approval_version = COALESCE(approval_version, 0) + 1
                 WHERE id IN %(ids)s
                RETURNING id
                """,
                ids=tuple(self.order_id.ids),
            )
        )
        self.order_id.invalidate_recordset(["approval_version"])

    def _check_decision(self, user):
        """Refuse who may not decide this, or not any more.

        :raise AccessError, UserError: names the order
        """
        self.ensure_one()
        order = self.order_id
        if not self._may_decide(user):
            if self.status not in OPEN or not self.active:
                raise UserError(
                    self.env._(
                        "Order %s: this was decided already, or is not asked any more.",
                        order.name,
                    )
                )
            raise AccessError(
                self.env._("You cannot approve or refuse order %s.", order.name)
            )
        if order.state not in ("draft", "sent"):
            raise UserError(
                self.env._("Order %s is no quotation any more.", order.name)
            )

    def _withdraw(self):
        """Archive what does not count any more; it can still be read."""
        self._end_activities()
        self.filtered(lambda one: one.status in OPEN).status = "cancel"
        self.active = False
        # what is archived leaves the field without being told to
        self.order_id.invalidate_recordset(["review_ids"])

    # telling

    def _notify(self, users):
        """Ask reviewers, each in its language: by activity, uplines by message."""
        self.ensure_one()
        order = self.order_id
        for user in users.filtered(lambda user: not user.share)[:MAX_ACTIVITIES]:
            here = order.with_context(lang=user.lang)
            reason = self.with_context(lang=user.lang).reason
            here.activity_schedule(
                ACTIVITY,
                summary=self.with_context(lang=user.lang).name,
                note=reason,
                user_id=user.id,
                date_deadline=fields.Date.context_today(self, self.deadline)
                if self.definition_id.deadline_hours
                else fields.Date.context_today(self),
            )
        for user in users.filtered("share"):
            self.with_context(lang=user.lang)._notify_upline(user)

    def _notify_upline(self, user):
        """Tell a member of the upline, on the record of the upline: it cannot see
        the order of its downline.
        """
        order = self.order_id
        url = self._get_portal_url()
        link = Markup('<p><a href="%s">%s</a></p>') % (url, self.env._("Decide"))
        text = self.env._(
            "Order %(order)s of %(distributor)s waits for your approval. You find it in"
            " the portal, under Approvals.",
            order=order.name,
            distributor=order.distributor_id.name,
        )
        self.approver_id.message_notify(
            partner_ids=user.partner_id.ids,
            subject=self.env._(
                "%s asks you to approve an order", order.distributor_id.name
            ),
            body=Markup("<p>%s</p>%s") % (text, link if url else ""),
        )

    def _get_portal_url(self):
        """Return where an upline decides, if there is a portal page for it."""
        return False

    def _end_activities(self):
        """Remove what asks for a decision, unless another review of the order does."""
        for order in self.order_id:
            left = order.review_ids.filtered(
                lambda one: one.status == "pending" and one not in self
            )
            activities = order.activity_ids.filtered_domain(
                [
                    ("activity_type_id", "=", self.env.ref(ACTIVITY).id),
                    ("user_id", "not in", left.reviewer_ids.ids),
                ]
            )
            activities.unlink()

    # the deadline

    @api.model
    def _cron_escalate(self, batch_size=100):
        """Ask the next one where nobody decided in time, at each deadline."""
        cron = self.env["ir.cron"]
        domain = [
            ("order_id.state", "in", ("draft", "sent")),
            ("status", "=", "pending"),
            ("deadline", "<=", fields.Datetime.now()),
            ("escalation_count", "<", EVERYBODY),
        ]
        cron._commit_progress(remaining=self.search_count(domain))
        for review in self.search(domain, limit=batch_size):
            locked = review.try_lock_for_update().filtered_domain(domain)
            locked._escalate()
            if not cron._commit_progress(1):
                break

    def _escalate(self):
        for one in self:
            before = one.reviewer_ids
            one.write(
                {
                    "escalated_date": fields.Datetime.now(),
                    # reviews of before the count were escalated once
                    "escalation_count": 1
                    + (one.escalation_count or bool(one.escalated_date)),
                }
            )
            one.reviewer_ids = one._get_reviewers()
            asked = one.reviewer_ids - before
            steps = self.env["res.users"].union(*one._get_next_reviewers())
            if steps - one.reviewer_ids:
                one.deadline = one.definition_id._get_deadline()
            else:
                one.escalation_count = EVERYBODY
            one._notify(asked)
            one.order_id._log_approval(
                self.env._(
                    "%(rule)s: nobody decided in time. Now also asked: %(names)s.",
                    rule=one.name,
                    names=", ".join(asked.mapped("name")) or self.env._("nobody else"),
                )
            )
