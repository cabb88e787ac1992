# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import defaultdict
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import SQL

from ..engine import Link, Meter, compute, explain
from .distributor_commission_queries import FACTS, LINES

# what the entries of a document say of the facts of its lines
BOOKED = """
    SELECT id, COALESCE(move_line_id, sale_line_id), earner, beneficiary_id, level_id,
           basis_kind, basis::text
      FROM distributor_commission_entry
     WHERE source_id = %(source)s AND kind = 'accrual'
  ORDER BY id
"""
# lines of a document that are explained at once
MANY = 100


class DistributorCommissionOutcomes(models.AbstractModel):
    """Who earned on a line of a document and who did not, with the reason."""

    _name = "distributor.commission.outcomes"
    _description = "Outcomes of a Commission Document"

    outcome_table = fields.Html("Who Earned, and Why", compute="_compute_outcome_table")

    @api.depends_context("lang")
    def _compute_outcome_table(self):
        for source in self:
            source.outcome_table = source._render_lines()

    def _render_lines(self):
        """Return each line of the document, with each place and its outcome."""
        found = self._explain_lines(limit=MANY)
        parts = [
            Markup("<h5 class='mt-3'>%s</h5>%s")
            % (self._describe_row(row), self._render_outcomes(outcomes))
            for row, outcomes in found
        ]
        if len(found) == MANY:
            parts.append(
                Markup("<p>%s</p>")
                % self.env._("These are the first %s lines.", len(found))
            )
        return Markup().join(parts) or False

    def _describe_row(self, row):
        """Return the goods of a line and its net."""
        product = self.env["product.product"].browse(row["product"])
        name = product.display_name or self.env._("Line without a product")
        return f"{name}: {self.currency_id.format(float(row['net']))}"

    def _fetch_rows(self, key=None):
        """Return rows of lines of these documents, as the booking reads them.

        :param key: id of the line to return alone
        """
        booking = self.env["distributor.commission.booking"]
        booking._flush_orders()
        by_order = self.filtered(lambda source: not source.move_id)
        rows = []
        if by_order:
            found = booking._fetch_sold(by_order.order_id.ids)
            rows += [row for row in found if row["source"] in by_order.ids]
        by_move = self - by_order
        if by_move:
            rows += self.env.execute_query_dict(
                SQL(
                    f"WITH {LINES} {FACTS}",
                    moves=by_move.move_id.ids,
                    line=key,
                    sources=SQL(
                        "(SELECT * FROM distributor_commission_source"
                        " WHERE id = ANY(%s))",
                        by_move.ids,
                    ),
                )
            )
        return rows

    def _explain_line(self, key, before=None):
        """Return the engine's outcomes of one line, as of its booking.

        :param key: id of the line of the invoice, or of the order
        :param before: id of an entry; totals of tiers and limits are as before it
        :return: list of engine Outcome
        """
        found = self._explain_lines(key, before)
        return found[0][1] if found else []

    def _explain_lines(self, key=None, before=None, limit=None):
        """Return [(row, outcomes)] of all lines of a document, or of one."""
        self.ensure_one()
        if not self.version_id:
            return []
        booking = self.env["distributor.commission.booking"]
        terms = booking._get_terms(self.version_id.id)
        rows = self._fetch_rows(None if self.promised else key)
        facts = booking._to_facts(terms, rows)
        booked = self._get_booked()
        meters = self._get_promised_meters()
        found = []
        for row, fact in sorted(zip(rows, facts, strict=True), key=lambda x: x[1].key):
            pinned = self._pin(fact, booked)
            if key and fact.key != key:
                # of a promise, the lines before it count
                compute([pinned], terms.ruleset, terms.unit, meters)
                continue
            if not self.promised:
                first = before or booked["first"].get(fact.key, booked["start"])
                meters = booking._read_meters(terms, [pinned], first)
            outcomes = explain(pinned, terms.ruleset, terms.unit, meters)
            compute([pinned], terms.ruleset, terms.unit, meters)
            found.append((row, outcomes))
            if key or len(found) == limit:
                break
        return found

    def _pin(self, fact, booked):
        """Return a fact as it was when it was booked.

        What a product costs, who owns the territory and what an order comes to may
        have changed since; what was booked says how it was.
        """
        for earner, beneficiary, level, kind, basis in booked["facts"].get(
            fact.key, ()
        ):
            fact = fact._replace(**{kind: Decimal(basis)})
            if earner == "territory":
                fact = fact._replace(owner=Link(None, beneficiary, level))
        promised = (self.promised or {}).get("lines", {}).get(str(fact.key))
        if promised:
            net, quantity = map(Decimal, promised)
            fact = fact._replace(net=net, quantity=quantity)
        return fact

    def _get_booked(self):
        """Return what the entries, or the promise, say of the facts of each line."""
        booking = self.env["distributor.commission.booking"]
        facts, first = defaultdict(list), {}
        if self.promised:
            for share in booking._get_shares(self.promised):
                facts[share.line or share.sale_line].append(
                    (
                        share.earner,
                        share.beneficiary,
                        share.level,
                        share.basis_kind,
                        share.basis,
                    )
                )
            return {"facts": facts, "first": first, "start": None}
        for entry, key, *fact in self.env.execute_query(SQL(BOOKED, source=self.id)):
            facts[key].append(fact)
            first.setdefault(key, entry)
        return {
            "facts": facts,
            "first": first,
            "start": min(first.values(), default=None),
        }

    def _get_promised_meters(self):
        """Return the totals of tiers and limits that a promise began with."""
        meters = {}
        for rule, who, scope, volume, paid, *_added in (self.promised or {}).get(
            "meters", ()
        ):
            kind, value = scope.split(":")
            value = int(value) if kind == "order" else date.fromisoformat(value)
            meter = Meter(Decimal(volume), Decimal(paid))
            meters.setdefault((rule, who, (kind, value)), meter)
        return meters

    @api.model
    def _get_reasons(self):
        """Return the words of each reason why a place earns nothing."""
        return {
            "earns": "",
            "no rule": self.env._("no rule fits"),
            "generations end": self.env._("the paid generations end before"),
            "level": self.env._("its level earns no commission"),
            "person": self.env._("a natural person is not paid on sales of others"),
            "nothing left": self.env._("the same rate or more is paid below it"),
            "limit": self.env._("a limit leaves nothing"),
            "no owner": self.env._("nobody owns the territory"),
            "zero": self.env._("the share rounds to nothing"),
        }

    def _render_outcomes(self, outcomes, entry=None):
        """Return a table: each place, and what it earns or why not."""
        reasons = self._get_reasons()
        if not outcomes:
            return Markup("<p class='text-muted'>%s</p>") % self.env._(
                "Nobody stands above the buyer, and no rule pays the buyer itself."
            )
        rows = Markup().join(
            Markup(
                "<tr class='%s'><td style='width: 15%%'>%s</td>"
                "<td style='width: 45%%'>%s</td><td>%s</td></tr>"
            )
            % (
                "fw-bold" if entry and self._is_of(entry, one) else "",
                self._describe_place(one),
                self._describe_beneficiary(one),
                self._describe_line(one) or self._describe_reason(one, reasons),
            )
            for one in outcomes
        )
        return Markup("<table class='table table-sm mb-0'>%s</table>") % rows

    def _is_of(self, entry, outcome):
        return (
            outcome.earner == entry.earner
            and outcome.link
            and outcome.link.beneficiary == entry.beneficiary_id.id
            and (outcome.link.generation or 0) == entry.generation
        )

    def _describe_place(self, outcome):
        texts = {"territory": self.env._("Territory"), "buyer": self.env._("Buyer")}
        if outcome.earner in texts:
            return texts[outcome.earner]
        return self.env._("Upline %s", outcome.link.generation)

    def _describe_beneficiary(self, outcome):
        if not outcome.link:
            return ""
        distributors = self.env["distributor.distributor"]
        levels = self.env["distributor.level"]
        # a chain is a record of its day: who was in it may be deleted since
        distributor = distributors.browse(outcome.link.beneficiary).exists()
        return self.env._(
            "%(distributor)s, %(level)s",
            distributor=distributor.display_name or self.env._("(deleted)"),
            level=levels.browse(outcome.link.level).exists().name or "",
        )

    def _describe_line(self, outcome):
        if not outcome.line:
            return ""
        line = outcome.line
        rate = f"{line.rate:f}".rstrip("0").rstrip(".") if line.rate else "0"
        amount = self.currency_id.format(float(line.amount))
        if line.rate_kind == "fixed":
            return f"{rate} × {line.basis:f} = {amount}"
        return f"{rate} % × {self.currency_id.format(float(line.basis))} = {amount}"

    def _describe_reason(self, outcome, reasons):
        """Return why a place earns nothing, with what no rule was found for."""
        if outcome.reason == "no rule" and outcome.link:
            level = (
                self.env["distributor.level"].browse(outcome.link.level).exists().name
            )
            return self.env._(
                "no rule fits %(level)s in %(territory)s",
                level=level or "",
                territory=self.territory_id.display_name
                or self.env._("an unknown territory"),
            )
        if outcome.reason == "generations end":
            last = max(self.version_id.rule_ids.mapped("generation"), default=0)
            return self.env._("the paid generations end at %s", last)
        return reasons[outcome.reason]

    def _render_lost(self, lost):
        """Return the rules that fitted too, and why another one applied."""
        reasons = {
            "broader": self.env._("fits more sales than the rule that applied"),
            "later": self.env._("comes later by sequence"),
        }
        rules = self.env["distributor.commission.rule"]
        items = Markup().join(
            Markup("<li>%s: %s</li>")
            % (rules.browse(one.rule).display_name, reasons[one.why])
            for one in lost
        )
        return Markup("<ul class='mb-0'>%s</ul>") % items if lost else False
