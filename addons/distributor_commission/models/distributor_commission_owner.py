# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from functools import cache

from odoo import models
from odoo.fields import Domain

from odoo.addons.distributor_authorization.engine.scope import Item

from .chain_links import make_link, read_path


class DistributorCommissionOwner(models.AbstractModel):
    """Who owned a territory on a day: the nearest exclusive authorisation."""

    _name = "distributor.commission.owner"
    _description = "Owner of a Territory"

    def _get_owner_finder(self, terms, rows):
        """Return a function that gives the link of the owner for a row, or None."""
        # sudo: booking a document needs no right to read authorisations
        authorizations = self.env["distributor.authorization"].sudo()
        company = self.env["res.company"].browse(rows[0]["company"])
        days = [row["date"] for row in rows]
        domain = authorizations._get_given_domain(company, min(days), max(days))
        rules = authorizations._fetch_rules(domain & Domain("is_exclusive", "=", True))
        links = self._get_owner_links(terms, {rule.distributor for rule in rules})

        @cache
        def find(territories, product, categories, channel, day):
            item = Item(product, tuple(reversed(read_path(categories))))
            path = read_path(territories)
            fitting = [
                (path.index(rule.path[0]), rule.get_depth(item), -rule.id, rule)
                for rule in rules
                if rule.path[0] in path
                and rule.holds_on(day)
                and not rule.suspended
                and rule.get_depth(item) is not None
                and (not rule.channels or channel in rule.channels)
            ]
            return links[max(fitting)[-1].distributor] if fitting else None

        return lambda row: find(
            row["territories"],
            row["product"],
            row["categories"],
            row["channel"],
            row["date"],
        )

    def _get_owner_links(self, terms, distributor_ids):
        """Return {distributor: link} of those who own something."""
        # sudo: as above
        owners = self.env["distributor.distributor"].sudo().browse(distributor_ids)
        return {
            owner.id: make_link(
                None,
                owner.id,
                owner.level_id.id,
                owner.level_id.can_earn_commission,
                not owner.partner_id.is_company and not terms.pays_persons,
            )
            for owner in owners
        }
