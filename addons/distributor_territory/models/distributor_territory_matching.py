# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.fields import Domain

from ..engine.matcher import (
    Address,
    Criteria,
    Matcher,
    normalize_city,
    normalize_zip,
)


class DistributorTerritoryMatching(models.AbstractModel):
    """Matches addresses with territories: one query for any number of them."""

    _name = "distributor.territory.matching"
    _description = "Matching of Addresses"

    @api.model
    def _match_partner(self, partner, company=None):
        """Return the territory of a contact's address and the explanation.

        :return: (territory or empty, text in the user's language)
        """
        return self._match_many([self._get_address(partner)], company)[0]

    @api.model
    def _match_address(
        self, country, state=None, city=None, zip_code=None, company=None
    ):
        """Like `_match_partner` for an address given by its parts."""
        address = self._prepare_address(country, state, city, zip_code)
        return self._match_many([address], company)[0]

    @api.model
    def _match_many(self, addresses, company=None):
        """Match many addresses at once, in one query.

        :param addresses: list of `engine.matcher.Address`
        :return: list of (territory or empty, text), in the same order
        """
        found = self._match_candidates(addresses, company)
        return [
            (
                self.browse(candidates[0].criteria.id if candidates else ()),
                self._explain_match(address, candidates),
            )
            for address, candidates in zip(addresses, found, strict=True)
        ]

    @api.model
    def _match_candidates(self, addresses, company=None):
        """Return for each address the candidates that cover it, best first."""
        company = company or self.env.company
        # sudo: the territory of an address does not depend on who asks
        territories = self.sudo().search_fetch(
            self._get_match_domain(addresses, company), self._get_criteria_fields()
        )
        matcher = Matcher([territory._get_criteria() for territory in territories])
        return [matcher.match(address) for address in addresses]

    @api.model
    def _get_match_domain(self, addresses, company):
        """Return the territories that may cover one of the addresses."""
        states = {address.state for address in addresses} - {0}
        cities = {address.city for address in addresses} - {""}
        return Domain.AND(
            [
                Domain("company_id", "=", company.id),
                Domain("country_id", "in", {address.country for address in addresses}),
                Domain("state_id", "in", [*states, False]),
                Domain("match_city", "in", [*cities, False, ""]),
            ]
        )

    @api.model
    def _get_criteria_fields(self):
        return [
            "code",
            "parent_path",
            "country_id",
            "state_id",
            "match_city",
            "zip_prefix",
        ]

    def _get_criteria(self):
        self.ensure_one()
        return Criteria(
            id=self.id,
            code=self.code,
            depth=(self.parent_path or "").count("/"),
            country=self.country_id.id or 0,
            state=self.state_id.id or 0,
            city=self.match_city or "",
            zips=tuple(self.zip_prefix.split(",")) if self.zip_prefix else (),
        )

    @api.model
    def _get_address(self, partner):
        # sudo: only the address is read, of a contact that the caller was given
        partner = partner.sudo()
        return self._prepare_address(
            partner.country_id, partner.state_id, partner.city, partner.zip
        )

    @api.model
    def _prepare_address(self, country, state=None, city=None, zip_code=None):
        country = country or (state.country_id if state else None)
        return Address(
            country=country.id or 0 if country else 0,
            state=state.id or 0 if state else 0,
            city=normalize_city(city),
            zip=normalize_zip(zip_code),
        )

    @api.model
    def _get_used(self, company):
        """Return a territory that covers something, if the company draws a map."""
        # sudo: see _match_candidates
        return self.sudo().search(
            [("company_id", "=", company.id), ("country_id", "!=", False)], limit=1
        )

    @api.model
    def _explain_match(self, address, candidates):
        """Tell in the user's language which territory won and why others lost."""
        if not address.country:
            return self.env._("The address has no country, so no territory covers it.")
        if not candidates:
            return self.env._("No territory covers this address.")
        winner, *losers = candidates
        first = self.env._(
            "%(territory)s covers this address by its %(what)s.",
            **self._describe_candidate(winner),
        )
        return "\n".join([first, *(self._explain_loser(winner, one) for one in losers)])

    @api.model
    def _explain_loser(self, winner, loser):
        names = self._describe_candidate(loser)
        if loser.specificity < winner.specificity:
            return self.env._(
                "• %(territory)s covers it by its %(what)s: less specific.", **names
            )
        return self.env._(
            "• %(territory)s covers it by its %(what)s too, but stands higher.", **names
        )

    @api.model
    def _describe_candidate(self, candidate):
        # sudo: see _match_candidates
        territory = self.sudo().browse(candidate.criteria.id)
        what = self._describe_criteria(candidate)
        return {"territory": territory.display_name, "what": what}

    @api.model
    def _describe_criteria(self, candidate):
        if candidate.zip_prefix:
            return self.env._("zip code (%s…)", candidate.zip_prefix)
        if candidate.criteria.city:
            return self.env._("city")
        if candidate.criteria.state:
            return self.env._("state")
        return self.env._("country")

    def _match_open_orders(self):
        """Let quotations find their territory again after the map changed."""
        # sudo: who draws the map may not see all quotations, whose territory follows
        orders = self.env["sale.order"].sudo()
        open_orders = orders.search(
            [
                ("state", "in", ("draft", "sent")),
                ("company_id", "in", self.company_id.ids),
                ("distributor_id", "!=", False),
            ]
        )
        self.env.add_to_compute(orders._fields["ship_territory_id"], open_orders)
