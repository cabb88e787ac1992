# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import uuid

from odoo import api, fields, models
from odoo.http import request


class ResUsers(models.Model):
    _inherit = "res.users"

    distributor_current_id = fields.Many2one(
        "distributor.distributor",
        copy=False,
        ondelete="set null",
        groups="distributor.distributor_group_user",
        help="Between which the user switched in the portal; checked at each use.",
    )
    distributor_session = fields.Char(
        copy=False,
        groups="base.group_system",
        help="Part of each session of the user: a new value ends them all.",
    )

    def _get_session_token_fields(self):
        return super()._get_session_token_fields() | {"distributor_session"}

    @api.model
    def _get_portal_actor(self):
        """Return the portal or public user who is really acting, or none.

        Stock acts as superuser for whoever holds a link; who sent the request is known
        all the same. Employees and scheduled jobs are none.
        """
        user = self.env.user
        if request and request.env and request.env.uid:
            user = request.env.user
        # sudo: asked to decide what the user may do
        user = self.sudo().browse(user.id)
        # what ``share`` says, without reading the user
        return self.browse() if user._is_internal() else user

    def _revoke_unless_serving(self, sessions=False):
        """Remove the API keys of users who work for no other active distributor.

        :param sessions: also end the sessions of those who work for none at all
        """
        serving = self.env["distributor.distributor"]._get_all_for_user
        for user in self.sudo():  # sudo: what a membership opened ends with it
            if not user.share:
                continue
            served = serving(user)
            if not served.filtered(lambda d: d.state in ("applicant", "active")):
                user.api_key_ids._remove()
            if sessions and not served:
                user.distributor_session = str(uuid.uuid4())
                user.flush_recordset(["distributor_session"])
