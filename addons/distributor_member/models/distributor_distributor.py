# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

CLOSED = ("suspended", "terminating", "terminated")


class DistributorDistributor(models.Model):
    _inherit = "distributor.distributor"

    member_ids = fields.One2many("distributor.member", "distributor_id")
    member_version = fields.Integer(
        readonly=True,
        copy=False,
        help="Counts the changes of members, so that two at once cannot remove the"
        " last owner.",
    )

    # who

    def _has_members(self):
        """Tell whether roles count; before the first member every contact is owner."""
        self.ensure_one()
        # sudo: asked to decide what the user may do
        return any(member.state == "active" for member in self.sudo().member_ids)

    def _get_member(self, user):
        """Return the membership by which a user works for this distributor, or none."""
        self.ensure_one()
        # sudo: asked to decide what the user may do
        return self.sudo().member_ids.filtered(
            lambda m: m.state == "active" and m.user_id == user.sudo()
        )

    def _get_portal_users(self):
        self.ensure_one()
        # sudo: called when the access of a distributor ends, which was checked there
        members = self.env["distributor.member"].sudo()
        served = members.search([("distributor_id", "=", self.id)]).user_id
        users = super()._get_portal_users() | served.filtered("share")
        return users.filtered(lambda user: not self._get_all_for_user(user) - self)

    def _user_can(self, right, user=None):
        self.ensure_one()
        user = user or self.env.user
        # sudo: asked to decide what the user may do
        distributor = self.sudo()
        if user._is_public() or not distributor._is_portal_open():
            return False
        if right == "manage" and distributor.state == "terminated":
            return False  # a closed account is read only
        if self._has_members():
            member = self._get_member(user)
            return bool(member) and member._has_right(right)
        return super()._user_can(right, user)

    @api.model
    def _get_user_domain(self, user):
        alone = ~self._get_served_domain(SQL("TRUE"))
        served = self._get_served_domain(SQL("user_id = %s", user.id))
        return super()._get_user_domain(user) & alone | served

    @api.model
    def _get_served_domain(self, whose):
        """Return the domain of the distributors with active members.

        Each page of the portal asks, so the ORM need not work it out from fields.

        :param whose: SQL of the members that count
        """
        fields_read = self.env["distributor.member"]._fields
        names = ("distributor_id", "user_id", "state", "active")

        def to_sql(model, alias, query):
            return SQL(
                """
                EXISTS (SELECT FROM distributor_member
                         WHERE distributor_id = %s AND state = 'active' AND active
                           AND %s)
                """,
                model._field_to_sql(alias, "id", query),
                whose,
                to_flush=[fields_read[name] for name in names],
            )

        return Domain.custom(to_sql=to_sql)

    @api.model
    def _get_all_for_user(self, user):
        found = super()._get_all_for_user(user)
        return found.filtered(lambda d: d._is_portal_open())

    @api.model
    def _get_choices_for_user(self, user):
        """Return the distributors between which a user may switch in the portal."""
        # sudo: only the companies of the user are compared
        companies = user.sudo()._get_company_ids()
        return (
            self._get_all_for_user(user)
            .filtered(lambda d: d.company_id.id in companies)
            .sorted(lambda d: (d.state == "terminated", d.code))
        )

    @api.model
    def _get_for_user(self, user):
        choices = self._get_choices_for_user(user)
        return choices._get_current(user).sudo(self.env.su)

    def _get_current(self, user):
        """Return that of a user's choices whose pages it sees, or none."""
        # sudo: the user's own choice, which counts only while it is one
        current = user.sudo().distributor_current_id & self
        here = self.filtered(lambda d: d.company_id == self.env.company)
        return (current or here or self)[:1]

    @api.model
    def _get_denied_for_user(self, user, right):
        """Return distributors whose contact a user is without having a right there."""
        # sudo: asked to decide what the user may do
        own = self.sudo().search(self._get_contact_domain(user))
        return own.filtered(lambda d: not d._user_can(right, user))

    # owners

    def _lock_members(self):
        """Make changes of the members of one distributor at once start over."""
        if self:
            self.env.execute_query(
                SQL(
                    """
                    UPDATE distributor_distributor
                       SET member_version = COALESCE(member_version, 0) + 1
                     WHERE id IN %(ids)s
                    RETURNING id
                    """,
                    ids=tuple(self.ids),
                )
            )
            self.invalidate_recordset(["member_version"])

    def _check_owner(self):
        """Refuse members without an owner among them.

        :raise ValidationError: names the distributor
        """
        # sudo: all members count, whoever changes one
        members = self.env["distributor.member"].sudo()
        began = [("distributor_id", "in", self.ids), ("date", "!=", False)]
        groups = members.with_context(active_test=False)._read_group(
            began, ["distributor_id"], ["id:recordset"]
        )
        for distributor, found in groups:
            if not any(m.state == "active" and m.role == "owner" for m in found):
                raise ValidationError(
                    self.env._(
                        "%s needs an owner: make another member the owner first.",
                        distributor.display_name,
                    )
                )

    def _adopt_contacts(self):
        """Make the logins of the contacts owners, as they counted without members."""
        self.ensure_one()
        if self._has_members():
            return
        # sudo: the caller manages the members of this distributor
        self.env["distributor.member"].sudo().create(
            [
                {"distributor_id": self.id, "user_id": user.id, "role": "owner"}
                for user in self._get_contact_users()
            ]
        )

    def _get_contact_users(self):
        """Return the portal users among the contacts of a distributor."""
        self.ensure_one()
        # sudo: the caller manages this distributor or changes its state
        users = self.env["res.users"].sudo()
        found = users.search([("partner_id", "child_of", self.sudo().partner_id.id)])
        return found.filtered(lambda user: user._is_portal())

    # ends

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") in CLOSED:
            self._revoke_portal_links()
        return result

    def _revoke_portal_links(self):
        """Make links and keys that went out useless; logins stay, by role."""
        self._rotate_document_tokens()
        users = self.env["res.users"].sudo()
        for distributor in self.sudo():  # sudo: the state was allowed to change
            users |= distributor.member_ids.user_id
            if not distributor._has_members():
                users |= distributor._get_contact_users()
        users._revoke_unless_serving()

    def _rotate_document_tokens(self):
        """Give the orders and invoices of distributors new access tokens."""
        if not self:
            return
        orders, moves = self.env["sale.order"], self.env["account.move"]
        orders.flush_model(["access_token", "distributor_id"])
        moves.flush_model(["access_token", "commercial_partner_id", "company_id"])
        for query in (
            """
            UPDATE sale_order SET access_token = gen_random_uuid()::varchar
             WHERE distributor_id IN %(ids)s AND access_token IS NOT NULL
            RETURNING id
            """,
            """
            UPDATE account_move m SET access_token = gen_random_uuid()::varchar
              FROM distributor_distributor d
             WHERE d.id IN %(ids)s AND m.access_token IS NOT NULL
               AND m.commercial_partner_id = d.partner_id
               AND m.company_id = d.company_id
            RETURNING m.id
            """,
        ):
            self.env.execute_query(SQL(query, ids=tuple(self.ids)))
        orders.invalidate_model(["access_token"])
        moves.invalidate_model(["access_token"])
