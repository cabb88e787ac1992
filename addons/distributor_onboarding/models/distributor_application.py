# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .distributor_application_intake import DAYS_UNVERIFIED

CLOSED = ("done", "refused", "withdrawn")
# set by the steps only
PROTECTED = frozenset(
    [
        "state",
        "round",
        "distributor_id",
        "step_ids",
        "event_ids",
        "duplicate_ids",
        "document_ids",
        "date_verified",
        "verify_hash",
        "verify_expiry",
        "access_token",
        "can_resubmit",
        "refusal_reason",
        "date_closed",
        "privacy_notice_id",
        "privacy_date",
        "invitation_id",
        "company_id",
        "contact_id",
        "reference",
        "step_user_id",
        "date_due",
    ]
)
# what the applicant stated; the back office corrects it until the brand has verified
STATED = frozenset(
    [
        "name",
        "credit_code",
        "contact_name",
        "email",
        "phone",
        "street",
        "city",
        "zip",
        "state_id",
        "country_id",
        "level_id",
        "bank_account",
        "upline_id",
    ]
)


class DistributorApplication(models.Model):
    """A request to become a distributor, from the public page to activation."""

    _name = "distributor.application"
    _description = "Distributor Application"
    _inherit = [
        "distributor.application.match",
        "distributor.application.intake",
        "distributor.application.flow",
        "distributor.application.submission",
        "distributor.application.approval",
        "distributor.application.page",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "priority desc, date_due, id desc"
    _rec_names_search = ["reference", "name", "contact_name"]
    _check_company_auto = True

    reference = fields.Char(
        required=True, readonly=True, copy=False, default=lambda self: self.env._("New")
    )
    name = fields.Char("Company Name", required=True, tracking=True)
    contact_name = fields.Char("Contact Person", required=True)
    email = fields.Char(required=True, tracking=True)
    phone = fields.Char(required=True)
    credit_code = fields.Char(tracking=True)
    street = fields.Char()
    city = fields.Char()
    zip = fields.Char("ZIP")
    state_id = fields.Many2one("res.country.state", "State or Province")
    country_id = fields.Many2one("res.country", required=True)
    bank_account = fields.Char(tracking=True)
    message = fields.Text()
    note = fields.Html("Internal Notes")
    lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(), "Language"
    )
    priority = fields.Selection(
        [("0", "Normal"), ("1", "Important")], default="0", index=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    level_id = fields.Many2one(
        "distributor.level",
        "Level Wished",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
    )
    invitation_id = fields.Many2one(
        "distributor.application.invitation", index=True, readonly=True
    )
    upline_id = fields.Many2one(
        "distributor.distributor",
        "Upline",
        index=True,
        check_company=True,
        ondelete="restrict",
        domain="[('company_id', '=', company_id), ('state', '=', 'active')]",
        tracking=True,
    )
    user_id = fields.Many2one(
        "res.users", "Salesperson", domain=[("share", "=", False)], tracking=True
    )
    distributor_id = fields.Many2one(
        "distributor.distributor",
        index="btree_not_null",
        readonly=True,
        copy=False,
        check_company=True,
        ondelete="restrict",
    )
    contact_id = fields.Many2one(
        "res.partner",
        "Contact",
        readonly=True,
        copy=False,
        ondelete="restrict",
        help="The contact person, who gets the portal.",
    )
    privacy_notice_id = fields.Many2one(
        "distributor.privacy.notice", readonly=True, ondelete="restrict"
    )
    privacy_date = fields.Datetime("Agreed On", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    deposit_required = fields.Float(
        related="level_id.deposit_amount", string="Deposit Required"
    )
    deposit_paid = fields.Monetary(compute="_compute_deposit_paid")
    document_ids = fields.One2many("distributor.application.document", "application_id")
    duplicate_ids = fields.One2many(
        "distributor.application.duplicate", "application_id"
    )
    duplicate_count = fields.Integer(
        "Open Duplicates", compute="_compute_duplicate_count"
    )
    is_blocked = fields.Boolean("Exact Duplicate", compute="_compute_duplicate_count")

    _distributor_uniq = models.UniqueIndex(
        "(distributor_id)", "This distributor has its application already."
    )

    @api.depends("reference", "name")
    def _compute_display_name(self):
        for application in self:
            application.display_name = f"[{application.reference}] {application.name}"

    @api.depends("duplicate_ids.is_dismissed", "duplicate_ids.is_blocking")
    def _compute_duplicate_count(self):
        for application in self:
            is_open = application.duplicate_ids.filtered(lambda d: not d.is_dismissed)
            application.duplicate_count = len(is_open)
            application.is_blocked = any(is_open.mapped("is_blocking"))

    @api.model_create_multi
    def create(self, vals_list):
        new = self.env._("New")
        for vals in vals_list:
            if not self.env.su and PROTECTED & set(vals):
                raise AccessError(
                    self.env._("An application begins at its first step.")
                )
            if vals.get("reference", new) == new:
                vals["reference"] = self.env["ir.sequence"].next_by_code(
                    "distributor.application"
                )
        applications = super().create(vals_list)
        # sudo: the right to create an application, checked above, includes its steps
        applications.sudo()._create_steps()
        return applications

    def write(self, vals):
        if not self.env.su and PROTECTED & set(vals):
            raise AccessError(
                self.env._("Use the buttons to take an application further.")
            )
        if not self.env.su and STATED & set(vals):
            self._check_correctable()
        before = {application: application.upline_id for application in self}
        result = super().write(vals)
        if "upline_id" in vals:
            moved = self.filtered(lambda a: a.upline_id != before[a])
            # sudo: the right to write was checked; a new upline is asked in any case
            moved.sudo()._ask_upline_again()
        return result

    def _check_correctable(self):
        """Refuse to change what the brand has verified already."""
        for application in self:
            if application._get_step("brand").state == "done":
                raise UserError(
                    self.env._(
                        "%s is verified: change the distributor instead.",
                        application.display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_open(self):
        for application in self:
            if application.state not in ("application", "refused", "withdrawn"):
                raise UserError(
                    self.env._(
                        "%s is in progress: refuse it instead of deleting it.",
                        application.display_name,
                    )
                )

    def _assign(self, user):
        """Give applications, and the step in progress, to another salesperson."""
        self.check_access("write")
        for application in self:
            if application.state in CLOSED:
                raise UserError(self.env._("%s is closed.", application.display_name))
            # sudo: write access was checked; the owner follows the salesperson
            application.sudo()._hand_over(user)

    def action_view_distributor(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "distributor.distributor",
            "res_id": self.distributor_id.id,
            "view_mode": "form",
        }

    def action_search_duplicates(self):
        """Search again for likely duplicates."""
        self.check_access("write")
        # sudo: write access was checked; the list is the result of a fixed search
        self.sudo()._find_duplicates()
        return True

    @api.autovacuum
    def _gc_unverified(self):
        """Forget what nobody confirmed."""
        limit = fields.Datetime.subtract(fields.Datetime.now(), days=DAYS_UNVERIFIED)
        self.search(
            [
                ("date_verified", "=", False),
                ("state", "in", ("application", "withdrawn")),
                ("create_date", "<", limit),
            ],
            limit=1000,
        ).unlink()
