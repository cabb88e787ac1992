# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models

from odoo.addons.distributor_member.models.distributor_member import RIGHTS

from .event import Event


class DistributorDistributor(models.Model):
    _inherit = "distributor.distributor"

    def _get_notified_users(self, right):
        """Return {distributor: users} with a right, in sudo; few queries for many.

        As `_user_can`: without members, every portal user of the contact is an owner.
        """
        # sudo: who is told of an event follows from it, not from who causes it
        distributors = self.sudo()
        members = distributors.env["distributor.member"].search(
            [("distributor_id", "in", self.ids), ("state", "=", "active")]
        )
        found = {distributor.id: [] for distributor in distributors}
        for member in members:
            if member._has_right(right):
                found[member.distributor_id.id].append(member.user_id.id)
        alone = distributors - members.distributor_id
        by_partner = alone.grouped("partner_id")
        contacts = alone._get_portal_contacts()
        for user in contacts:
            for one in by_partner[user.partner_id.commercial_partner_id]:
                found[one.id].append(user.id)
        users = members.user_id | contacts
        active = set(users.filtered("active").ids)
        return {
            distributor: users.browse(
                one for one in found[distributor.id] if one in active
            ).with_prefetch(users.ids)  # read together, whose they are
            if distributor._may_be_told(right)
            else users.browse()
            for distributor in distributors
        }

    def _get_portal_contacts(self):
        """Return the portal users among the contacts of these distributors."""
        users = self.env["res.users"]
        if not self:
            return users
        found = users.search(
            [
                ("share", "=", True),
                ("partner_id.commercial_partner_id", "in", self.partner_id.ids),
            ]
        )
        return found.filtered(lambda user: user._is_portal())

    def _may_be_told(self, right):
        self.ensure_one()
        if right == "manage" and self.state == "terminated":
            return False
        return self.active and self._is_portal_open()

    def _notify_members(self, code, record, tell, url="", **kw):
        """Tell members of one event.

        :param code: of the kind, whose right decides who is told
        :param record: what it is about
        :param tell: called with an environment in a language; returns (title, text)
        :param url: page of the portal, beginning with /my
        :param kw: step and told of `Event`
        """
        self.ensure_one()
        event = Event(self, record, tell, url, **kw)
        self.env["distributor.notification"]._notify(code, [event])

    def _get_told_rights(self, user):
        """Return the rights of a user here, for what it may be shown."""
        self.ensure_one()
        return [right for right in RIGHTS["owner"] if self._user_can(right, user)]
