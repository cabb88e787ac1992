# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models

from odoo.addons.distributor_portal.controllers.parameters import ALL
from odoo.addons.distributor_portal.models.distributor_portal_list import (
    Choice,
    Column,
    Sort,
)


class DistributorPortalListFiles(models.AbstractModel):
    _name = "distributor.portal.list.files"
    _inherit = "distributor.portal.list"
    _description = "Marketing Files in the Portal"

    _path = "files"
    _records = "distributor.marketing.file"
    _search_fields = ("name", "description")

    def _get_title(self):
        return self.env._("Marketing files")

    def _get_search_label(self):
        return self.env._("Search in files")

    def _get_base_domain(self, distributor):
        return self.env[self._records]._get_portal_domain(distributor)

    def _get_choices(self, distributor, values):
        categories = self.env[self._records]._get_portal_categories(distributor)
        options = {ALL: (self.env._("All categories"), None)}
        for one in categories:
            options[str(one.id)] = (one.name, [("category_id", "=", one.id)])
        return [Choice("category", self.env._("Category"), options)]

    def _get_sorts(self, values):
        return {
            "date": Sort(self.env._("Newest"), ["published_date"]),
            "name": Sort(self.env._("By name"), ["name"], False),
        }

    def _get_columns(self, distributor, user):
        env = self.env
        return [
            Column(env._("File"), lambda file: file.display_name),
            Column(env._("Category"), lambda file: file.category_id.name),
            Column(
                env._("Published on"),
                lambda file: self._get_day(file.published_date),
                "date",
            ),
            Column(env._("Valid until"), lambda file: file.date_to, "date"),
        ]
