# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class DistributorTreeApi(models.AbstractModel):
    """The tree on a day, for the API."""

    _name = "distributor.tree.api"
    _description = "Distributor Tree for the API"

    @api.model
    @api.readonly
    def get_tree(self, date, root_id=None, depth=None):
        """Return the tree as it was, is or will be on a day.

        Moves planned until now count. A distributor that had not begun on that day, or
        had been terminated by then, is left out; its level is today's. Only
        distributors that the caller may read are returned.

        :param date: day (ISO date such as "2026-03-01")
        :param root_id: id of the distributor at which to begin, by default the brand
        :param depth: how many generations below the start to return: 1 is the start's
            direct downline. By default all of them
        :return: list of dict, uplines before their downline: id (int), code, name,
            level_id (int), level (str), upline_id (int, false directly below the
            brand), depth (int, 1 directly below the brand or below root_id, whose own
            is 0), path (list of ids from the first one returned down to this one)
        """
        self.browse().check_access("read")
        day = fields.Date.to_date(date)
        rows = self._get_tree_rows(day, root_id, depth)
        nodes = self.with_context(active_test=False).search(
            [("id", "in", [key for key, _upline, _depth in rows])]
        )
        nodes.fetch(["code", "name", "level_id", "date_end"])
        by_id = {node.id: node for node in nodes}
        paths, tree = {}, []
        for key, upline, generation in rows:
            node = by_id.get(key)
            if not node or (node.date_end and node.date_end <= day):
                continue
            paths[key] = [*paths.get(upline, []), key]
            tree.append(
                {
                    "id": key,
                    "code": node.code,
                    "name": node.name,
                    "level_id": node.level_id.id,
                    "level": node.level_id.name,
                    "upline_id": upline or False,
                    "depth": generation,
                    "path": paths[key],
                }
            )
        return tree

    @api.model
    def _get_tree_rows(self, day, root_id, depth):
        """Return [(distributor id, upline id, depth)] of a day, uplines first."""
        rows = self.env["distributor.upline"]
        if root_id:
            root = self.browse(root_id)
            root.check_access("read")
            upline = root._get_upline_on(day).id
            tops, first = {root.id: upline}, 0
        else:
            # sudo: only ids come from here; the caller drops those it may not read
            tops = rows.sudo().search_fetch(
                [
                    ("upline_id", "=", False),
                    ("company_id", "in", self.env.companies.ids),
                    ("date_start", "<=", day),
                    "|",
                    ("date_end", "=", False),
                    ("date_end", ">", day),
                ],
                ["distributor_id"],
                order="id",
            )
            tops, first = dict.fromkeys(tops.distributor_id.ids), 1
        below = rows._get_branches(
            ((top, day) for top in tops), None if depth is None else depth - first
        )
        return [
            (node, tops[node] if not generation else upline, generation + first)
            for _top, _day, node, upline, generation in below
        ]

    @api.readonly
    def get_chain(self, date):
        """Return who stands above each of these distributors on a day.

        :param date: day (ISO date such as "2026-03-01")
        :return: list of dict, one for each distributor: id (int) and chain, a list of
            dict from the distributor itself upwards: id (int), code, name, level (str,
            today's), generation (int, 0 is itself). An upline that the caller may not
            read is left out
        """
        self.check_access("read")
        day = fields.Date.to_date(date)
        chains = self.env["distributor.upline"]._get_chains(
            (key, day) for key in self.ids
        )
        nodes = self.browse({key for chain in chains.values() for key in chain})
        readable = set(nodes._filtered_access("read").ids)
        return [
            {
                "id": key,
                "chain": [
                    {
                        "id": node.id,
                        "code": node.code,
                        "name": node.name,
                        "level": node.level_id.name,
                        "generation": generation,
                    }
                    for generation, node in enumerate(
                        self.browse(chain).with_prefetch(nodes.ids)
                    )
                    if node.id in readable
                ],
            }
            for (key, _day), chain in chains.items()
        ]
