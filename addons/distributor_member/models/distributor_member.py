# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

RIGHTS = {
    "owner": ("view", "order", "money", "manage"),
    "buyer": ("view", "order"),
    "finance": ("view", "money"),
    "viewer": ("view",),
}
# what decides who may do what changes by methods that check and log it
GUARDED = {"distributor_id", "user_id", "state", "active", "date", "date_end"}


class DistributorMember(models.Model):
    """A person who works for a distributor in the portal, and what it may do there.

    A row is kept when the membership ends; a person who comes back gets a new one.
    """

    _name = "distributor.member"
    _description = "Distributor Member"
    _inherit = ["distributor.member.invitation", "distributor.member.limit"]
    _order = "distributor_id, role, id"
    _rec_name = "user_id"
    _rec_names_search = ["user_id", "email"]

    distributor_id = fields.Many2one(
        "distributor.distributor", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="distributor_id.company_id", store=True, index=True
    )
    user_id = fields.Many2one(
        "res.users",
        "Login",
        required=True,
        index=True,
        ondelete="cascade",
        domain=[("share", "=", True)],
    )
    name = fields.Char(help="As the person who sent the invitation wrote it.")
    email = fields.Char(required=True)
    role = fields.Selection(
        [
            ("owner", "Owner"),
            ("buyer", "Buyer"),
            ("finance", "Finance"),
            ("viewer", "Viewer"),
        ],
        required=True,
        default="viewer",
        help="Owner: everything, and the members. Buyer: orders, within its limits."
        " Finance: invoices, deposit and commission. Viewer: reads orders.",
    )
    limit_order = fields.Monetary(
        "Limit per Order", help="Taxes included. 0: no limit. For buyers only."
    )
    limit_month = fields.Monetary(
        "Limit per Month",
        help="Taxes included, of all orders that this member confirms in a calendar"
        " month. 0: no limit. For buyers only.",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    state = fields.Selection(
        [("invited", "Invited"), ("active", "Active"), ("ended", "Ended")],
        "Status",
        default="active",
        required=True,
        readonly=True,
        index=True,
    )
    active = fields.Boolean(default=True, readonly=True)
    invited_by = fields.Many2one("res.users", readonly=True, ondelete="set null")
    invite_date = fields.Datetime("Invited On", readonly=True)
    date = fields.Date("Member Since", readonly=True)
    date_end = fields.Date("Ended On", readonly=True)
    login_date = fields.Datetime(
        "Last Login", compute="_compute_login_date", compute_sudo=True
    )
    limit_version = fields.Integer(
        readonly=True,
        help="Counts the orders checked against the limit, so that two orders at once"
        " cannot both pass.",
    )

    _user_uniq = models.UniqueIndex(
        "(distributor_id, user_id) WHERE active",
        "This login is a member of the distributor already.",
    )
    _limit_check = models.Constraint(
        "CHECK (limit_order >= 0 AND limit_month >= 0)",
        "A limit cannot be negative; 0 means no limit.",
    )

    @api.depends("user_id.login_date")
    def _compute_login_date(self):
        for member in self:
            member.login_date = member.user_id.login_date

    @api.depends("user_id", "name", "email", "state")
    def _compute_display_name(self):
        for member in self:
            member.display_name = member._get_shown_name()

    def _get_shown_name(self):
        """Return a name; of who has not accepted, only what the inviter wrote."""
        self.ensure_one()
        never_accepted = self.state == "ended" and not self.date
        if self.state == "invited" or never_accepted:
            return self.name or self.email
        # sudo: the name of a colleague, to whoever may read the membership
        return self.user_id.sudo().name or self.name or self.email

    @api.constrains("user_id", "state")
    def _check_user_id(self):
        for member in self:
            # sudo: the kind of a login decides whether it can be a member
            if member.state == "active" and not member.user_id.sudo()._is_portal():
                raise ValidationError(
                    self.env._(
                        "%(user)s is no portal user, so it cannot be a member of"
                        " %(distributor)s.",
                        user=member.user_id.sudo().name,
                        distributor=member.distributor_id.display_name,
                    )
                )

    @api.constrains("role", "state", "active")
    def _check_owner(self):
        self.distributor_id._check_owner()

    @api.model_create_multi
    def create(self, vals_list):
        today = fields.Date.context_today(self)
        for vals in vals_list:
            if not self.env.su and vals.keys() & (
                GUARDED - {"distributor_id", "user_id"}
            ):
                raise AccessError(self.env._("A membership starts by an invitation."))
            # sudo: only the address of the login that is made a member
            user = self.env["res.users"].sudo().browse(vals.get("user_id"))
            vals.setdefault("email", user.email_normalized or user.login)
            if vals.get("state", "active") == "active":
                vals.setdefault("date", today)
            vals.setdefault("invited_by", self.env.uid)
        self.env["distributor.distributor"].browse(
            {vals.get("distributor_id") for vals in vals_list} - {None}
        )._lock_members()
        self.flush_model(["active"])  # who ended just now leaves the place free
        members = super().create(vals_list)
        for member in members:
            member._grant_company()
            member._log()
        return members

    def write(self, vals):
        if not self.env.su and vals.keys() & GUARDED:
            raise AccessError(
                self.env._(
                    "Invite and end members by the buttons; role and limits can"
                    " be changed here."
                )
            )
        if vals.keys() & {"role", "state", "active"}:
            self.distributor_id._lock_members()
        result = super().write(vals)
        if vals.keys() & {"role", "state", "limit_order", "limit_month"}:
            for member in self:
                member._log()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        raise UserError(self.env._("End a membership instead of deleting it."))

    def _log(self):
        """Keep in the distributor's history who may do what, and who decided it."""
        self.ensure_one()
        labels = dict(self._fields["role"]._description_selection(self.env))
        states = dict(self._fields["state"]._description_selection(self.env))
        limits = ""
        if self.role == "buyer":
            limits = self.env._(
                "limit per order %(order)s, per month %(month)s (0: none)",
                order=self.currency_id.format(self.limit_order),
                month=self.currency_id.format(self.limit_month),
            )
        text = self.env._(
            "Member %(name)s (%(email)s): %(details)s",
            name=self._get_shown_name(),
            email=self.email,
            details=", ".join(
                filter(None, [labels[self.role], states[self.state], limits])
            ),
        )
        # sudo: whoever may change a member leaves a trace
        self.distributor_id.sudo().message_post(
            body=text, author_id=self.env.user.partner_id.id
        )

    def _grant_company(self):
        """Let the login work in the company of its distributor."""
        for member in self.filtered(lambda m: m.state == "active"):
            # sudo: the membership was checked; without the company no page would show
            user, company = member.user_id.sudo(), member.company_id
            if company not in user.company_ids:
                user.write({"company_ids": [fields.Command.link(company.id)]})

    def _has_right(self, right):
        self.ensure_one()
        return self.state == "active" and right in RIGHTS[self.role]

    def action_end(self):
        """End memberships: the person sees nothing more of the distributor."""
        self.check_access("write")
        # sudo: access was checked above; the write guard keeps others out
        self.sudo()._end()
        return True

    def _end(self):
        """End memberships and whatever they opened: sessions, keys, links."""
        members = self.filtered(lambda m: m.state != "ended")
        worked = members.filtered(lambda m: m.state == "active")
        members.write(
            {
                "state": "ended",
                "active": False,
                "date_end": fields.Date.context_today(self),
            }
        )
        worked.distributor_id._rotate_document_tokens()
        worked._unfollow_documents()
        worked.user_id._revoke_unless_serving(sessions=True)

    def _unfollow_documents(self):
        """Stop the mails about orders and invoices of the distributors."""
        followers = self.env["mail.followers"].sudo()  # sudo: as the membership ends
        for member in self:
            distributor = member.distributor_id
            for model, field, value in (
                ("sale.order", "distributor_id", distributor),
                ("account.move", "commercial_partner_id", distributor.partner_id),
            ):
                documents = (
                    self.env[model]
                    .sudo()
                    ._search(
                        [
                            (field, "=", value.id),
                            ("company_id", "=", member.company_id.id),
                        ]
                    )
                )
                followers.search(
                    [
                        ("partner_id", "=", member.user_id.sudo().partner_id.id),
                        ("res_model", "=", model),
                        ("res_id", "in", documents),
                    ]
                ).unlink()
