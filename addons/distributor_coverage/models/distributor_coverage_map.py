# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.misc import formatLang

from ..engine.maps import CHINA, MAPS, MEASURES, NOT_DRAWN, PERIODS, get_first_day

#: a territory that covers all of its country; only those count for each province
WHOLE = ("city", "district", "zip_prefix")


class DistributorCoverageMap(models.AbstractModel):
    """The figures of the coverage map: one for each place that a map draws."""

    _name = "distributor.coverage.map"
    _description = "Figures of the Coverage Map"

    @api.model
    @api.readonly
    def get_map(self, map_code=None, measure="sales", period="year"):
        """Return the figures of the current company for each place of a map.

        Needs read access to the coverage; nothing is read with other rights.

        :param map_code: "china" (provinces) or "world" (countries); by default the one
            of the company's country
        :param measure: "sales" (untaxed, company currency), "distributors" (active
            ones at their own address, today) or "gaps" (today)
        :param period: of the sales: "month" (this one), "quarter" (this month and the
            two before), "year" (this one), "twelve" (this month and the eleven before)
            or "all"
        :return: dict of
            places: [{key (of the shape), id (of the state or country), name, value,
            formatted, sales, orders, distributors, has_territory, gap}] where value is
            the measure, of gaps 2 without a territory, 1 without a distributor, else
            0, and gap "no_territory", "no_distributor" or "";
            outside: {sales, orders, distributors} of addresses that are on none of
            the places; total and total_formatted of the places' values, the number of
            gaps for gaps; currency {id, name}; company; map_code, measure, period
        :raise AccessError: without read access
        :raise UserError: the map, measure or period is not one of these
        """
        self.browse().check_access("read")
        map_code = map_code or self._get_default_map()
        self._check_choices(map_code, measure, period)
        figures = self._get_figures(map_code, period)
        covered = self._get_covered(map_code)
        places = []
        for key, record in self._get_map_places(map_code).items():
            place = self._prepare_place(record, figures.pop(record.id, None), covered)
            self._set_value(place, measure)
            places.append({"key": key, **place})
        values = [place["value"] for place in places]
        total = sum(map(bool, values)) if measure == "gaps" else sum(values)
        return {
            "places": places,
            "outside": dict(
                zip(
                    ("sales", "orders", "distributors"),
                    map(sum, zip((0, 0, 0), *figures.values(), strict=True)),
                    strict=True,
                )
            ),
            "total": total,
            "total_formatted": self._format_value(total, measure),
            "currency": self.env.company.currency_id.read(["name"])[0],
            "company": self.env.company.name,
            "map_code": map_code,
            "measure": measure,
            "period": period,
        }

    @api.model
    def action_open_place(self, map_code, key, measure="sales", period="year"):
        """Return the action that lists what a place of the map is made of.

        The same parameters as `get_map`; key is that of one of its places.

        :return: action of the coverage in the period; for "distributors" of the active
            distributors there; for "gaps" of the territories there, if there are any
        :raise AccessError: without read access
        :raise UserError: unknown map, place, measure or period
        """
        self.browse().check_access("read")
        self._check_choices(map_code, measure, period)
        place = self._get_map_places(map_code).get(key)
        if not place:
            raise UserError(self.env._("The map has no place %s.", key))
        field = self._get_place_field(map_code)
        xmlid = "distributor_coverage.distributor_coverage_action"
        domain = self._get_map_domain(period) & Domain(field, "=", place.id)
        if measure == "distributors":
            xmlid = "distributor.distributor_distributor_action"
            domain = Domain("state", "=", "active")
            domain &= self._get_address_domain(field, place)
        elif measure == "gaps":
            covering = self._get_territory_domain(map_code, place)
            if self.env["distributor.territory"].search_count(covering, limit=1):
                xmlid = "distributor_territory.distributor_territory_action"
                domain = covering
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        name = {"name": place.name, "display_name": place.name}
        return dict(action, **name, domain=list(domain), context={})

    @api.model
    def _check_choices(self, map_code, measure, period):
        for value, known in (
            (map_code, MAPS),
            (measure, MEASURES),
            (period, tuple(PERIODS)),
        ):
            if value not in known:
                raise UserError(
                    self.env._(
                        "%(value)s is none of %(known)s.",
                        value=value,
                        known=", ".join(known),
                    )
                )

    @api.model
    def _get_default_map(self):
        return "china" if self.env.company.country_id.code == "CN" else "world"

    @api.model
    def _get_place_field(self, map_code):
        return "state_id" if map_code == "china" else "country_id"

    @api.model
    def _get_address_domain(self, field, place):
        """Return the domain of the distributors of the company at a place."""
        domain = Domain("company_id", "=", self.env.company.id)
        here = Domain(f"partner_id.{field}", "=", place.id)
        if field == "country_id":
            here |= Domain("partner_id.state_id.country_id", "=", place.id)
        return domain & here

    @api.model
    def _get_map_places(self, map_code):
        """Return {key of the shape: state or country}, in the order of their names."""
        if map_code == "china":
            codes = {code: key for key, code in CHINA.items()}
            states = self.env["res.country.state"].search(
                [("country_id.code", "=", "CN"), ("code", "in", list(codes))],
                order="name",
            )
            return {codes[state.code]: state for state in states}
        countries = self.env["res.country"].search([("code", "not in", NOT_DRAWN)])
        return {country.code.lower(): country for country in countries}

    @api.model
    def _get_map_domain(self, period):
        """Return the domain of the coverage of the current company in a period."""
        domain = Domain("company_id", "=", self.env.company.id)
        today = self.env["distributor.distributor"]._get_today(self.env.company)
        if first := get_first_day(period, today):
            domain &= Domain("kind", "=", "presence") | Domain("date", ">=", first)
        return domain

    @api.model
    def _get_figures(self, map_code, period):
        """Return {id of the place or False: (sales, orders, distributors)}."""
        rows = self._read_group(
            self._get_map_domain(period),
            [self._get_place_field(map_code)],
            ["sales:sum", "order_count:sum", "distributor_count:sum"],
        )
        currency = self.env.company.currency_id
        return {
            place.id: (currency.round(sales), orders, distributors)
            for place, sales, orders, distributors in rows
        }

    @api.model
    def _get_in_force_domain(self, map_code, prefix=""):
        """Return the domain of what covers places of a map today.

        For provinces a part of one is enough, and a territory of the whole country
        covers each of them.

        :param prefix: path to the territory from the record that describes a place
        """
        today = self.env["distributor.distributor"]._get_today(self.env.company)
        start = Domain(f"{prefix}date_start", "=", False)
        end = Domain(f"{prefix}date_end", "=", False)
        domain = (
            Domain("country_id", "!=", False)
            & Domain(f"{prefix}company_id", "=", self.env.company.id)
            & Domain(f"{prefix}active", "=", True)
            & (start | Domain(f"{prefix}date_start", "<=", today))
            & (end | Domain(f"{prefix}date_end", ">=", today))
        )
        if map_code == "china":
            whole = Domain.AND([Domain(name, "=", False) for name in WHOLE])
            domain &= Domain("state_id", "!=", False) | whole
        return domain

    @api.model
    def _get_covered(self, map_code):
        """Return the (country id, state id or False) with a territory today."""
        own = self.env["distributor.territory"]._read_group(
            self._get_in_force_domain(map_code), ["country_id", "state_id"]
        )
        further = self.env["distributor.territory.place"]._read_group(
            self._get_in_force_domain(map_code, "territory_id."),
            ["country_id", "state_id"],
        )
        return {(country.id, state.id) for country, state in own + further}

    @api.model
    def _get_territory_domain(self, map_code, place):
        """Return the domain of the territories that cover a state or country today."""
        if map_code == "china":
            here = Domain("country_id", "=", place.country_id.id)
            here &= Domain("state_id", "in", [place.id, False])
        else:
            here = Domain("country_id", "=", place.id)
        further = self._get_in_force_domain(map_code, "territory_id.") & here
        return (self._get_in_force_domain(map_code) & here) | Domain(
            "place_ids", "any", further
        )

    @api.model
    def _prepare_place(self, record, figures, covered):
        """Return what the map shows of a state or country, without the measure."""
        sales, orders, distributors = figures or (0.0, 0, 0)
        if record._name == "res.country.state":
            country = record.country_id.id
            has_territory = bool({(country, record.id), (country, False)} & covered)
        else:
            has_territory = any(country == record.id for country, _state in covered)
        gap = "" if distributors else "no_distributor"
        return {
            "id": record.id,
            "name": record.name,
            "sales": sales,
            "orders": orders,
            "distributors": distributors,
            "has_territory": has_territory,
            "gap": gap if has_territory else "no_territory",
        }

    @api.model
    def _set_value(self, place, measure):
        """Add value and formatted of a measure to a place."""
        if measure == "gaps":
            gaps = {
                "": self.env._("Covered"),
                "no_distributor": self.env._("No distributor"),
                "no_territory": self.env._("No territory"),
            }
            place["value"] = list(gaps).index(place["gap"])
            place["formatted"] = gaps[place["gap"]]
            return
        place["value"] = place[measure]
        place["formatted"] = self._format_value(place["value"], measure)

    @api.model
    def _format_value(self, value, measure):
        if measure == "sales":
            return self.env.company.currency_id.format(value)
        return formatLang(self.env, value, digits=0)
