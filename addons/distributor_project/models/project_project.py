# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.fields import Domain


class ProjectProject(models.Model):
    _name = "project.project"
    _inherit = ["project.project", "distributor.portal.visible"]

    distributor_id = fields.Many2one(
        "distributor.distributor",
        "Shared With",
        index="btree_not_null",
        readonly=True,
        copy=False,
        ondelete="restrict",
        groups="base.group_user",
        help="Its members work on the tasks in the portal. Who becomes a member is"
        " invited, and who leaves sees nothing any more.",
    )

    @api.model
    def _get_portal_domain(self):
        served = self.env["distributor.distributor"]._get_shared_for_user(self.env.user)
        return Domain("distributor_id", "in", [False, *served.ids])

    def _share_with(self, partners, former):
        """Let these partners work on the tasks, and those not any more.

        Whom somebody of the brand invited besides is left alone.

        :param partners: res.partner records of the people who work for the distributor
        :param former: res.partner records of those who may have, and do not
        """
        for project in self:
            gone = (project.collaborator_ids.partner_id & former) | (
                project.message_partner_ids & former
            )
            if gone:
                project.tasks.message_unsubscribe(gone.ids)
                project.message_unsubscribe(gone.ids)
            new = partners - project.collaborator_ids.partner_id
            if new:
                project._add_collaborators(new)
                project.message_subscribe(new.ids)

    def _end_links(self):
        """Make the links to these projects and their tasks useless."""
        self.access_token = False
        self.with_context(active_test=False).tasks.access_token = False
