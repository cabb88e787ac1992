# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import json
from collections import defaultdict
from functools import cache

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.distributor_authorization.engine.scope import Item

from .chain_links import make_link, read_path

# which level these distributors had before it was changed, as the chatter keeps it
CHANGED = """
    SELECT message.res_id, message.date, change.old_value_integer
      FROM mail_message AS message
      JOIN mail_tracking_value AS change ON change.mail_message_id = message.id
      JOIN ir_model_fields AS field ON field.id = change.field_id
     WHERE message.model = 'distributor.distributor'
       AND message.res_id = ANY(%(owners)s)
       AND message.date >= %(since)s::date - 1
       AND field.name = 'level_id'
       AND change.old_value_integer IS NOT NULL
  ORDER BY message.date, change.id
"""


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
        link = self._get_owner_linker(
            terms, company, {rule.distributor for rule in rules}, min(days)
        )

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
            return max(fitting)[-1].distributor if fitting else None

        def find_link(row):
            names = ("territories", "product", "categories", "channel", "date")
            owner = find(*(row[name] for name in names))
            return owner and link(owner, row["date"], row["chain"])

        return find_link

    def _get_owner_linker(self, terms, company, owner_ids, since):
        """Return a function that gives the link of an owner, as of a sale.

        Who stands in the chain of the sale is what the chain says. Others have the
        level of the day, as far as its changes are known.
        """
        # sudo: as above
        owners = self.env["distributor.distributor"].sudo().browse(owner_ids)
        levels = self.env["distributor.level"].sudo()
        changes = self._fetch_level_changes(owners, company, since)
        parse = cache(
            lambda text: {place[1]: place[2:] for place in json.loads(text or "[]")}
        )

        @cache
        def link(owner_id, day, chain):
            if owner_id in (known := parse(chain)):
                level, can_earn, is_person = known[owner_id]
            else:
                owner = owners.browse(owner_id)
                later = (old for on, old in changes[owner_id] if on > day)
                level = next(later, owner.level_id.id)
                can_earn = levels.browse(level).can_earn_commission
                is_person = not owner.partner_id.is_company
            unpaid = is_person and not terms.pays_persons
            return make_link(None, owner_id, level, can_earn, unpaid)

        return link

    def _fetch_level_changes(self, owners, company, since):
        """Return {distributor: [(day, level until then)]}, the earliest first."""
        changes = defaultdict(list)
        if not owners:
            return changes
        rows = self.env.execute_query(SQL(CHANGED, owners=owners.ids, since=since))
        # a level that was deleted since says nothing
        found = {old for _who, _moment, old in rows}
        known = set(self.env["distributor.level"].sudo().browse(found).exists().ids)
        for who, moment, old in rows:
            if old in known:
                changes[who].append((owners._get_day(moment, company), old))
        return changes
