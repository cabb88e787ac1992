# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import secrets

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import consteq

DAYS_VALID = 30


class DistributorApplicationInvitation(models.Model):
    """A link with which somebody applies; it names who invites and fills the form."""

    _name = "distributor.application.invitation"
    _description = "Invitation to Apply"
    _inherit = ["mail.thread"]
    _order = "id desc"
    _rec_name = "label"
    _check_company_auto = True

    label = fields.Char("For", required=True, help="Whom you invite; only you see it.")
    email = fields.Char(help="The link is mailed here; leave empty to copy it.")
    lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(),
        "Language",
        default=lambda self: self.env.lang,
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    upline_id = fields.Many2one(
        "distributor.distributor",
        "Upline",
        index=True,
        check_company=True,
        ondelete="cascade",
        domain="[('company_id', '=', company_id), ('state', '=', 'active')]",
        help="Empty: directly below the brand.",
    )
    level_ids = fields.Many2many(
        "distributor.level",
        string="Levels to Choose",
        help="Empty: every level that may stand below the upline.",
    )
    user_id = fields.Many2one(
        "res.users",
        "Salesperson",
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
    )
    inviter_id = fields.Many2one(
        "res.users",
        "Invited By",
        default=lambda self: self.env.user,
        readonly=True,
        required=True,
    )
    date_expiry = fields.Date(
        "Valid Until",
        required=True,
        default=lambda self: fields.Date.add(
            fields.Date.context_today(self), days=DAYS_VALID
        ),
    )
    is_withdrawn = fields.Boolean("Withdrawn", readonly=True, copy=False, tracking=True)
    token = fields.Char(
        default=lambda self: secrets.token_urlsafe(24),
        copy=False,
        required=True,
        groups=fields.NO_ACCESS,
    )
    url = fields.Char("Link", compute="_compute_url")
    state = fields.Selection(
        [("open", "Open"), ("expired", "Expired"), ("withdrawn", "Withdrawn")],
        "Status",
        compute="_compute_state",
    )
    application_ids = fields.One2many("distributor.application", "invitation_id")
    application_count = fields.Integer(
        "Applications", compute="_compute_application_count"
    )

    _token_uniq = models.Constraint("UNIQUE (token)", "Make the invitation again.")

    def _compute_url(self):
        for invitation in self:
            # sudo: the link is the invitation; who may read the one may read the other
            token = invitation.sudo().token
            base = invitation.get_base_url()
            invitation.url = f"{base}/distribution/apply/{token}"

    @api.depends("is_withdrawn", "date_expiry")
    def _compute_state(self):
        today = fields.Date.context_today(self)
        for invitation in self:
            if invitation.is_withdrawn:
                invitation.state = "withdrawn"
            elif invitation.date_expiry and invitation.date_expiry < today:
                invitation.state = "expired"
            else:
                invitation.state = "open"

    @api.depends("application_ids")
    def _compute_application_count(self):
        counts = dict(
            self.env["distributor.application"]._read_group(
                [("invitation_id", "in", self.ids)], ["invitation_id"], ["__count"]
            )
        )
        for invitation in self:
            invitation.application_count = counts.get(invitation, 0)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                vals.pop("token", None)
                vals.update(inviter_id=self.env.user.id, is_withdrawn=False)
        return super().create(vals_list)

    def write(self, vals):
        fixed = {"token", "inviter_id", "is_withdrawn", "company_id"}
        if not self.env.su and fixed & set(vals):
            raise AccessError(self.env._("Withdraw the invitation and make another."))
        return super().write(vals)

    @api.model
    def _get_by_token(self, token):
        """Return the open invitation of a link, or none."""
        # sudo: whoever holds the link may see who invites, and nothing else
        found = self.sudo().search([("token", "=", token or "")], limit=1)
        if not found or not consteq(found.token, token) or found.state != "open":
            return found.browse()
        if found.upline_id and found.upline_id.state != "active":
            return found.browse()
        return found

    @api.model
    def _get_levels(self, invitation):
        """Return the levels among which an applicant chooses.

        :param invitation: the invitation of the link, may be empty
        """
        if invitation.upline_id:
            levels = invitation.upline_id.level_id._get_levels_below()
        else:
            # sudo: the names of levels are public on the page
            levels = self.env["distributor.level"].sudo().search([("rank", ">", 0)])
        if invitation.level_ids:
            return levels & invitation.level_ids
        return levels.filtered("can_apply")

    def action_withdraw(self):
        """Make the link worthless."""
        self.check_access("write")
        self._withdraw()
        return True

    def _withdraw(self):
        # sudo: the callers checked the right to the invitation
        self.sudo().is_withdrawn = True

    def action_send(self):
        """Mail the link to the person invited."""
        self.check_access("write")
        for invitation in self:
            if not invitation.email:
                raise UserError(
                    self.env._("Enter the e-mail of %s first.", invitation.label)
                )
            if invitation.state != "open":
                raise UserError(
                    self.env._("The invitation of %s is over.", invitation.label)
                )
        self._send()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("The invitation is on its way."),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _send(self):
        # sudo: the callers checked the right to the invitation
        template = self.env.ref(
            "distributor_onboarding.mail_template_invitation"
        ).sudo()
        for invitation in self.filtered("email"):
            template.send_mail(invitation.id)
        self.env["distributor.application"]._wake_mails()

    def action_view_applications(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_onboarding.distributor_application_action"
        )
        return dict(action, domain=[("invitation_id", "=", self.id)], context={})
