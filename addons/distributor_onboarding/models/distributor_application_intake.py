# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import hashlib
import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize
from odoo.tools.misc import consteq

VERIFY_HOURS = 48
DAYS_UNVERIFIED = 7
DAYS_READABLE = 30


class DistributorApplicationIntake(models.AbstractModel):
    """How an application comes in from the public page, and who may open it again.

    Nothing here tells a visitor whether an address is known: the answer is in the mail.
    """

    _name = "distributor.application.intake"
    _description = "Intake of Applications"

    date_verified = fields.Datetime("E-mail Verified", readonly=True, copy=False)
    verify_hash = fields.Char(groups=fields.NO_ACCESS, copy=False, index=True)
    verify_expiry = fields.Datetime(groups=fields.NO_ACCESS, copy=False)
    access_token = fields.Char(groups=fields.NO_ACCESS, copy=False, index=True)

    @api.model
    def _receive(self, vals, invitation, notice):
        """Take an application from the public page, and mail its link.

        :param vals: checked values of the form
        :param invitation: the invitation of the link, may be empty
        :param notice: the privacy notice the applicant agreed to
        :return: the new application; none if one is open for this address
        """
        vals = dict(vals, email=email_normalize(vals["email"]))
        own = [("company_id", "=", vals["company_id"])]
        if known := self._get_open_by_email(vals["email"], own):
            known._send_link()
            return self.browse()
        application = self.create(
            {
                **vals,
                "invitation_id": invitation.id,
                "upline_id": invitation.upline_id.id,
                "user_id": (invitation.user_id or invitation.upline_id.user_id).id,
                "privacy_notice_id": notice.id,
                "privacy_date": fields.Datetime.now(),
            }
        )
        application._log("received", values=application._get_stated_values())
        application._send_verification()
        return application

    @api.model
    def _get_open_by_email(self, email, domain=()):
        return self.search(
            [
                *domain,
                ("email", "=", email),
                ("date_verified", "!=", False),
                ("state", "not in", ("done", "withdrawn")),
                "|",
                ("state", "!=", "refused"),
                ("can_resubmit", "=", True),
            ],
            limit=1,
        )

    @api.model
    def _send_again(self, email):
        """Mail again what the owner of an address needs to go on, if anything."""
        email = email_normalize(email)
        if not email:
            return
        if known := self._get_open_by_email(email):
            known._send_link()
            return
        waiting = self.search(
            [
                ("email", "=", email),
                ("state", "=", "application"),
            ],
            order="id desc",
            limit=1,
        )
        if waiting:
            waiting._send_verification()

    # verification of the address

    def _new_verify_token(self):
        """Return a fresh single-use token; only its hash is kept."""
        self.ensure_one()
        token = secrets.token_urlsafe(32)
        self.write(
            {
                "verify_hash": _hash(token),
                "verify_expiry": fields.Datetime.add(
                    fields.Datetime.now(), hours=VERIFY_HOURS
                ),
            }
        )
        return token

    def _send_verification(self):
        """Mail the link that proves the address; an earlier link no longer works."""
        self.ensure_one()
        base = self.get_base_url()
        url = f"{base}/distribution/verify/{self._new_verify_token()}"
        self._send_secret_mail("mail_template_verify", url=url)

    @api.model
    def _get_by_verify_token(self, token):
        """Return the application of a verification link, or none; in sudo."""
        # sudo: whoever holds the link received the mail
        found = self.sudo().search([("verify_hash", "=", _hash(token))], limit=1)
        if not found or found.date_verified or found.state != "application":
            return found.browse()
        if found.verify_expiry < fields.Datetime.now():
            return found.browse()
        return found

    def _verify(self):
        """The applicant has proved its address: open the application."""
        self.ensure_one()
        self.write(
            {
                "date_verified": fields.Datetime.now(),
                "verify_hash": False,
                "verify_expiry": False,
                "access_token": secrets.token_urlsafe(32),
            }
        )
        # the same address may have sent the form more than once
        self.search(
            [
                ("email", "=", self.email),
                ("company_id", "=", self.company_id.id),
                ("state", "=", "application"),
                ("id", "!=", self.id),
            ]
        )._withdraw()
        self._log("verified")
        self._finish_step("application")
        self._submit_if_complete()
        self._send_link()

    # the page of the applicant

    @api.model
    def _get_by_access_token(self, token):
        """Return the application that an applicant follows, or none; in sudo."""
        # sudo: whoever holds the token received it at the verified address
        found = self.sudo().search([("access_token", "=", token or "")], limit=1)
        if not token or not found or not consteq(found.access_token, token):
            return found.browse()
        closed = found.date_closed
        limit = fields.Datetime.subtract(fields.Datetime.now(), days=DAYS_READABLE)
        if found.state in ("done", "withdrawn") and closed and closed < limit:
            return found.browse()
        return found

    def _get_status_url(self):
        """Return the address of the applicant's page, for mails only."""
        self.ensure_one()
        # sudo: the mail goes to the verified address of the application
        token = self.sudo().access_token
        return f"{self.get_base_url()}/distribution/application/{token}"

    def _send_link(self):
        self._send_secret_mail("mail_template_link")

    def action_send_link(self):
        """Mail the applicant a new link; the link it had no longer works."""
        self.check_access("write")
        for application in self:
            if application.state in ("done", "withdrawn"):
                raise UserError(self.env._("%s is closed.", application.display_name))
            # sudo: write access was checked; the token goes to the applicant only
            own = application.sudo()
            if own.date_verified:
                own.access_token = secrets.token_urlsafe(32)
                own._send_link()
            else:
                own._send_verification()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("The link is on its way to the applicant."),
            },
        }

    # mail

    def _send_mail(self, template, email_values=None, **context):
        """Queue a mail in the language of its reader."""
        # sudo: a template of this module, to an address named by the caller's record
        template = self.env.ref(f"distributor_onboarding.{template}").sudo()
        template = template.with_context(**context)
        for application in self:
            template.send_mail(application.id, email_values=email_values)
        self._wake_mails()

    def _send_secret_mail(self, template, **context):
        """Queue a mail with a link that is the applicant's alone.

        It is not shown among the messages of the application: whoever decides on it
        must not be able to act in its name.
        """
        apart = {"model": False, "res_id": False}
        self._send_mail(template, email_values=apart, **context)

    @api.model
    def _wake_mails(self):
        # sudo: wakes a stock job
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()


def _hash(token):
    return hashlib.sha256((token or "").encode()).hexdigest()
