# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models

from ..engine.address import read_address
from ..engine.matcher import Matcher


class DistributorTerritoryMatching(models.AbstractModel):
    """Matches addresses with territories: one query for any number of them."""

    _name = "distributor.territory.matching"
    _description = "Matching of Addresses"

    @api.model
    def _match_partner(self, partner, company=None, day=None):
        """Return the territory of a contact's address on a day and the explanation.

        :param day: date; without it today
        :return: (territory or empty, text in the user's language)
        """
        return self._match_many([self._get_address(partner)], company, day)[0]

    @api.model
    def _match_address(
        self, country, state=None, city=None, zip_code=None, company=None, **kw
    ):
        """Like `_match_partner` for an address given by its parts.

        :param kw: ``street``, ``street2``, ``day``
        """
        day = kw.pop("day", None)
        address = self._prepare_address(country, state, city, zip_code, **kw)
        return self._match_many([address], company, day)[0]

    @api.model
    def _match_many(self, addresses, company=None, day=None):
        """Match many addresses at once, in one query.

        :param addresses: list of `engine.address.Address`
        :return: list of (territory or empty, text), in the same order
        """
        found = self._match_candidates(addresses, company, day)
        return [
            (
                self.browse(candidates[0].criteria.id if candidates else ()),
                self._explain_match(address, candidates),
            )
            for address, candidates in zip(addresses, found, strict=True)
        ]

    @api.model
    def _match_candidates(self, addresses, company=None, day=None):
        """Return for each address the candidates that cover it, best first.

        :param day: date, or a list with one for each address; without it today
        """
        company = company or self.env.company
        day = day or fields.Date.context_today(self)
        days = day if isinstance(day, list) else [day] * len(addresses)
        # sudo: the territory of an address does not depend on who asks
        keys = self.env["distributor.territory.key"].sudo()
        matcher = Matcher(keys._fetch_criteria(addresses, company))
        return [
            matcher.match(address, one)
            for address, one in zip(addresses, days, strict=True)
        ]

    @api.model
    def _get_address(self, partner):
        # sudo: only the address is read, of a contact that the caller was given
        partner = partner.sudo()
        city = partner.city
        if not city and "city_id" in partner._fields:
            city = partner.city_id.name
        return self._prepare_address(
            partner.country_id,
            partner.state_id,
            city,
            partner.zip,
            street=partner.street,
            street2=partner.street2,
        )

    @api.model
    def _prepare_address(
        self, country, state=None, city=None, zip_code=None, street=None, street2=None
    ):
        country = country or (state.country_id if state else None)
        return read_address(
            country.id or 0 if country else 0,
            state.id or 0 if state else 0,
            city,
            zip_code,
            street,
            street2,
        )

    @api.model
    def _get_used(self, company):
        """Return a territory that covers something, if the company draws a map."""
        # sudo: see _match_candidates
        return self.sudo().search(
            [
                ("company_id", "=", company.id),
                "|",
                ("country_id", "!=", False),
                ("place_ids", "!=", False),
            ],
            limit=1,
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
        """Name every part that was compared, the most specific first."""
        key = candidate.key
        # sudo: names of countries and states, which everybody knows
        state = self.env["res.country.state"].sudo().browse(key.state)
        country = self.env["res.country"].sudo().browse(key.country)
        parts = [
            key.zip and self.env._("zip code (%s…)", key.zip),
            key.district and self.env._("district (%s)", key.district),
            key.city and self.env._("city (%s)", key.city),
            key.state and self.env._("state (%s)", state.name),
            self.env._("country (%s)", country.name),
        ]
        return ", ".join(filter(None, parts))

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
