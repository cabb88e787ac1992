# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.distributor.models.group_names import FINANCE, MANAGER

from .distributor_commission_dispute_states import OPEN

ACTIVITY = "distributor_commission_dispute.mail_activity_type_decide"
LATE = "distributor_commission_dispute.mail_activity_type_late"
REMIND_BEFORE = 2  # days


class DistributorCommissionDisputeClock(models.AbstractModel):
    """Who decides a dispute until when; it is reminded of, then a manager is asked."""

    _name = "distributor.commission.dispute.clock"
    _description = "Clock of Disputes"

    deadline = fields.Date("Decide By", required=True, readonly=True, index=True)
    reminded_date = fields.Date("Reminded On", readonly=True)
    escalated_date = fields.Date("Escalated On", readonly=True)
    is_late = fields.Boolean(
        "Late", compute="_compute_is_late", search="_search_is_late"
    )
    countdown = fields.Char(compute="_compute_countdown")

    @api.depends("state", "deadline")
    def _compute_is_late(self):
        for dispute in self:
            company = dispute.company_id or self.env.company
            dispute.is_late = (
                dispute.state in OPEN
                and bool(dispute.deadline)
                and dispute.deadline < company._get_commission_today()
            )

    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = Domain("state", "in", OPEN) & Domain(
            "deadline", "<", self.env.company._get_commission_today()
        )
        return late if True in value else ~late

    @api.depends("state", "deadline")
    @api.depends_context("lang")
    def _compute_countdown(self):
        for dispute in self:
            dispute.countdown = dispute._get_countdown()

    def _get_countdown(self):
        """Return until when it is decided, and how many days that leaves."""
        self.ensure_one()
        if self.state not in OPEN:
            return False
        today = self.company_id._get_commission_today()
        values = {
            "date": format_date(self.env, self.deadline),
            "days": abs((self.deadline - today).days),
        }
        if self.is_late:
            return self.env._("Late since %(date)s (%(days)s days)", **values)
        return self.env._("Decide by %(date)s (%(days)s days left)", **values)

    @api.model
    def _get_deciders(self, group, company):
        """Return who of a group may decide in a company, the administrator last."""
        # sudo: only finds whom to remind
        users = self.env.ref(group).sudo().all_user_ids
        admin = self.env.ref("base.user_admin", raise_if_not_found=False)
        return (
            (users - self.env.ref("base.user_root") - self.env.user)
            .filtered(
                lambda user: user.active
                and not user.share
                and company in user.company_ids
            )
            .sorted(lambda user: (user == admin, user.id))
        )

    @api.model
    def _get_responsible(self, distributor):
        """Return who looks into a dispute: the contact if it may decide, or finance."""
        company = distributor.company_id
        finance = self._get_deciders(FINANCE, company)
        managers = self._get_deciders(MANAGER, company)
        contact = distributor.user_id & (finance | managers)
        return (contact or finance or managers)[:1]

    def _plan_activity(self):
        """Have the responsible decide in time."""
        self._clear_activities()
        for dispute in self.filtered("responsible_id"):
            told = dispute.with_context(lang=dispute.responsible_id.lang)
            told.activity_schedule(
                ACTIVITY,
                dispute.deadline,
                summary=told.env._(
                    "%(distributor)s disputes %(document)s",
                    distributor=dispute.distributor_id.display_name,
                    document=dispute.document,
                ),
                user_id=dispute.responsible_id.id,
            )

    def _clear_activities(self):
        self.activity_unlink([ACTIVITY, LATE])

    def _remind(self):
        """Tell the responsible that little time is left."""
        for dispute in self:
            user = dispute.responsible_id
            dispute.reminded_date = dispute.company_id._get_commission_today()
            if user:
                told = dispute.with_context(lang=user.lang)
                told.message_notify(
                    partner_ids=user.partner_id.ids,
                    subject=told.env._("Please decide %s", dispute.name),
                    body=told._get_countdown(),
                )

    def _escalate(self):
        """Ask a manager to decide what is late."""
        for dispute in self:
            dispute.escalated_date = dispute.company_id._get_commission_today()
            managers = self._get_deciders(MANAGER, dispute.company_id)
            managers -= dispute.user_id
            manager = (managers - dispute.responsible_id or managers)[:1]
            if manager:
                told = dispute.with_context(lang=manager.lang)
                told.activity_schedule(
                    LATE,
                    dispute.escalated_date,
                    summary=told.env._("%s should have been decided", dispute.name),
                    user_id=manager.id,
                )

    @api.model
    def _cron_remind(self, batch_size=200):
        """Remind of disputes near their deadline, and escalate those past it."""
        cron = self.env["ir.cron"]
        opened = self.search([("state", "in", OPEN)])
        for company in opened.company_id:
            today = company._get_commission_today()
            for step, domain in self._get_due_domains(company, today):
                cron._commit_progress(remaining=self.search_count(domain))
                for dispute in self.search(domain, order="id", limit=batch_size):
                    step(dispute)
                    if not cron._commit_progress(1):
                        return

    @api.model
    def _get_due_domains(self, company, today):
        """Return (step, domain) of what is to be done today."""
        own = Domain("state", "in", OPEN) & Domain("company_id", "=", company.id)
        soon = today + relativedelta(days=REMIND_BEFORE)
        model = type(self)
        return [
            (
                model._escalate,
                own
                & Domain("deadline", "<", today)
                & Domain("escalated_date", "=", False),
            ),
            (
                model._remind,
                own
                & Domain("deadline", "<=", soon)
                & Domain("deadline", ">=", today)
                & Domain("reminded_date", "=", False),
            ),
        ]
