# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.distributor_price.models.spreadsheet import make_sheet

from .distributor_team_sales import PERIODS

ENDED = "terminated"


class DistributorDistributor(models.Model):
    """What a distributor sees of its downline. Callers resolved it from the session."""

    _name = "distributor.distributor"
    _inherit = ["distributor.distributor", "distributor.team.sales"]

    def _get_team_generations(self):
        """Return {distributor id: generation} of today's downline, as far as allowed.

        The history of uplines decides and not its cache: who moved away today is gone.
        """
        self.ensure_one()
        depth = self.company_id.distributor_team_depth or None
        branches = self.env["distributor.upline"]._get_branches(
            [(self.id, self._get_today())], depth
        )
        return {node: generation for *_head, node, _up, generation in branches[1:]}

    def _get_team(self):
        """Return (named members, coded members, {id: generation}).

        Of coded members, the deeper generations unless the company shows their names,
        code and level are told and nothing else: no filter may tell more than the page.
        """
        generations = self._get_team_generations()
        members = self.search([("id", "in", list(generations))])
        if self.company_id.distributor_team_names:
            return members, self.browse(), generations
        named = members.filtered(lambda member: generations[member.id] == 1)
        return named, members - named, generations

    def _find_team(self, named, coded, search="", level=None, state="current"):
        """Return the members that fit, in the order of level and code.

        :param named, coded: of `_get_team`
        :param search: text in the code, or in a name that is shown
        :param level: distributor.level record, empty for all
        :param state: a state, "current" for all but terminated, or "all"
        """
        by_code = Domain("code", "ilike", search) if search else Domain.TRUE
        by_name = Domain("name", "ilike", search) if search else Domain.TRUE
        domain = Domain("id", "in", named.ids) & (by_code | by_name)
        if state == "current":
            domain &= Domain("state", "!=", ENDED)
        elif state != "all":
            domain &= Domain("state", "=", state)
        if state in ("current", "all"):
            known = Domain("id", "in", coded.ids) & Domain("state", "!=", ENDED)
            domain |= known & by_code
        if level:
            domain &= Domain("level_id", "in", level.ids)
        return self.search(domain)

    def _get_team_buyers(self, members, generations):
        """Return the members whose sales are shown, None where no sales are."""
        policy = self.company_id.distributor_team_sales
        if policy == "none":
            return None
        if policy == "visible":
            return members
        return members.filtered(lambda member: generations[member.id] == 1)

    def _get_team_rows(self, sort="level", with_sales=False, **criteria):
        """Return the rows of the page about the downline.

        :param sort: "level", "name", "since" or "sales"
        :param with_sales: whether the visitor may see money
        :param criteria: of `_find_team`
        :return: dict of rows (list of dict), totals (None without sales), levels to
            choose from, and size: how many members there are without any filter
        """
        named, coded, generations = self._get_team()
        level = (named | coded).level_id.filtered(
            lambda level: str(level.id) == criteria.get("level")
        )
        members = self._find_team(named, coded, **{**criteria, "level": level})
        buyers = self._get_team_buyers(members, generations) if with_sales else None
        sales = {} if buyers is None else self._get_team_sales(buyers)
        rows = [
            {
                "member": member,
                "generation": generations[member.id],
                "is_named": member in named,
                "title": member.name if member in named else member.code,
                "sales": sales.get(member.id),
            }
            for member in members
        ]
        rows.sort(key=self._get_team_sort(sort))
        totals = None
        if buyers is not None:
            totals = {p: sum(sold[p] for sold in sales.values()) for p in PERIODS}
        return {
            "rows": rows,
            "totals": totals,
            "levels": (named | coded).level_id.sorted("rank"),
            "level": level,
            "size": len(named) + len(coded),
        }

    def _get_team_sort(self, sort):
        """Return the sort key of rows; nothing hidden takes part in it."""

        def sort_key(row):
            member = row["member"]
            if sort == "sales":
                sales = row["sales"]
                return (not sales, -sales["year"] if sales else 0)
            if sort == "name":
                return (not row["is_named"], row["title"].lower())
            if sort == "since":
                since = member.date_start.toordinal() if row["is_named"] else 0
                return (not row["is_named"], -since)
            return (row["generation"], member.level_rank)

        return sort_key

    def _make_team_sheet(self, found):
        """Return an XLSX of what the page shows, all pages of it.

        :param found: what `_get_team_rows` returned
        """
        states = dict(self._fields["state"]._description_selection(self.env))
        phones = self.company_id.distributor_team_phones
        header = [
            self.env._("Code"),
            self.env._("Name"),
            self.env._("Level"),
            self.env._("Generation"),
            self.env._("Status"),
            self.env._("City"),
            self.env._("Since"),
            *([self.env._("Phone")] if phones else []),
        ]
        lines = [self._get_team_line(row, states, phones) for row in found["rows"]]
        if (totals := found["totals"]) is not None:
            currency = self.company_id.currency_id
            header += [
                self.env._("Sales this month (%s)", currency.name),
                self.env._("Sales last month (%s)", currency.name),
                self.env._("Sales this year (%s)", currency.name),
            ]
            total = [self.env._("Total"), *[""] * (6 + bool(phones))]
            amounts = [row["sales"] for row in found["rows"]] + [totals]
            for line, sold in zip([*lines, total], amounts, strict=True):
                line += [currency.round(sold[p]) if sold else "" for p in PERIODS]
            lines.append(total)
        return make_sheet(header, lines)

    def _get_team_line(self, row, states, phones):
        member, is_named = row["member"], row["is_named"]
        shown = ["", member.level_id.name, row["generation"], "", "", ""]
        if is_named:
            shown = [
                member.name,
                member.level_id.name,
                row["generation"],
                states[member.state],
                member.city,
                format_date(self.env, member.date_start),
            ]
        phone = member.phone if row["generation"] == 1 else ""
        return [member.code, *shown, *([phone] if phones else [])]
