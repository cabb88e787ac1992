# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

INVITATIONS_A_DAY = 30
MINUTES_BETWEEN = 10


class DistributorMemberInvitation(models.AbstractModel):
    """How a person becomes a member: invited by e-mail, it accepts after its login.

    Whether a login exists already is told to nobody: the answer, the list and the state
    are the same for a new person and for one that is known.
    """

    _name = "distributor.member.invitation"
    _description = "Invitation of a Member"

    @api.model
    def _invite(self, distributor, name, email, role, limits=None):
        """Invite a person; the caller checked that the user manages the members.

        :param limits: dict of limit_order and limit_month
        :return: distributor.member record, invited
        """
        address = email_normalize(email or "")
        name = (name or "").strip()[:128]
        if not address or not name:
            raise UserError(
                self.env._("An invitation needs a name and one valid e-mail address.")
            )
        # sudo: the caller checked that the user manages the members
        members = self.sudo()
        members._check_invitation(distributor, address)
        distributor._adopt_contacts()
        if role != "owner" and not distributor._has_members():
            raise UserError(
                self.env._(
                    "%s has no member yet: invite the owner first.",
                    distributor.display_name,
                )
            )
        member = members.create(
            {
                "distributor_id": distributor.id,
                "user_id": members._get_or_create_user(distributor, name, address).id,
                "name": name,
                "email": address,
                "role": role,
                "state": "invited",
                "invited_by": self.env.uid,
                "invite_date": fields.Datetime.now(),
                **(limits or {}),
            }
        )
        member._send_invitation()
        return member

    def _check_invitation(self, distributor, address):
        """Refuse a second invitation of an address and too many of a distributor."""
        present = distributor.sudo().member_ids  # sudo: as the caller
        if present.filtered(lambda m: address in (m.email, m.user_id.login)):
            raise UserError(self.env._("%s is a member or invited already.", address))
        since = fields.Datetime.now() - timedelta(days=1)
        sent = self.with_context(active_test=False).search_count(
            [("distributor_id", "=", distributor.id), ("invite_date", ">=", since)]
        )
        if sent >= INVITATIONS_A_DAY:
            raise UserError(
                self.env._(
                    "%(distributor)s sent %(count)s invitations within a day. Please"
                    " invite the others tomorrow.",
                    distributor=distributor.display_name,
                    count=sent,
                )
            )

    @api.model
    def _get_or_create_user(self, distributor, name, address):
        """Return the login with an address; a new one gets fixed values only."""
        # sudo: what is found is not told to the inviter
        users = self.env["res.users"].sudo().with_context(active_test=False)
        if found := users.search([("login", "=ilike", address)], limit=1):
            return found
        partner = self._get_or_create_contact(distributor, name, address)
        company = distributor.company_id
        return users.with_context(
            no_reset_password=True, active_test=True
        )._create_user_from_template(
            {
                "login": address,
                "email": address,
                "partner_id": partner.id,
                "company_id": company.id,
                "company_ids": [fields.Command.set(company.ids)],
            }
        )

    def _get_or_create_contact(self, distributor, name, address):
        """Return the contact of a distributor to which a new login is given."""
        # sudo: the contact belongs to the distributor whose members are managed
        company = distributor.sudo().partner_id
        known = company.child_ids.filtered(
            lambda p: p.email_normalized == address
            and not p.with_context(active_test=False).user_ids
        )
        return known[:1] or company.create(
            {
                "name": name,
                "email": address,
                "type": "contact",
                "parent_id": company.id,
                "lang": company.lang or self.env.user.lang,
            }
        )

    def _send_invitation(self):
        """Send the stock sign-up mail to a new login, ours to a known one."""
        for member in self:
            # sudo: the mail goes to the invited person alone
            user = member.user_id.sudo()
            if not user.active:
                continue
            if user.login_date or user._is_internal():
                template = self.env.ref("distributor_member.mail_template_invitation")
                template.sudo().send_mail(member.id)
                continue
            user.partner_id.signup_prepare()
            template = self.env.ref("auth_signup.portal_set_password_email").sudo()
            template.with_context(
                dbname=self.env.cr.dbname, lang=user.lang, medium="portalinvite"
            ).send_mail(user.id)

    def action_resend(self):
        """Send an invitation again."""
        self.check_access("write")
        # sudo: access was checked above; the write guard keeps others out
        self.sudo()._resend()
        return True

    def _resend(self):
        now = fields.Datetime.now()
        for member in self:
            wait = timedelta(minutes=MINUTES_BETWEEN)
            if member.state != "invited":
                raise UserError(
                    self.env._("%s has accepted already.", member._get_shown_name())
                )
            if member.invite_date and now - member.invite_date < wait:
                raise UserError(
                    self.env._(
                        "The invitation of %(name)s was just sent. Please wait"
                        " %(minutes)s minutes.",
                        name=member._get_shown_name(),
                        minutes=MINUTES_BETWEEN,
                    )
                )
            member.invite_date = now
            member._send_invitation()

    @api.model
    def _get_invitations(self, user):
        """Return the invitations which a user may accept, in sudo."""
        # sudo: limited to the user's own
        found = self.sudo().search(
            [("user_id", "=", user.id), ("state", "=", "invited")]
        )
        return found.filtered(lambda m: m.distributor_id._is_portal_open())

    def _accept(self):
        """Make invitations of the current user memberships; the caller found them."""
        for member in self:
            member.write({"state": "active", "date": fields.Date.context_today(self)})
            member._grant_company()

    def _decline(self):
        """End invitations that the current user does not want."""
        self._end()
