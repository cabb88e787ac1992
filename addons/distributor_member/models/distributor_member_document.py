# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.fields import Domain


class DistributorMemberDocument(models.AbstractModel):
    """A stock document that a portal user sees by its role, not by its address alone.

    Stock shows the documents of a company to each of its contacts. The rule takes away
    those of a distributor for which the contact has no right; who works for no
    distributor is not affected.
    """

    _name = "distributor.member.document"
    _description = "Document Seen by Members"
    _inherit = "distributor.portal.visible"

    _portal_right = "view"
    _portal_partner_field = "partner_id.commercial_partner_id"

    @api.model
    def _get_member_thread(self, document_id, thread):
        """Return the document for whose messages a portal user has the right.

        Members talk about what they see, contacts of the customer or not; a link does
        not let in who is logged in and has no right.

        :param thread: what stock found, which holds for everybody else
        """
        actor = self.env["res.users"]._get_portal_actor()
        if not actor or actor._is_public():
            return thread
        # sudo: the right is checked before anything is given away
        document = self.sudo().browse(document_id).exists()
        distributor = document and document._get_portal_distributor()
        if not distributor:
            return thread
        if not distributor._user_can(self._portal_right, actor):
            return self.browse()
        return document if not thread and document._is_portal_published() else thread

    @api.model
    def _get_portal_domain(self):
        """Return the domain of what the roles of the portal user leave visible."""
        denied = self.env["distributor.distributor"]._get_denied_for_user(
            self.env.user, self._portal_right
        )
        if not denied:
            return Domain.TRUE
        # all of them are of one partner, the user's, in different companies
        return Domain("company_id", "not in", denied.company_id.ids) | Domain(
            self._portal_partner_field, "!=", denied.partner_id.id
        )
