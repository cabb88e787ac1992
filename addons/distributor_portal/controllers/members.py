# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from .parameters import read_amount
from .portal import HOME, DistributorPortal

ROLES = ("buyer", "finance", "viewer")  # below the owner, who alone comes here
TYPED = ("name", "email", "role", "limit_order", "limit_month")
MEMBERS = f"{HOME}/members"


class DistributorPortalMembers(DistributorPortal):
    """The owner of a distributor decides who works in its portal.

    The distributor follows from the session; a member is looked for among its own. Only
    the fields that are named here are read from what was sent.
    """

    @http.route(MEMBERS, type="http", auth="user", website=True)
    def portal_distribution_members(self, **kwargs):
        def prepare(distributor):
            found = self._prepare_list(distributor, "members", kwargs)
            return {
                **found,
                "members": found["rows"],
                "contacts": distributor._get_contact_users()
                if not distributor._has_members()
                else distributor.env["res.users"],
                "roles": self._get_roles(),
                "notice": request.session.pop("distributor_notice", None),
                "typed": request.session.pop("distributor_typed", None) or {},
                "own_user": request.env.user,
            }

        return self._render_distributor_page(
            "distributor_portal.portal_distribution_members",
            "members",
            prepare,
            right="manage",
        )

    def _get_roles(self):
        """Return [(role, name)] of what an owner may give."""
        field = request.env["distributor.member"]._fields["role"]
        labels = dict(field._description_selection(request.env))
        return [(role, labels[role]) for role in ROLES]

    def _manage(self, act, typed=None):
        """Let an owner change the members; see ``_change``."""
        return self._change("manage", act, MEMBERS, typed)

    def _read_limits(self, role, post):
        """Return the limits that were sent; only a buyer has any."""
        limits = {}
        for name in ("limit_order", "limit_month"):
            try:
                limits[name] = read_amount(post.get(name)) if role == "buyer" else 0.0
            except ValueError as error:
                raise UserError(
                    request.env._(
                        "%s is not an amount. Write it as 5000.00, or leave it empty"
                        " for no limit.",
                        str(error),
                    )
                ) from error
        return limits

    def _read_role(self, post):
        role = post.get("role")
        if role not in ROLES:
            raise UserError(request.env._("Choose a role."))
        return role

    @http.route(
        f"{MEMBERS}/invite", type="http", auth="user", methods=["POST"], website=True
    )
    def portal_distribution_member_invite(self, **post):
        def act(distributor):
            role = self._read_role(post)
            member = request.env["distributor.member"]._invite(
                distributor,
                post.get("name"),
                post.get("email"),
                role,
                self._read_limits(role, post),
            )
            return request.env._("An invitation was sent to %s.", member.email)

        typed = {name: str(post.get(name) or "")[:254] for name in TYPED}
        return self._manage(act, typed)

    def _find_member(self, distributor, member_id):
        """Return a member of the visitor's distributor.

        :raise UserError: the same for one of another distributor and for none
        """
        member = distributor.member_ids.filtered(lambda m: m.id == member_id)
        if not member:
            raise UserError(request.env._("This member is not there any more."))
        return member

    @http.route(
        f"{MEMBERS}/<int:member_id>/update",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def portal_distribution_member_update(self, member_id, **post):
        def act(distributor):
            member = self._find_member(distributor, member_id)
            role = self._read_role(post)
            member.write({"role": role, **self._read_limits(role, post)})
            return request.env._("%s was changed.", member._get_shown_name())

        return self._manage(act)

    @http.route(
        f"{MEMBERS}/<int:member_id>/<any(end,resend):action>",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def portal_distribution_member_action(self, member_id, action, **post):
        def act(distributor):
            member = self._find_member(distributor, member_id)
            name = member._get_shown_name()
            if action == "resend":
                member._resend()
                return request.env._("An invitation was sent to %s.", member.email)
            member._end()
            return request.env._("%s sees nothing more of this distributor.", name)

        return self._manage(act)

    # of the visitor itself

    @http.route(
        f"{HOME}/switch", type="http", auth="user", methods=["POST"], website=True
    )
    def portal_distribution_switch(self, distributor_id=None, **post):
        user = request.env.user
        choices = request.env["distributor.distributor"]._get_choices_for_user(user)
        chosen = choices.filtered(lambda d: str(d.id) == distributor_id)
        if chosen:
            # sudo: one of those for which the visitor works, checked above
            user.sudo().distributor_current_id = chosen
        return request.redirect(HOME)

    @http.route(f"{HOME}/invitations", type="http", auth="user", website=True)
    def portal_distribution_invitations(self, **kwargs):
        return request.render(
            "distributor_portal.portal_distribution_invitations",
            {
                **self._prepare_portal_layout_values(),
                "notice": request.session.pop("distributor_notice", None),
                "page_name": "distribution_invitations",
            },
        )

    @http.route(
        f"{HOME}/invitations/<int:member_id>/<any(accept,decline):action>",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def portal_distribution_invitation_answer(self, member_id, action, **post):
        user = request.env.user
        found = request.env["distributor.member"]._get_invitations(user)
        member = found.filtered(lambda m: m.id == member_id)
        if not member:
            return request.redirect(f"{HOME}/invitations")
        try:
            with request.env.cr.savepoint():
                if action == "decline":
                    member._decline()
                    return request.redirect("/my")
                member._accept()
        except UserError as error:
            request.session["distributor_notice"] = ("warning", str(error))
            return request.redirect(f"{HOME}/invitations")
        # sudo: the visitor's own choice, of what it just accepted
        user.sudo().distributor_current_id = member.distributor_id
        return request.redirect(HOME)
