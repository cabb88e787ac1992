# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import format_date

ACTIVITY = "distributor.distributor_review_activity_type"
REVIEWED = ("active", "suspended")


class DistributorReview(models.AbstractModel):
    """When somebody looks at a distributor again, and what was found the last time."""

    _name = "distributor.review"
    _description = "Review of a Distributor"

    date_review = fields.Date(
        "Next Review",
        compute="_compute_date_review",
        store=True,
        readonly=True,
        copy=False,
        help="Day on which the salesperson is asked to look at the distributor. Each"
        " review sets the next day; its level says after how many months.",
    )
    date_reviewed = fields.Date("Last Review", readonly=True, copy=False)

    @api.depends("state", "level_id.review_months")
    def _compute_date_review(self):
        for distributor in self:
            months = distributor.level_id.review_months
            if distributor.state not in REVIEWED or not months:
                distributor.date_review = False
            elif not distributor.date_review:
                distributor.date_review = distributor._get_next_review(months)

    def _get_next_review(self, months):
        """Return the first day to come that lies whole intervals after the start."""
        today = self._get_today()
        start = min(self.date_start or today, today)
        past = (today.year - start.year) * 12 + today.month - start.month
        count = past // months
        while start + relativedelta(months=count * months) <= today:
            count += 1
        return start + relativedelta(months=count * months)

    def action_review(self):
        """Ask what was found and when to look again."""
        self.check_access("write")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor.distributor_review_done_action"
        )
        return dict(action, context={"default_distributor_id": self[:1].id})

    def _review(self, note, next_date):
        """Keep what was found; callers checked that the user may write it.

        :param next_date: day (date) of the next review, or False for none
        """
        self.ensure_one()
        # sudo: as the caller checked; only this button writes the days
        self.sudo().write(
            {"date_reviewed": self._get_today(), "date_review": next_date}
        )
        self.activity_feedback([ACTIVITY])
        when = self.env._("No further review.")
        if next_date:
            when = self.env._("Next review: %s.", format_date(self.env, next_date))
        self.message_post(body=self.env._("Reviewed: %(note)s", note=note) + f" {when}")

    @api.model
    def _get_review_domain(self):
        """Return the domain of the distributors to be looked at."""
        return [("state", "in", REVIEWED), ("date_review", "<=", "today")]

    @api.model
    def _cron_exit(self):
        result = super()._cron_exit()
        self._remind_reviews()
        return result

    @api.model
    def _remind_reviews(self):
        """Give the salesperson of each distributor to be reviewed an activity."""
        cron = self.env["ir.cron"]
        kind = self.env.ref(ACTIVITY)
        due = self.search(
            [
                *self._get_review_domain(),
                ("activity_ids", "not any", [("activity_type_id", "=", kind.id)]),
            ]
        )
        cron._commit_progress(remaining=len(due))
        for distributor in due:
            distributor._remind_review()
            if not cron._commit_progress(1):
                return

    def _remind_review(self):
        self.ensure_one()
        user = self.user_id.filtered("active")
        user = user or self._get_deciders("distributor.distributor_group_manager")[:1]
        self.with_context(lang=user.lang).activity_schedule(
            ACTIVITY,
            self.date_review,
            user_id=(user or self.env.user).id,
        )
