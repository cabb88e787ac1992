# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import csv
from collections import Counter
from dataclasses import dataclass, field

from odoo import api, models
from odoo.tools import file_open

from odoo.addons.distributor_territory.engine.matcher import make_keys

FILE = "distributor_territory_cn/static/divisions/china.csv"
#: digits of the code of a division
DEPTHS = {"province": 2, "city": 4, "district": 6}
#: kinds that people leave out: 杭州 for 杭州市
KINDS = ("市", "地区", "盟")


def get_spellings(name):
    """Return a name and how people shorten it.

    >>> get_spellings("杭州市"), get_spellings("沙市"), get_spellings("大理白族自治州")
    (['杭州市', '杭州'], ['沙市'], ['大理白族自治州'])
    """
    for kind in KINDS:
        if name.endswith(kind) and len(name) - len(kind) > 1:
            return [name, name.removesuffix(kind)]
    return [name]


@dataclass
class Division:
    """A row of the data package, and the territory it is or will be."""

    code: str
    name: str
    parent: str
    values: dict = field(default_factory=dict)
    territory: int = 0
    is_own: bool = False

    @property
    def territory_code(self):
        return f"CN-{self.code}"

    def get_keys(self):
        values = self.values
        return make_keys(
            values["country_id"],
            values["state_id"],
            values.get("city"),
            values.get("district"),
            "",
        )


class DistributorTerritoryCn(models.AbstractModel):
    """Makes territories of China's divisions; a second time only names change."""

    _name = "distributor.territory.cn"
    _description = "Divisions of China"

    @api.model
    def _plan(self, company, depth):
        """Return the `Division`s down to a depth, each with its territory if the
        company has one for the same place already.

        :param depth: province, city or district
        """
        divisions = self._read(DEPTHS[depth])
        self._set_places(divisions)
        self._find_known(divisions, company)
        return divisions

    @api.model
    def _read(self, digits):
        """Return {code: division}, upper ones first."""
        with file_open(FILE, "r") as file:
            rows = [row for row in csv.DictReader(file) if len(row["code"]) <= digits]
        china = self.env.ref("base.cn").id
        states = {
            state.code: state.id
            for state in self.env["res.country.state"].search(
                [("country_id", "=", china)]
            )
        }
        divisions = {}
        for row in rows:
            name = " ".join(filter(None, [row["name"], row["english"]]))
            division = Division(row["code"], name, row["parent"])
            state = divisions[row["code"][:2]].values if row["parent"] else {}
            division.values = {
                "country_id": china,
                "state_id": state.get("state_id") or self._get_state(row, states),
            }
            divisions[division.code] = division
        return divisions

    @api.model
    def _get_state(self, row, states):
        # by xml id: the codes of states are words that users may change
        state = self.env.ref(f"base.state_cn_{row['state']}", raise_if_not_found=False)
        return state.id if state else states[row["state"]]

    @api.model
    def _set_places(self, divisions):
        """Fill city and district as addresses have them.

        A district is looked for in its city, and by its name in place of the city
        (昆山市), if no other of the province has that name. Those of municipalities and
        those without a city are looked for in the whole province.
        """
        names = Counter(
            (one.code[:2], one.name) for one in divisions.values() if one.parent
        )
        for one in divisions.values():
            above = divisions.get(one.parent)
            if above is None:
                continue
            if len(one.code) == DEPTHS["city"]:
                one.values["city"] = ",".join(get_spellings(one.name))
                continue
            short = one.name.removeprefix(above.name)
            # 唐山市汉沽管理区 is read as a city and its district
            one.values["district"] = ",".join(dict.fromkeys([one.name, short]))
            if above.parent:
                city = [above.values["city"]]
                if names[one.code[:2], one.name] == 1:
                    city.append(one.name)
                one.values["city"] = ",".join(city)

    @api.model
    def _find_known(self, divisions, company):
        """Take the territories that were loaded before or cover the place already."""
        territories = (
            self.env["distributor.territory"]
            .with_context(active_test=False)
            .search([("company_id", "=", company.id)])
        )
        codes = {territory.code: territory for territory in territories}
        places = {
            key: territory
            for territory in territories.filtered("active")
            for key in territory._make_keys()
        }
        for one in divisions.values():
            own = codes.get(one.territory_code)
            found = own or next(filter(None, map(places.get, one.get_keys())), None)
            one.territory = found.id if found else 0
            one.is_own = bool(own)

    @api.model
    def _load(self, company, depth, parent=None):
        """Create what is missing and update names.

        :return: (created territories, renamed territories)
        """
        divisions = self._plan(company, depth)
        created = renamed = self.env["distributor.territory"]
        renamed = self._rename(divisions)
        for digits in DEPTHS.values():
            todo = [
                one
                for one in divisions.values()
                if len(one.code) == digits and not one.territory
            ]
            made = created.create(
                [self._prepare_vals(one, divisions, company, parent) for one in todo]
            )
            for one, territory in zip(todo, made, strict=True):
                one.territory = territory.id
            created += made
        return created, renamed

    @api.model
    def _prepare_vals(self, one, divisions, company, parent):
        above = divisions.get(one.parent)
        return {
            **one.values,
            "code": one.territory_code,
            "name": one.name,
            "company_id": company.id,
            "parent_id": above.territory if above else (parent.id if parent else False),
        }

    @api.model
    def _rename(self, divisions):
        renamed = territories = self.env["distributor.territory"]
        for one in divisions.values():
            territory = territories.browse(one.territory)
            if one.is_own and territory.name != one.name:
                territory.name = one.name
                renamed |= territory
        return renamed
