# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dataclasses import replace

from odoo import models

from ..controllers.parameters import ALL
from .distributor_portal_list import Choice, Column, Sort

ORDER = ("owner", "buyer", "finance", "viewer")


CURRENT = "current"


class DistributorPortalListMembers(models.AbstractModel):
    """Who works for the distributor, as its owner sees it.

    What is looked for and sorted by is what is shown: of whom was invited, nothing but
    what the inviter wrote.
    """

    _name = "distributor.portal.list.members"
    _inherit = "distributor.portal.list.short"
    _description = "Members in the Portal"

    _right = "manage"
    _path = "members"
    _records = "distributor.member"
    _search_fields = ("name", "email")

    def _get_title(self):
        return self.env._("Members")

    def _get_search_label(self):
        return self.env._("Name or e-mail")

    def _get_base_domain(self, distributor):
        own = ("distributor_id", "=", distributor.id)
        return [own, ("active", "in", [True, False])]  # who ended is archived

    def _get_choices(self, distributor, values):
        fields = self.env[self._records]._fields
        roles = dict(fields["role"]._description_selection(self.env))
        states = dict(fields["state"]._description_selection(self.env))
        current, shown = [("state", "!=", "ended")], ["active", "invited"]
        ended = [*self._get_base_domain(distributor), ("state", "=", "ended")]
        if self.env[self._records].search_count(ended, limit=1):
            shown.append("ended")
        return [
            Choice(
                "role",
                self.env._("Role"),
                {
                    ALL: (self.env._("All roles"), None),
                    **{key: (roles[key], [("role", "=", key)]) for key in ORDER},
                },
            ),
            Choice(
                "state",
                self.env._("State"),
                {
                    CURRENT: (self.env._("Current members"), current),
                    **{key: (states[key], [("state", "=", key)]) for key in shown},
                },
                CURRENT,
            ),
        ]

    def _get_sorts(self, values):
        return {
            "role": Sort(self.env._("By role"), []),
            "name": Sort(self.env._("By name"), [], False),
            "date": Sort(self.env._("Newest"), []),
        }

    def _find_rows(self, distributor, chosen):
        values = dict(chosen.values, search="")
        domain = self._get_domain(distributor, replace(chosen, values=values))
        members = self.env[self._records].search(domain)
        if text := chosen.values["search"]:
            members = members.filtered(
                lambda m: self._contains(text, m._get_shown_name(), m.email)
            )
        return members.sorted(self._get_key(chosen.values["sort"]))

    def _get_key(self, sort):
        def get_key(member):
            name = member._get_shown_name().casefold()
            if sort == "name":
                return (name, member.id)
            if sort == "date":
                return (-member.id,)
            return (ORDER.index(member.role), name, member.id)

        return get_key

    def _get_columns(self, distributor, user):
        env = self.env

        def limit(name):
            # only a buyer has any, and 0 is none
            return lambda m: (
                (m[name], m.currency_id) if m.role == "buyer" and m[name] else None
            )

        return [
            Column(env._("Name"), lambda m: m._get_shown_name()),
            Column(env._("E-mail"), lambda m: m.email),
            Column(env._("Role"), self._get_label_of("role")),
            Column(env._("Limit per order"), limit("limit_order"), "amount"),
            Column(env._("Limit per month"), limit("limit_month"), "amount"),
            Column(env._("State"), self._get_label_of("state")),
            Column(env._("Member since"), lambda m: m.date, "date"),
            Column(env._("Ended on"), lambda m: m.date_end, "date"),
        ]
