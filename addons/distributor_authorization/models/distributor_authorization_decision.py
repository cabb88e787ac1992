# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.distributor.models.group_names import MANAGER


class DistributorAuthorizationDecision(models.AbstractModel):
    """The states of an authorisation and who may change them."""

    _name = "distributor.authorization.decision"
    _description = "Decisions on Authorisations"
    _inherit = ["distributor.step"]

    def _check_manager(self):
        self.check_access("write")
        if not self.env.user.has_group(MANAGER):
            raise AccessError(
                self.env._("Only a distribution manager decides on authorisations.")
            )

    def action_submit(self):
        """Hand drafts in for approval by a manager who is somebody else."""
        self.check_access("write")
        self._check_step("draft")
        # sudo: write access and state were checked above
        self.sudo().write(
            {
                "state": "submitted",
                "submitter_id": self.env.uid,
                "submitted_date": fields.Datetime.now(),
            }
        )
        return True

    def action_draft(self):
        """Take what is not approved back, to change it."""
        self.check_access("write")
        self._check_step("submitted", "refused")
        # sudo: write access and state were checked above
        self.sudo().write({"state": "draft", "submitter_id": False})
        return True

    def action_approve(self):
        """Approve what was submitted; overlaps that do not block are shown first."""
        self._check_manager()
        self._check_step("submitted")
        overlaps = any(not o[2] for one in self for o in one._find_overlaps())
        if overlaps:
            action = self.env["ir.actions.act_window"]._for_xml_id(
                "distributor_authorization.distributor_authorization_approve_action"
            )
            return dict(action, context={"default_authorization_ids": self.ids})
        self._approve()
        return True

    def _approve(self):
        """Approve after all checks; callers checked that a manager asks for it."""
        self._lock_company()
        # one after the other: each is compared with those approved before it
        for one in self:
            one._check_other_approver()
            one._check_inside_upline()
            one._check_conflicts()
            # sudo: the caller checked group and state, the terms were checked above
            one.sudo().write(
                {
                    "state": "approved",
                    "approver_id": self.env.uid,
                    "approved_date": fields.Datetime.now(),
                    "refusal_reason": False,
                }
            )
        # sudo: see above
        self.company_id.sudo().filtered(
            lambda company: not company.authorization_in_use
        ).authorization_in_use = True
        self._refresh_orders()

    def _lock_company(self):
        """Make approvals in a company wait for each other or start over.

        Reading is not enough under REPEATABLE READ, so the company is updated: the
        second one fails with a serialization error and is repeated on what is new.
        """
        if self:
            self.env.execute_query(
                SQL(
                    """
                    UPDATE res_company
                       SET authorization_version =
                           COALESCE(authorization_version, 0) + 1
                     WHERE id IN %s RETURNING id
                    """,
                    tuple(sorted(self.company_id.ids)),
                )
            )

    def _check_other_approver(self):
        if self.submitter_id == self.env.user and not self.env.su:
            raise UserError(
                self.env._(
                    "You submitted authorisation %s yourself: another manager has to"
                    " approve it.",
                    self.display_name,
                )
            )

    def _check_inside_upline(self):
        if texts := self._get_gap_texts():
            raise ValidationError(
                self.env._(
                    "Authorisation %(name)s goes beyond what the upline may sell:\n"
                    "%(gaps)s",
                    name=self.display_name,
                    gaps=self._as_list(texts),
                )
            )

    def _check_conflicts(self):
        if blocking := [found for found in self._find_overlaps() if found[2]]:
            raise ValidationError(
                self.env._(
                    "Authorisation %(name)s meets an exclusive right:\n%(conflicts)s\n"
                    "Change territory, products, channels or days, or end the other"
                    " first.",
                    name=self.display_name,
                    conflicts=self._as_list(self._explain_overlaps(blocking)),
                )
            )

    def _refuse(self, reason):
        """Refuse with a reason; callers checked that a manager asks for it."""
        # sudo: see above
        self.sudo().write(
            {
                "state": "refused",
                "refusal_reason": reason,
                "approver_id": self.env.uid,
                "approved_date": fields.Datetime.now(),
            }
        )

    def _end(self, day):
        """Let approved ones end on a day, today or later; callers checked the right."""
        if day < self._get_today():
            raise UserError(
                self.env._("An authorisation ends today or later, never in the past.")
            )
        for one in self:
            if one.date_end and one.date_end <= day:
                continue
            # one that has not begun never will
            vals = {"state": "ended"} if one.date_start > day else {}
            # sudo: see above
            one.sudo().write(dict(vals, date_end=day))
        self._refresh_orders()

    def _get_today(self):
        """Return the day it is where the company is, which its orders go by."""
        return self.env["distributor.distributor"]._get_today(self.company_id[:1])

    def _refresh_orders(self):
        # sudo: who decides on authorisations may not see every quotation
        self.env["sale.order"].sudo()._refresh_open_exceptions(
            Domain("distributor_id", "in", self.distributor_id.ids)
        )

    @api.model
    def _cron_end(self):
        """Mark those whose last day is over."""
        self.search(
            [("state", "=", "approved"), ("date_end", "<", "today")]
        ).sudo().write({"state": "ended"})  # sudo: the scheduler follows the dates
