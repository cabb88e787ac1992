# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.distributor.models.group_names import MANAGER

from ..engine import find_ambiguities


class DistributorCommissionApproval(models.AbstractModel):
    """Who makes a version final, and what is checked before."""

    _name = "distributor.commission.approval"
    _description = "Approval of a Commission Plan Version"
    _inherit = "distributor.asking"

    written_by_me = fields.Boolean(compute="_compute_written_by_me")

    @api.depends("author_ids")
    @api.depends_context("uid")
    def _compute_written_by_me(self):
        for version in self:
            version.written_by_me = self.env.user in version._get_authors()

    def action_ask(self):
        """Ask the other managers of the company for approval."""
        self.ensure_one()
        self._check_manager()
        if self.state != "draft":
            return
        self._check_rules()
        # sudo: only a manager comes here, checked above
        self.sudo().write(
            {"asked_uid": self.env.uid, "asked_date": fields.Datetime.now()}
        )
        self._ask(self._get_approvers())

    def _get_approvers(self):
        """Return the managers who may approve this version."""
        return self._get_deciders(MANAGER) - self._get_authors()

    def _get_authors(self):
        return self.author_ids | self._origin.create_uid

    def action_approve(self):
        """Approve, or show the warnings to be confirmed first."""
        self._check_manager()
        self._check_approver()
        drafts = self.filtered(lambda version: version.state == "draft")
        for version in drafts:
            version._check_rules()
        # what installs and tests prepare is approved without a dialog
        if not self.env.su and drafts._get_warnings():
            drafts.ensure_one()
            action = self.env["ir.actions.act_window"]._for_xml_id(
                "distributor_commission.distributor_commission_approve_action"
            )
            return dict(action, context={"default_version_id": drafts.id})
        drafts._approve()
        return None

    def _approve_with(self, accepted, reason):
        """Approve in spite of warnings, when the user says so and why."""
        self._check_manager()
        self._check_approver()
        if not accepted or not (reason or "").strip():
            raise UserError(
                self.env._("Confirm the warnings and give a reason to approve.")
            )
        self._approve(reason.strip())

    def action_close(self):
        self._check_manager()
        for version in self:
            if version.state == "approved":
                # sudo: only a manager comes here, checked above
                version.sudo().write(
                    {
                        "state": "closed",
                        "date_end": max(
                            version.company_id._get_commission_today(),
                            version.date_start,
                        ),
                    }
                )
        self.env.registry.clear_cache()

    def action_new_version(self):
        """Copy into a draft, to be changed and approved."""
        self.ensure_one()
        today = self.company_id._get_commission_today()
        copy = self.copy({"date_start": max(self.date_start, today)})
        return copy._get_records_action()

    def _check_manager(self):
        self.check_access("write")
        if not self.env.su and not self.env.user.has_group(MANAGER):
            raise AccessError(self.env._("Only a distribution manager approves plans."))

    def _check_approver(self):
        """Refuse who wrote a version; only the system itself may be both."""
        if self.env.su:
            return
        for version in self:
            if self.env.user in version._get_authors():
                raise AccessError(
                    self.env._(
                        "You wrote or changed %s yourself: another distribution"
                        " manager has to approve it.",
                        version.display_name,
                    )
                )

    def _approve(self, reason=None, occasion=None):
        """Check the rules and make the version final.

        Callers checked that the user is a manager and not an author.

        :param reason: why it is right in spite of the warnings
        :param occasion: what makes the system approve by itself
        :raise UserError: names the rules that clash, or what is missing
        """
        for version in self.filtered(lambda version: version.state == "draft"):
            version._check_rules()
            warnings = version._get_warnings()
            # sudo: the caller checked that the user is a manager
            final = version.sudo()
            final.write(
                {
                    "state": "approved",
                    "approved_uid": self.env.uid,
                    "approved_date": fields.Datetime.now(),
                    "approval_reason": reason,
                    "approval_warnings": "\n".join(w["text"] for w in warnings),
                    "pay_persons": version.plan_id.pay_persons,
                }
            )
            final._stop_asking(self.env._("Approved"))
            if warnings:
                final._log_warnings(warnings, reason)
            if self.env.user in version._get_authors():
                final._log_own_approval(occasion)
        self.env.flush_all()
        self.env.registry.clear_cache()

    def _log_own_approval(self, occasion):
        """Say in the chatter that nobody but the system approved, and why it did."""
        if not occasion and not self.env.registry.ready:
            occasion = self.env._("the installation")
        self._message_log(
            body=self.env._(
                "Approved by the system for %(user)s, who wrote it as well: no second"
                " person looked at it. Occasion: %(occasion)s.",
                user=self.env.user.name,
                occasion=occasion or self.env._("a program of this installation"),
            )
        )

    def _log_warnings(self, warnings, reason):
        items = Markup().join(
            Markup("<li>%s <em>%s</em></li>") % (one["text"], one["citation"])
            for one in warnings
        )
        title = self.env._("Approved in spite of:")
        why = self.env._("Reason: %s", reason) if reason else ""
        self.message_post(
            body=Markup("<p>%s</p><ul>%s</ul><p>%s</p>") % (title, items, why)
        )

    def _check_rules(self):
        """Refuse what cannot be computed, and what policy forbids."""
        self.ensure_one()
        rules = self.rule_ids
        if not rules and not self.bonus_ids:
            raise UserError(self.env._("Add a rule: this version pays nobody."))
        rules._check_complete()
        for bonus in self.bonus_ids:
            if not bonus.tier_ids:
                raise UserError(
                    self.env._("Bonus “%s”: enter at least one tier.", bonus.name)
                )
        clashes = find_ambiguities(rules._to_engine(), rules._get_parents())
        if clashes:
            first, second = (rules.browse(key).display_name for key in clashes[0])
            raise UserError(
                self.env._(
                    "“%(first)s” and “%(second)s” fit the same sale and nothing"
                    " decides between them. Give one more conditions, or order them"
                    " by sequence.",
                    first=first,
                    second=second,
                )
            )
        blocking = [f for f in self._get_findings() if f["severity"] == "block"]
        if blocking:
            raise UserError(
                "\n\n".join(f"{f['text']}\n{f['citation']}" for f in blocking)
            )
