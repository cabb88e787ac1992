# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from .distributor_lifecycle import GUARDED


class DistributorDistributor(models.Model):
    """A business partner that sells for a company of the brand.

    Role, place in the tree and lifecycle stand here; name, address and bank stay on
    the plain partner. One record for each commercial partner and company.
    """

    _name = "distributor.distributor"
    _description = "Distributor"
    _inherit = [
        "distributor.lifecycle",
        "distributor.tree",
        "distributor.review",
        "distributor.exit",
        "distributor.file",
        "distributor.status",
        "mail.thread",
        "distributor.asking",
    ]
    _order = "level_rank, code"
    _rec_names_search = ["code", "name"]
    _parent_store = True
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner",
        "Contact",
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("parent_id", "=", False)],
        tracking=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    code = fields.Char(
        required=True,
        copy=False,
        tracking=True,
        default=lambda self: self.env._("New"),
    )
    name = fields.Char(related="partner_id.name", store=True, precompute=True)
    active = fields.Boolean(default=True)
    level_id = fields.Many2one(
        "distributor.level",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
    )
    level_rank = fields.Integer(
        related="level_id.rank", store=True, precompute=True, aggregator=None
    )
    user_id = fields.Many2one(
        "res.users",
        "Salesperson",
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        tracking=True,
    )
    date_start = fields.Date(
        "Distributor Since",
        default=lambda self: self._get_today(),
        required=True,
        help="First day of the relation; the first upline holds from this day.",
    )
    order_ids = fields.One2many("sale.order", "distributor_id")
    order_count = fields.Integer("Orders", compute="_compute_order_count")
    email = fields.Char(related="partner_id.email", readonly=False)
    phone = fields.Char(related="partner_id.phone", readonly=False)
    street = fields.Char(related="partner_id.street", readonly=False)
    zip = fields.Char(related="partner_id.zip", readonly=False)
    city = fields.Char(related="partner_id.city", readonly=False)
    country_id = fields.Many2one(related="partner_id.country_id", readonly=False)
    note = fields.Html()

    _code_uniq = models.Constraint(
        "UNIQUE (company_id, code)", "Another distributor has this code already."
    )
    _partner_uniq = models.Constraint(
        "UNIQUE (company_id, partner_id)", "This contact is a distributor already."
    )

    @api.depends("code", "name")
    def _compute_display_name(self):
        for distributor in self:
            distributor.display_name = f"[{distributor.code}] {distributor.name or ''}"

    @api.depends("order_ids")
    def _compute_order_count(self):
        counts = dict(
            self.env["sale.order"]._read_group(
                [("distributor_id", "in", self.ids)], ["distributor_id"], ["__count"]
            )
        )
        for distributor in self:
            distributor.order_count = counts.get(distributor, 0)

    @api.constrains("partner_id")
    def _check_partner_id(self):
        for distributor in self:
            partner = distributor.partner_id
            if partner != partner.commercial_partner_id:
                raise ValidationError(
                    self.env._(
                        "%(partner)s is a contact of %(company)s. Make %(company)s"
                        " the distributor instead.",
                        partner=partner.name,
                        company=partner.commercial_partner_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        new = self.env._("New")
        for vals in vals_list:
            vals.pop("upline_ids", None)
            for name in GUARDED - {"parent_id", "state"}:
                vals.pop(name, None)
            if vals.get("state", "applicant") != "applicant" and not self.env.su:
                raise AccessError(self.env._("A new distributor is an applicant."))
            if vals.get("code", new) == new:
                company = vals.get("company_id") or self.env.company.id
                vals["code"] = (
                    self.env["ir.sequence"]
                    .with_company(company)
                    .next_by_code("distributor.distributor")
                )
        distributors = super().create(vals_list)
        # sudo: creating a distributor, checked above, includes its first upline
        self.env["distributor.upline"].sudo().create(
            [
                {
                    "distributor_id": distributor.id,
                    "upline_id": distributor.parent_id.id,
                    "date_start": distributor.date_start,
                }
                for distributor in distributors
            ]
        )
        return distributors

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        for distributor in self:
            if distributor.state != "applicant":
                raise UserError(
                    self.env._(
                        "%s has been active: terminate it instead of deleting it.",
                        distributor.display_name,
                    )
                )

    @api.model
    def _get_for_partners(self, partners, company):
        """Return {commercial partner: distributor} of these partners in a company."""
        # sudo: which partner is a distributor decides how its order is checked, so it
        # must not depend on what the seller may read
        found = self.sudo().search_fetch(
            [
                ("partner_id", "in", partners.commercial_partner_id.ids),
                ("company_id", "=", (company or self.env.company).id),
            ]
        )
        return {d.partner_id: d.sudo(self.env.su) for d in found}

    @api.model
    def _get_for_partner(self, partner, company):
        """Return the distributor that a partner (or its contact) is, or none."""
        found = self._get_for_partners(partner, company)
        return found.get(partner.commercial_partner_id, self.browse())

    @api.model
    def _get_contact_domain(self, user):
        """Return the domain of the distributors whose contact a user is."""
        # sudo: only the partner of the user counts
        partner = user.sudo().partner_id.commercial_partner_id
        return Domain("partner_id", "=", partner.id)

    @api.model
    def _get_user_domain(self, user):
        """Return the domain of the distributors for which a user works."""
        return self._get_contact_domain(user)

    @api.model
    def _get_all_for_user(self, user):
        """Return each distributor, of any company and state, for which a user works.

        :return: records in sudo
        """
        # sudo: portal users have no access to distributors; limited to their own
        return self.sudo().search_fetch(self._get_user_domain(user))

    @api.model
    def _get_for_user(self, user):
        """Return the distributor for which a portal user works, or none.

        After the last day of its portal access there is none.
        """
        found = self._get_for_partner(user.partner_id, self.env.company)
        # sudo: portal users read no distributor; only two dates and the state decide
        return found.filtered(lambda d: d.sudo()._is_portal_open())

    def _user_can(self, right, user=None):
        """Tell whether a portal user may do something for this distributor.

        Without members every user of the partner may do everything; the module of
        members replaces this by roles.

        :param right: "view", "order", "money" or "manage"
        :param user: res.users record, by default the current user
        """
        self.ensure_one()
        user = user or self.env.user
        # sudo: only compares the partner of the user with the distributor's
        return user.sudo().partner_id.commercial_partner_id == self.sudo().partner_id

    def action_view_downline(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor.distributor_distributor_action"
        )
        return dict(
            action,
            # the client titles the page with it before the name
            display_name=self.env._("Downline of %s", self.name),
            domain=[("id", "child_of", self.id), ("id", "!=", self.id)],
            context={},
        )

    def action_view_orders(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("sale.action_orders")
        return dict(
            action,
            domain=[("distributor_id", "=", self.id)],
            context={"default_partner_id": self.partner_id.id},
        )
