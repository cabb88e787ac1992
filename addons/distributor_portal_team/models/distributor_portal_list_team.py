# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.tools.sql import escape_psql

from odoo.addons.distributor_portal.models.distributor_portal_list import (
    Choice,
    Column,
    Sort,
)

from .distributor_team_sales import PERIODS


class DistributorPortalListTeam(models.AbstractModel):
    """The downline, as far as its company shows it: the rows of the page are asked."""

    _name = "distributor.portal.list.team"
    _inherit = "distributor.portal.list.short"
    _description = "Team in the Portal"

    _path = "team"
    _records = "distributor.distributor"
    _search_fields = ("code",)

    def _get_title(self):
        return self.env._("Team")

    def _get_search_label(self):
        return self.env._("Name or code")

    def _get_choices(self, distributor, values):
        named, coded, _generations = distributor._get_team()
        levels = (named | coded).level_id.sorted("rank")
        states = distributor._fields["state"]._description_selection(self.env)
        return [
            Choice(
                "level",
                self.env._("Level"),
                {
                    "": (self.env._("All levels"), None),
                    **{str(level.id): (level.name, None) for level in levels},
                },
                "",
            ),
            Choice(
                "state",
                self.env._("Status"),
                {
                    "current": (self.env._("Current members"), None),
                    **{key: (label, None) for key, label in states},
                    "all": (self.env._("All members"), None),
                },
                "current",
            ),
        ]

    def _get_sorts(self, values):
        return {
            "level": Sort(self.env._("By level"), []),
            "name": Sort(self.env._("By name"), []),
            "since": Sort(self.env._("Newest first"), []),
            "sales": Sort(self.env._("By sales this year"), []),
        }

    def _find(self, distributor, chosen):
        """Return what the page shows, for the user of the environment."""
        values = chosen.values
        return distributor._get_team_rows(
            sort=values["sort"],
            with_sales=distributor._user_can("money", distributor.env.user),
            search=escape_psql(values["search"]),
            level=values["level"],
            state=values["state"],
        )

    def _find_rows(self, distributor, chosen):
        return self._find(distributor, chosen)["rows"]

    def _get_row_id(self, row):
        return row["member"].id

    def _get_totals(self, distributor, chosen, user):
        found = self._find(distributor, chosen)
        totals, currency = found["totals"], distributor.company_id.currency_id
        return {
            "count": len(found["rows"]),
            "sums": [
                (self._get_periods()[period], currency, amount)
                for period, amount in (totals or {}).items()
            ],
        }

    def _get_periods(self):
        return {
            "month": self.env._("Sales this month"),
            "last_month": self.env._("Sales last month"),
            "year": self.env._("Sales this year"),
        }

    def _get_columns(self, distributor, user):
        env = self.env
        states = dict(distributor._fields["state"]._description_selection(env))

        def named(get):
            # of coded members code and level are told and nothing else
            return lambda row: get(row["member"]) if row["is_named"] else None

        def phone(row):
            return row["member"].phone if row["generation"] == 1 else None

        columns = [
            Column(env._("Code"), lambda row: row["member"].code),
            Column(env._("Name"), named(lambda member: member.name)),
            Column(env._("Level"), lambda row: row["member"].level_id.name),
            Column(env._("Generation"), lambda row: row["generation"], "number"),
            Column(env._("Status"), named(lambda member: states[member.state])),
            Column(env._("City"), named(lambda member: member.city)),
            Column(env._("Since"), named(lambda member: member.date_start), "date"),
        ]
        if distributor.company_id.distributor_team_phones:
            columns.append(Column(env._("Phone"), phone))
        shows_sales = distributor.company_id.distributor_team_sales != "none"
        if shows_sales and distributor._user_can("money", user):
            columns += self._get_sales_columns(distributor.company_id.currency_id)
        return columns

    def _get_sales_columns(self, currency):
        def sold(period):
            return lambda row: row["sales"] and (row["sales"][period], currency)

        labels = self._get_periods()
        return [Column(labels[p], sold(p), "amount", True) for p in PERIODS]
