# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

from ..engine.resolver import PriceRule, RuleIndex

# all that a choice is made from, read with the search itself
RULE_FIELDS = (
    "company_id",
    "distributor_id",
    "territory_id",
    "level_id",
    "pricelist_id",
    "date_start",
    "date_end",
)


class DistributorPriceResolution(models.AbstractModel):
    """Chooses the price list of a distributor and tells the reasons."""

    _name = "distributor.price.resolution"
    _description = "Resolution of Territory Prices"

    @api.model
    def _resolve_many(self, distributors, date):
        """Resolve many distributors at once.

        :return: {distributor: (pricelist, text)}
        """
        found = self._resolve_pairs([(one, date) for one in distributors])
        pricelists = self.env["product.pricelist"]
        return {
            distributor: (
                pricelists.browse(data["pricelist"] or ()),
                self._explain_resolution(data),
            )
            for (distributor, _date), data in found.items()
        }

    @api.model
    def _resolve_pairs(self, pairs):
        """Resolve many (distributor, date) pairs with one query for the rules.

        :return: {(distributor, date): dict to store, see `_prepare_resolution`}
        """
        return {
            pair: self._prepare_resolution(distributor, pair[1], found)
            for pair, distributor, found in self._find_pairs(pairs)
        }

    @api.model
    def _resolve_pricelist(self, distributor, date):
        """Return only the price list of a distributor on a day, without the reasons."""
        [(_pair, distributor, found)] = self._find_pairs([(distributor, date)])
        pricelist = self._get_found_pricelist(distributor, found)
        return pricelist.with_env(self.env)

    @api.model
    def _find_pairs(self, pairs):
        """Yield (pair, distributor in sudo, its resolution)."""
        # sudo: which price list applies does not depend on who asks; callers show
        # it only to those who may see the order or the distributor
        distributors = self.env["distributor.distributor"].sudo()
        distributors = distributors.concat(*(one for one, _date in pairs)).sudo()
        rules = self.sudo().search_fetch(
            self._get_resolve_domain(distributors), RULE_FIELDS
        )
        index = {
            company: RuleIndex([rule._prepare_rule() for rule in company_rules])
            for company, company_rules in rules.grouped("company_id").items()
        }
        empty = RuleIndex(())
        for pair, distributor in zip(pairs, distributors, strict=True):
            facts = distributor._prepare_price_facts(pair[1])
            found = index.get(distributor.company_id, empty).resolve(facts)
            yield pair, distributor, found

    @api.model
    def _get_found_pricelist(self, distributor, found):
        if found.winner:
            return self.browse(found.winner.id).sudo().pricelist_id
        partner = distributor.partner_id.with_company(distributor.company_id)
        return partner.property_product_pricelist

    @api.model
    def _get_resolve_domain(self, distributors):
        paths = {key for one in distributors.territory_id for key in one._get_path()}
        contract = Domain("distributor_id", "in", distributors.ids)
        general = (
            Domain("distributor_id", "=", False)
            & Domain("territory_id", "in", [*paths, False])
            & Domain("level_id", "in", [*distributors.level_id.ids, False])
        )
        company = Domain("company_id", "in", distributors.company_id.ids)
        return company & (contract | general)

    def _prepare_rule(self):
        return PriceRule(
            id=self.id,
            distributor=self.distributor_id.id or 0,
            territory=self.territory_id.id or 0,
            level=self.level_id.id or 0,
            date_start=self.date_start or None,
            date_end=self.date_end or None,
            usable=self.pricelist_id.active,
        )

    @api.model
    def _prepare_resolution(self, distributor, date, found):
        """Return what is stored with an order: the choice and all it was made from,
        by name, so that it can be read when the rules have long changed."""
        candidates = [
            self.browse(loser.rule.id).sudo()._prepare_candidate(loser.reason)
            for loser in found.losers
        ]
        pricelist = self._get_found_pricelist(distributor, found)
        if found.winner:
            winner = self.browse(found.winner.id).sudo()
            chosen = winner._prepare_candidate("won")
        else:
            chosen = {"kind": "default", "pricelist": pricelist.name or ""}
        return {
            "distributor": distributor.id,
            "date": fields.Date.to_string(date),
            "pricelist": pricelist.id,
            "chosen": chosen,
            "candidates": candidates,
        }

    def _prepare_candidate(self, reason):
        self.ensure_one()
        if self.distributor_id:
            kind = "contract"
        elif self.territory_id:
            kind = "territory_level" if self.level_id else "territory"
        else:
            kind = "level"
        return {
            "kind": kind,
            "reason": reason,
            "territory": self.territory_id.display_name or "",
            "level": self.level_id.id,
            "level_name": self.level_id.name or "",
            "pricelist": self.pricelist_id.name,
            "date_start": fields.Date.to_string(self.date_start),
            "date_end": fields.Date.to_string(self.date_end),
        }

    @api.model
    def _explain_resolution(self, data):
        """Tell a stored resolution in the user's language: what won, what lost, why."""
        lines = [self._explain_choice(data)]
        lines += [self._explain_loser(candidate) for candidate in data["candidates"]]
        if data["chosen"]["kind"] != "default":
            lines.append(
                self.env._(
                    "• The customer's own price list only counts when no rule fits."
                )
            )
        return "\n".join(lines)

    @api.model
    def _explain_choice(self, data):
        """Return the first line of the explanation: the rule that made the price."""
        chosen = data["chosen"]
        if chosen["kind"] != "default":
            return self.env._(
                "%(pricelist)s, by %(scope)s.",
                pricelist=chosen["pricelist"],
                scope=self._explain_scope(chosen),
            )
        if chosen["pricelist"]:
            return self.env._(
                "%(pricelist)s, the customer's own price list: no contract, territory"
                " or level has one.",
                pricelist=chosen["pricelist"],
            )
        return self.env._("Sales prices of the products: no price list applies.")

    @api.model
    def _explain_loser(self, candidate):
        reasons = {
            "less_specific": self.env._("less specific"),
            "not_yet": self.env._(
                "begins only on %s", format_date(self.env, candidate["date_start"])
            ),
            "expired": self.env._(
                "ended on %s", format_date(self.env, candidate["date_end"])
            ),
            "archived": self.env._("the price list is archived"),
        }
        return self.env._(
            "• Not %(pricelist)s, by %(scope)s: %(reason)s.",
            pricelist=candidate["pricelist"],
            scope=self._explain_scope(candidate),
            reason=reasons[candidate["reason"]],
        )

    @api.model
    def _explain_scope(self, candidate):
        if candidate["kind"] == "contract":
            return self.env._("contract with the distributor")
        # sudo: the name of a level is no secret; it is read again to be translated
        level = self.env["distributor.level"].sudo().browse(candidate["level"] or ())
        names = {
            "territory": candidate["territory"],
            "level": level.exists().name or candidate["level_name"],
        }
        if candidate["kind"] == "territory_level":
            return self.env._("territory %(territory)s and level %(level)s", **names)
        if candidate["kind"] == "territory":
            return self.env._("territory %(territory)s", **names)
        return self.env._("level %(level)s", **names)
