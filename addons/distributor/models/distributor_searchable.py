# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from lxml import etree

from odoo import api, fields, models

# how lists that have it already call "my distributors"
MINE = {"my", "mine", "my_distributors"}


class DistributorSearchable(models.AbstractModel):
    """Lists of what belongs to distributors: by level, region and salesperson of these.

    The fields are read through the distributor and not stored. The search view of a
    model that inherits this is given what it does not show itself.
    """

    _name = "distributor.searchable"
    _description = "Found by Level and Salesperson of the Distributor"

    distributor_id = fields.Many2one("distributor.distributor")
    distributor_level_id = fields.Many2one(
        related="distributor_id.level_id", string="Level of the Distributor"
    )
    distributor_user_id = fields.Many2one(
        related="distributor_id.user_id", string="Salesperson"
    )

    @api.model
    def _get_distributor_facets(self):
        """Return {field: (attributes in the search, name of the grouping)}; a hook."""
        return {
            "distributor_level_id": ({}, "group_level"),
            "distributor_user_id": ({}, "group_salesperson"),
        }

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == "search":
            self._add_distributor_facets(arch)
        return arch, view

    @api.model
    def _add_distributor_facets(self, arch):
        facets = self._get_distributor_facets()
        shown = {node.get("name") for node in arch.iter("field")}
        for name, (attributes, _group) in facets.items():
            if name not in shown:
                self._insert_search_field(arch, name, attributes)
        filters = {node.get("name") for node in arch.iter("filter")}
        if not MINE & filters:
            self._insert_my_distributors(arch)
        for name, (_attributes, group) in reversed(facets.items()):
            if group not in filters:
                self._insert_grouping(arch, name, group)

    @api.model
    def _insert_search_field(self, arch, name, attributes):
        """Put a field after the last one that the search has."""
        node = etree.Element("field", name=name, **attributes)
        known = arch.findall("field")
        arch.insert(arch.index(known[-1]) + 1 if known else 0, node)

    @api.model
    def _insert_my_distributors(self, arch):
        """Put the filter between the fields and the filters that the search has."""
        node = etree.Element(
            "filter",
            name="my_distributors",
            string=self.env._("My Distributors"),
            domain="[('distributor_id.user_id', '=', uid)]",
        )
        place = arch.index(arch.findall("field")[-1]) + 1
        arch.insert(place, node)
        arch.insert(place + 1, etree.Element("separator"))

    @api.model
    def _insert_grouping(self, arch, name, group):
        groups = arch.find("group")
        if groups is None:
            groups = etree.SubElement(arch, "group")
        node = etree.Element(
            "filter",
            name=group,
            string=self._fields[name]._description_string(self.env),
            context=f"{{'group_by': '{name}'}}",
        )
        first = groups.find("filter[@name='group_distributor']")
        groups.insert(0 if first is None else groups.index(first) + 1, node)
