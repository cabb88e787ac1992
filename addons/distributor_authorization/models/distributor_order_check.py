# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import json
from hashlib import sha256

from odoo import models
from odoo.fields import Command
from odoo.tools import SQL

from .distributor_authorization_scope import GIVEN


class DistributorOrderCheck(models.AbstractModel):
    """Finds what about an order the rules of the channel do not provide for."""

    _name = "distributor.order.check"
    _description = "Check of an Order"

    def _find_exceptions(self):
        """Return {order: {kind: values of the exception}}, with one query for the
        authorisations of all orders, and another when some is out of place.

        Orders imported for the past are history, which no rule stops.
        """
        result = {order: {} for order in self}
        # sudo: what the rules say about an order does not depend on who looks
        orders = self.sudo().filtered(
            lambda order: order.distributor_id and not order.historic_date
        )
        if not orders:
            return result
        days = {order: order._get_channel_date() for order in orders}
        rules = orders._fetch_order_rules(days)
        sellers = orders._find_sellers(days)
        mapped = {
            company: bool(self.env["distributor.territory"]._get_used(company))
            for company in orders.filtered(
                lambda order: not order.ship_territory_id
            ).company_id
        }
        for order in self:
            order_sudo = order.sudo()
            if order_sudo not in days:
                continue
            found = order_sudo._find_place_exceptions(
                rules, mapped.get(order_sudo.company_id)
            )
            if seller := sellers.get(order_sudo):
                found["seller"] = {"seller_id": seller}
            result[order] = {
                kind: order_sudo._prepare_exception_vals(kind, vals, days[order_sudo])
                for kind, vals in found.items()
            }
        return result

    def _fetch_order_rules(self, days):
        """Return {order: (rules that hold at its ship-to, all its rules that hold)}.

        Only orders of companies that use authorisations are in it. One query; a second
        one for those that have no right where they ship to, which is the exception.
        """
        used = self.filtered("company_id.authorization_in_use")
        used.ship_territory_id.fetch(["parent_path"])  # all that is asked of them
        paths = {order: set(order.ship_territory_id._get_path()) for order in used}
        territories = set().union(*paths.values())
        found = used._fetch_valid_rules(
            days, SQL("a.territory_id = ANY(%s)", list(territories))
        )
        result = {}
        for order, rules in found.items():
            here = [rule for rule in rules if rule.territory in paths[order]]
            result[order] = (here, here)
        lost = used.filtered(lambda order: not result[order][0])
        for order, rules in lost._fetch_valid_rules(days, SQL("TRUE")).items():
            result[order] = ([], rules)
        return result

    def _fetch_valid_rules(self, days, condition):
        """Return {order: rules of its distributor that hold on its day and channel}."""
        if not self:
            return {}
        rules = {}
        days = {order: days[order] for order in self}
        # written out, as it is asked for each order that is made and confirmed
        found = self.env["distributor.authorization"]._read_rules(
            SQL(
                """
                a.distributor_id = ANY(%(distributors)s)
                AND a.state = ANY(%(states)s)
                AND a.date_start <= %(last)s
                AND (a.date_end IS NULL OR a.date_end >= %(first)s)
                AND %(condition)s
                """,
                distributors=self.distributor_id.ids,
                states=list(GIVEN),
                last=max(days.values()),
                first=min(days.values()),
                condition=condition,
            )
        )
        for rule in found:
            rules.setdefault(rule.distributor, []).append(rule)
        return {
            order: [
                rule
                for rule in rules.get(order.distributor_id.id, ())
                if rule.holds_on(day)
                and rule.covers_channel(order.sale_channel_id.id or 0)
            ]
            for order, day in days.items()
        }

    def _find_place_exceptions(self, rules, has_map):
        """Return the exceptions that come from ship-to and products."""
        self.ensure_one()
        found, territory = {}, self.ship_territory_id
        if not territory and has_map:
            found["unmatched"] = {}
        if self not in rules:
            return found
        here, valid = rules[self]
        if territory and not here:
            found["territory"] = {"territory_id": territory.id}
        # without any authorisation the place says it all
        known = valid or not territory
        if known and (wrong := self._find_wrong_lines(here or valid)):
            found["product"] = {"line_ids": wrong}
        return found

    def _find_wrong_lines(self, rules):
        """Return the lines whose product no rule covers."""
        get_item = self.env["distributor.authorization"]._get_item
        wrong = self.order_line.browse()
        for line in self._get_lines_to_authorize():
            item = get_item(line.product_id)
            if all(rule.get_depth(item) is None for rule in rules):
                wrong |= line
        return wrong

    def _get_lines_to_authorize(self):
        return self.order_line.filtered(
            lambda line: line.product_id
            and not line.display_type
            and not line.is_downpayment
            and not line._is_delivery()
            and line.product_id.type != "combo"
        )

    def _find_sellers(self, days):
        """Return {order: id of the upline it should be placed at}, others left out."""
        sources = {order: order.distributor_id._get_supply_source() for order in self}
        wanted = [order for order in self if sources[order] != "brand"]
        if not wanted:
            return {}
        pairs = {order: (order.distributor_id.id, days[order]) for order in wanted}
        chains = self.env["distributor.upline"]._get_chains(pairs.values())
        result = {}
        for order, pair in pairs.items():
            above = order.distributor_id.browse(chains[pair][1:])
            if sources[order] == "nearest":
                above = above.filtered(lambda one: one.state == "active")
            if above:
                result[order] = above[0].id
        return result

    def _prepare_exception_vals(self, kind, vals, day):
        self.ensure_one()
        lines = vals.get("line_ids", self.order_line.browse())
        policy = self.distributor_id._get_exception_policy(kind)
        return {
            "kind": kind,
            "policy": policy,
            "territory_id": vals.get("territory_id", False),
            "seller_id": vals.get("seller_id", False),
            "line_ids": [Command.set(lines.ids)],
            "date": day,
            "fingerprint": self._get_fingerprint(
                lines or self._get_lines_to_authorize(), vals.get("seller_id")
            ),
        }

    def _get_fingerprint(self, lines, seller):
        """Return what a decision is bound to: ship-to, products and quantities."""
        place = self.partner_shipping_id
        facts = [
            self.distributor_id.id,
            place.id,
            [place.country_id.id, place.state_id.id, place.city, place.zip],
            self.ship_territory_id.id,
            sorted(
                [line.product_id.id or 0, line.product_uom_id.id or 0]
                + [line.product_uom_qty]
                for line in lines
            ),
            seller or 0,
        ]
        return sha256(json.dumps(facts, default=str).encode()).hexdigest()

    def _prepare_exception_commands(self, found):
        """Return the commands that bring the stored exceptions up to date."""
        self.ensure_one()
        # sudo: the rows are written by the order alone
        rows = {row.kind: row for row in self.sudo().exception_ids}
        commands = [
            Command.delete(row.id) for kind, row in rows.items() if kind not in found
        ]
        for kind, vals in found.items():
            if kind not in rows:
                state = "noted" if vals["policy"] == "allow" else "open"
                commands.append(Command.create(dict(vals, state=state)))
            elif changes := rows[kind]._get_changes(vals):
                commands.append(Command.update(rows[kind].id, changes))
        return commands
