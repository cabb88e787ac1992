# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models

from ..controllers.parameters import ALL
from .distributor_portal_list import Choice, Column, Sort


class DistributorPortalListAuthorizations(models.AbstractModel):
    """Where the distributor may sell what, and where it once might."""

    _name = "distributor.portal.list.authorizations"
    _inherit = "distributor.portal.list"
    _description = "Authorisations in the Portal"

    _path = "authorizations"
    _records = "distributor.authorization"
    _search_fields = ("name", "territory_id.name", "categ_ids.name", "product_ids.name")

    def _get_title(self):
        return self.env._("Authorisations")

    def _get_search_label(self):
        return self.env._("Number, place or product")

    def _get_base_domain(self, distributor):
        return [("distributor_id", "=", distributor.id), ("state", "=", "approved")]

    def _get_choices(self, distributor, values):
        today = fields.Date.context_today(self)
        valid = ["|", ("date_end", "=", False), ("date_end", ">=", today)]
        ended = [("date_end", "<", today)]
        return [
            Choice(
                "state",
                self.env._("State"),
                {
                    "valid": (self.env._("Valid now or later"), valid),
                    "ended": (self.env._("Ended"), ended),
                    ALL: (self.env._("All"), None),
                },
                "valid",
            )
        ]

    def _get_sorts(self, values):
        return {
            "date": Sort(self.env._("Newest"), ["date_start"]),
            "old": Sort(self.env._("Oldest"), ["date_start"], False),
        }

    def _get_columns(self, distributor, user):
        env = self.env
        return [
            Column(env._("Number"), lambda one: one.name),
            Column(env._("Territory"), lambda one: one.territory_id.name),
            Column(env._("What for"), lambda one: one.scope),
            Column(env._("Exclusive"), self._tell_exclusive),
            Column(env._("From"), lambda one: one.date_start, "date"),
            Column(env._("Until"), lambda one: one.date_end, "date"),
        ]

    def _tell_exclusive(self, authorization):
        return self.env._("Exclusive") if authorization.is_exclusive else ""
