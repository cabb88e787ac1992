# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dataclasses import replace

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from ..engine.scope import DAY, Item, Rule, clip, find_gaps, overlap
from ..engine.sellers import are_related

GIVEN = ("approved", "ended")


def read_path(text):
    """Return the ids of a parent path, nearest first."""
    return tuple(int(key) for key in reversed((text or "").split("/")) if key)


class DistributorAuthorizationScope(models.AbstractModel):
    """Reads authorisations for the engine: one query for any number of them."""

    _name = "distributor.authorization.scope"
    _description = "Scope of Authorisations"

    @api.model
    def _get_given_domain(self, company, start=None, end=None):
        """Return the domain of what was approved in a company and holds on the days."""
        domain = Domain("company_id", "=", company.id) & Domain("state", "in", GIVEN)
        if start:
            domain &= Domain("date_end", "=", False) | Domain("date_end", ">=", start)
        if end:
            domain &= Domain("date_start", "<=", end)
        return domain

    @api.model
    def _fetch_rules(self, domain, day=None):
        """Return the engine's rules of the authorisations in a domain, in one query.

        :param day: also fetch the chain of each distributor on that day
        """
        found = self._search(domain, bypass_access=True).subselect()
        rules = self._read_rules(SQL("a.id IN %s", found))
        if day:
            chains = self.env["distributor.upline"]._get_chains(
                (rule.distributor, day) for rule in rules
            )
            rules = [
                replace(rule, chain=tuple(chains[(rule.distributor, day)]))
                for rule in rules
            ]
        return rules

    @api.model
    def _read_rules(self, condition):
        """Return the engine's rules of the authorisations ``a`` that meet an SQL."""
        for model, names in (
            (self, None),
            (self.env["distributor.distributor"], ["state"]),
            (self.env["distributor.territory"], ["parent_path"]),
            (self.env["product.category"], ["parent_path"]),
            (self.env["product.product"], ["product_tmpl_id"]),
            (self.env["product.template"], ["categ_id"]),
        ):
            model.flush_model(names)
        rows = self.env.execute_query(self._get_rules_sql(condition))
        return [self._read_rule(*row) for row in rows]

    @api.model
    def _get_rules_sql(self, condition):
        return SQL(
            """
            SELECT a.id, a.name, a.distributor_id, t.parent_path, a.date_start,
                   a.date_end, a.is_exclusive, d.state <> 'active',
                   ARRAY(SELECT c.parent_path
                           FROM distributor_authorization_categ_rel AS r
                           JOIN product_category AS c ON c.id = r.categ_id
                          WHERE r.authorization_id = a.id),
                   ARRAY(SELECT p.id || ':' || COALESCE(c.parent_path, '')
                           FROM distributor_authorization_product_rel AS r
                           JOIN product_product AS p ON p.id = r.product_id
                           JOIN product_template AS m ON m.id = p.product_tmpl_id
                      LEFT JOIN product_category AS c ON c.id = m.categ_id
                          WHERE r.authorization_id = a.id),
                   ARRAY(SELECT r.channel_id
                           FROM distributor_authorization_channel_rel AS r
                          WHERE r.authorization_id = a.id)
              FROM distributor_authorization AS a
              JOIN distributor_territory AS t ON t.id = a.territory_id
              JOIN distributor_distributor AS d ON d.id = a.distributor_id
             WHERE %(condition)s
               AND (a.date_end IS NULL OR a.date_end >= a.date_start)
            """,
            condition=condition,
        )

    @api.model
    def _read_rule(
        self,
        key,
        code,
        distributor,
        path,
        start,
        end,
        exclusive,
        suspended,
        categories,
        products,
        channels,
    ):
        paths = [read_path(text) for text in categories]
        items = [text.split(":") for text in products]
        return Rule(
            id=key,
            code=code,
            distributor=distributor,
            path=read_path(path),
            start=start,
            end=end,
            exclusive=bool(exclusive),
            products=tuple(Item(int(item), read_path(text)) for item, text in items),
            categories=tuple(Item(path[0], path) for path in paths),
            channels=frozenset(channels),
            suspended=suspended,
        )

    def _get_rule(self):
        """Return this authorisation as a rule of the engine, whatever its state."""
        self.ensure_one()
        return next(iter(self._fetch_rules([("id", "=", self.id)])), None)

    def _find_overlaps(self):
        """Return the approved authorisations of others that share place, product,
        channel and days with this one.

        The own chain does not count: an upline gives its downline a part of its own.

        :return: list of (rule, (first, last) common days, True when it blocks)
        """
        self.ensure_one()
        rule = self._get_rule()
        if not rule:
            return []
        place = Domain("territory_id", "child_of", self.territory_id.id)
        domain = Domain.AND(
            [
                self._get_given_domain(self.company_id, rule.start, rule.end),
                Domain("distributor_id", "!=", self.distributor_id.id),
                place | Domain("territory_id", "in", rule.path),
            ]
        )
        others = [(other, overlap(rule, other)) for other in self._fetch_rules(domain)]
        others = [(other, span) for other, span in others if span]
        chains = self.env["distributor.upline"]._get_chains(
            (one.distributor, span[0])
            for other, span in others
            for one in (rule, other)
        )

        def on_day(one, span):
            return replace(one, chain=tuple(chains[(one.distributor, span[0])]))

        return [
            (other, span, rule.exclusive or other.exclusive)
            for other, span in others
            if not are_related(on_day(rule, span), on_day(other, span))
        ]

    @api.model
    def _find_gaps_of_rules(self, rules, since=None, ends=None):
        """Return what of each rule lies outside its upline's authorisations.

        :param since: look at the days from this one on
        :param ends: {authorisation id: last day} of those about to end
        :return: {rule: list of gaps}, without the rules that fit
        """
        # sudo: the tree decides what is authorised, whoever asks
        rows = self.env["distributor.upline"].sudo()
        rows = rows.search(
            [
                ("distributor_id", "in", [rule.distributor for rule in rules]),
                ("upline_id", "!=", False),
            ]
        )
        uppers = {}
        for upper in self._fetch_rules(
            [("distributor_id", "in", rows.upline_id.ids), ("state", "in", GIVEN)]
        ):
            if upper.id in (ends or {}):
                upper = replace(upper, end=ends[upper.id])
            uppers.setdefault(upper.distributor, []).append(upper)
        by_distributor = rows.grouped(lambda row: row.distributor_id.id)
        result = {}
        for rule in rules:
            start = max(rule.start, since or rule.start)
            for row in by_distributor.get(rule.distributor, ()):
                last = row.date_end and row.date_end - DAY or None
                span = clip(start, rule.end, row.date_start, last)
                above = uppers.get(row.upline_id.id, [])
                if span and (gaps := find_gaps(rule, above, *span)):
                    result.setdefault(rule, []).extend(
                        (row.upline_id.id, gap) for gap in gaps
                    )
        return result

    def _find_unfit(self, day):
        """Return the downline's authorisations that no longer fit when these end.

        :param day: last day of these
        :return: {authorisation: its new last day}, these not among them
        """
        ends, frontier = dict.fromkeys(self.ids, day), self
        while frontier:
            # sudo: what must end with an authorisation does not depend on who ends it
            rows = self.env["distributor.upline"].sudo()
            rows = rows.search(
                [
                    ("upline_id", "in", frontier.distributor_id.ids),
                    "|",
                    ("date_end", "=", False),
                    ("date_end", ">", day),
                ]
            )
            rules = self._fetch_rules(
                [
                    ("distributor_id", "in", rows.distributor_id.ids),
                    ("state", "=", "approved"),
                    ("id", "not in", list(ends)),
                    "|",
                    ("date_end", "=", False),
                    ("date_end", ">", day),
                ]
            )
            unfit = self._find_gaps_of_rules(rules, since=day + DAY, ends=ends)
            for rule, gaps in unfit.items():
                ends[rule.id] = min(gap.first for _upline, gap in gaps) - DAY
            frontier = self.browse([rule.id for rule in unfit])
        return {self.browse(key): ends[key] for key in ends if key not in self.ids}

    def _explain_overlaps(self, overlaps):
        """Return a sentence for each overlap, in the user's language."""
        return [
            self.env._(
                "%(code)s: %(distributor)s in %(territory)s, %(days)s%(exclusive)s",
                code=rule.code,
                distributor=self._name_of("distributor.distributor", rule.distributor),
                territory=self._name_of("distributor.territory", rule.territory),
                days=self._format_days(*span),
                exclusive=self.env._(", exclusive") if rule.exclusive else "",
            )
            for rule, span, _blocks in overlaps
        ]

    @api.model
    def _explain_gap(self, upline, gap):
        """Return what sticks out of an upline's authorisations, as a sentence."""
        upline = self._name_of("distributor.distributor", upline)
        days = self._format_days(gap.first, gap.last)
        if gap.kind == "territory":
            return self.env._(
                "Territory %(item)s: upline %(upline)s has no approved authorisation"
                " there.",
                item=self._name_of("distributor.territory", gap.item),
                upline=upline,
            )
        if gap.kind == "day":
            return self.env._(
                "Days %(days)s: upline %(upline)s is not authorised on them.",
                days=days,
                upline=upline,
            )
        models_ = {
            "product": "product.product",
            "category": "product.category",
            "channel": "distributor.sale.channel",
        }
        every = {
            "product": self.env._("All products"),
            "channel": self.env._("All sales channels"),
        }
        return self.env._(
            "%(item)s: upline %(upline)s is not authorised for that (%(days)s).",
            item=self._name_of(models_[gap.kind], gap.item)
            if gap.item
            else every[gap.kind],
            upline=upline,
            days=days,
        )

    @api.model
    def _name_of(self, model, key):
        # sudo: the names of what stands in an authorisation the user reads
        return self.env[model].sudo().browse(key).display_name

    @api.model
    def _format_days(self, first, last):
        start = format_date(self.env, first) or "…"
        end = format_date(self.env, last) or self.env._("until further notice")
        return start if first and first == last else f"{start} – {end}"
