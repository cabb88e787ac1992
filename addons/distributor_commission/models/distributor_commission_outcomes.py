# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from markupsafe import Markup

from odoo import api, models
from odoo.tools import SQL

from ..engine import explain
from .distributor_commission_queries import FACTS, LINES


class DistributorCommissionOutcomes(models.AbstractModel):
    """Who earned on a line of a document and who did not, with the reason."""

    _name = "distributor.commission.outcomes"
    _description = "Outcomes of a Commission Document"

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
        """Return the engine's outcomes of one line.

        :param key: id of the line of the invoice, or of the order
        :param before: id of an entry; totals of tiers and limits are as before it
        :return: list of engine Outcome
        """
        self.ensure_one()
        if not self.version_id:
            return []
        booking = self.env["distributor.commission.booking"]
        rows = [
            row
            for row in self._fetch_rows(key)
            if key == (row["line"] or row["sale_line"])
        ]
        if not rows:
            return []
        terms = booking._get_terms(self.version_id.id)
        [fact] = booking._to_facts(terms, rows)
        meters = booking._read_meters(terms, [fact], before)
        return explain(fact, terms.ruleset, terms.unit, meters)

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
        rows = Markup().join(
            Markup("<tr class='%s'><td>%s</td><td>%s</td><td>%s</td></tr>")
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
        return self.env._(
            "%(distributor)s, %(level)s",
            distributor=distributors.browse(outcome.link.beneficiary).display_name,
            level=levels.browse(outcome.link.level).name or "",
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
            level = self.env["distributor.level"].browse(outcome.link.level).name
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
