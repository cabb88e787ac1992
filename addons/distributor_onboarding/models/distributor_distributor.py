# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.exceptions import AccessError
from odoo.tools import email_normalize

from ..engine import keys

SHOWN = 20
OPEN_INVITATIONS = 50


class DistributorDistributor(models.Model):
    """Where it came from, and who applies below it."""

    _inherit = "distributor.distributor"

    application_ids = fields.One2many("distributor.application", "distributor_id")
    invitation_ids = fields.One2many("distributor.application.invitation", "upline_id")

    _credit_code_key = models.Index(f"USING hash (({keys.code('credit_code')}))")
    # written at once: a list of what is not yet in the index would be read each time
    _name_key = models.Index(
        lambda registry: registry.has_trigram
        and f"USING gin (({keys.name('name')}) gin_trgm_ops) WITH (fastupdate = off)"
    )

    def _get_application(self):
        """Return the application this distributor came from, or none; in sudo."""
        # sudo: the steps hold for whoever activates
        applications = self.sudo().application_ids
        return applications.filtered(lambda a: a.state != "withdrawn")[:1]

    def _get_activation_blockers(self):
        blockers = super()._get_activation_blockers()
        application = self._get_application()
        if application and application.state != "done":
            blockers += [
                self.env._(
                    "Step %(step)s of application %(application)s is open.",
                    step=step._get_label(),
                    application=application.reference,
                )
                for step in application.step_ids.sorted("sequence")
                if step.state not in ("done", "skipped") and step.kind != "activation"
            ]
        return blockers

    def action_activate(self):
        result = super().action_activate()
        for distributor in self:
            application = distributor._get_application()
            if application.state == "activation":
                application._on_activated()
        return result

    def action_view_application(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "distributor.application",
            "res_id": self.application_ids[:1].id,
            "view_mode": "form",
        }

    # what an upline sees in the portal, which resolved the distributor in sudo

    def _can_invite(self):
        """Tell whether the current user may invite and accept for this distributor."""
        self.ensure_one()
        return (
            self.state == "active"
            and self.level_id.can_have_downline
            and self._user_can("manage")
        )

    def _check_can_invite(self):
        if not self._can_invite():
            raise AccessError(
                self.env._(
                    "Only an owner of an active distributor invites and accepts."
                )
            )

    def _count_portal_applications(self):
        """Return how many applications wait for this upline."""
        return self.env["distributor.application"].search_count(
            [("upline_id", "=", self.id), ("state", "=", "upline")]
        )

    def _get_portal_applications(self):
        """Return the applications below this upline, as what it may know of them.

        Neither bank account nor documents: these are between applicant and brand.
        """
        self.ensure_one()
        applications = self.env["distributor.application"].search(
            [("upline_id", "=", self.id), ("date_verified", "!=", False)],
            order="id desc",
            limit=SHOWN,
        )
        labels = dict(applications._get_states())
        rows = [
            {
                "id": application.id,
                "reference": application.reference,
                "name": application.name,
                "contact_name": application.contact_name,
                "phone": application.phone,
                "city": application.city,
                "level": application.level_id.name,
                "message": application.message,
                "state": application.state,
                "label": labels[application.state],
                "date_due": application.date_due,
                "is_waiting": application.state == "upline",
            }
            for application in applications
        ]
        return sorted(rows, key=lambda row: not row["is_waiting"])

    def _get_portal_invitations(self):
        return self.env["distributor.application.invitation"].search(
            [
                ("upline_id", "=", self.id),
                ("is_withdrawn", "=", False),
                ("date_expiry", ">=", fields.Date.context_today(self)),
            ],
            limit=OPEN_INVITATIONS,
        )

    def _get_portal_application(self, application_id):
        """Return an application that waits for this upline, or none."""
        self._check_can_invite()
        return self.env["distributor.application"].search(
            [
                ("id", "=", application_id),
                ("upline_id", "=", self.id),
                ("state", "=", "upline"),
            ]
        )

    def _invite(self, label, email, level_id):
        """Make an invitation of this upline and mail it when there is an address.

        :param level_id: id of a level below; 0 to let the applicant choose
        """
        self.ensure_one()
        self._check_can_invite()
        levels = self.level_id._get_levels_below().filtered("can_apply")
        invitation = self.env["distributor.application.invitation"].create(
            {
                "label": label,
                "email": email_normalize(email) or False,
                "lang": self.env.lang,
                "company_id": self.company_id.id,
                "upline_id": self.id,
                "user_id": self.user_id.id,
                "inviter_id": self.env.user.id,
                "level_ids": levels.filtered(lambda level: level.id == level_id).ids,
            }
        )
        invitation._send()
        return invitation

    def _withdraw_invitation(self, invitation_id):
        self._check_can_invite()
        self._get_portal_invitations().filtered(
            lambda invitation: invitation.id == invitation_id
        )._withdraw()
