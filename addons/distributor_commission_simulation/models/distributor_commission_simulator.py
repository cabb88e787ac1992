# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import json
from datetime import date
from decimal import Decimal, localcontext
from functools import cache

from odoo import models
from odoo.tools import SQL

from odoo.addons.distributor_commission.engine import (
    Accrued,
    compute,
    get_period_start,
)
from odoo.addons.distributor_commission.engine.compute import find_safe_net
from odoo.addons.distributor_commission.engine.money import EXACT
from odoo.addons.distributor_commission.engine.shares import Assessor
from odoo.addons.distributor_commission.models.chain_links import read_path
from odoo.addons.distributor_commission.models.distributor_commission_queries import (
    CHAINS,
    FACTS,
    LINES,
)
from odoo.addons.distributor_commission.models.distributor_commission_reversal import (
    Root,
)

from .simulation_queries import SIMULATED


class DistributorCommissionSimulator(models.AbstractModel):
    """The booking with nothing booked: documents are read and not claimed.

    What the booking reads of the ledger (meters, earlier accruals) comes from the
    tally of the run, and what it would write goes into it. Everything between is the
    booking itself. The tally is in the context, key ``tally``.
    """

    _name = "distributor.commission.simulator"
    _description = "Commission Simulator"
    _inherit = ["distributor.commission.booking"]

    def _simulate(self, version_id, move_ids):
        """Count in the tally what a version makes of documents, of one company.

        :param move_ids: ids of invoices and credit notes, in the order of their dates
        """
        terms = self._get_terms(version_id)
        rows = self._fetch_simulated(version_id, move_ids)
        self._measure(terms, rows)
        for own in self._split(terms, rows):
            sales, others = [], []
            for row in own:
                is_sale = row["event"] != "refund" and row["net"][0] != "-"
                (sales if is_sale else others).append(row)
            self._accrue(sales)
            if others:
                self._reverse(others)

    def _fetch_simulated(self, version_id, move_ids):
        tally = self.env.context["tally"]
        rows = self.env.execute_query_dict(
            SQL(
                f"WITH {LINES}, {CHAINS}, {SIMULATED} {FACTS}",
                moves=list(move_ids),
                line=None,
                sources=SQL("simulated"),
                version=version_id,
            )
        )
        if tally.counts:
            return rows
        return [row for row in rows if row["sale_line"] in tally.credited]

    def _split(self, terms, rows):
        """Return the rows in the parts that are computed one after the other.

        Where running totals matter a day follows the day before; otherwise all at once.
        """
        if not terms.ruleset.is_metered:
            return [rows]
        days = {}
        for row in rows:
            days.setdefault(row["date"], []).append(row)
        return [days[day] for day in sorted(days)]

    def _measure(self, terms, rows):
        """Add the net of rows to the sum, and to what period bonuses look at."""
        tally = self.env.context["tally"]
        if not tally.counts:
            return
        tally.line_count += len(rows)
        tally.net += sum(Decimal(row["net"]) for row in rows)
        reach = self._get_reach(terms)
        if reach is None:
            return
        links, days = cache(json.loads), self._get_sale_days(rows)
        for row in rows:
            month = days.get(row["reversed"], row["date"]).replace(day=1)
            for generation, who, _level, _earns, is_person in links(row["chain"]):
                if not generation:
                    tally.volumes["own", who, month] += Decimal(row["net"])
                elif generation <= reach and not is_person:
                    tally.volumes["downline", who, month] += Decimal(row["net"])

    def _get_sale_days(self, rows):
        """Return the days of the invoices that credit notes among the rows reverse."""
        moves = {row["reversed"] for row in rows if row["reversed"]}
        # sudo: the date of a sale; who may simulate was checked before
        found = self.env["account.move"].sudo().browse(moves)
        return {move.id: move.invoice_date for move in found if move.invoice_date}

    def _get_reach(self, terms):
        """Return how far down bonuses look, or None without bonuses."""
        versions = self.env["distributor.commission.version"]
        version = versions.browse(terms.version)
        return version.plan_id.max_generations if version.bonus_ids else None

    def _get_terms(self, version_id):
        """Extend the booking: the rules of a draft are read once a batch."""
        kept = self.env.context["tally"].terms
        if version_id not in kept:
            kept[version_id] = terms = super()._get_terms(version_id)
            rules = terms.ruleset.rules
            self.env.context["tally"].rules = {rule.key: rule for rule in rules}
        return kept[version_id]

    def _compute(self, terms, rows):
        """Replace the meters of the ledger by those of the run, and look at limits."""
        # what may be more than the sale is looked at more closely
        if terms.ruleset.is_plain and find_safe_net(terms.ruleset, terms.unit):
            facts = self._to_facts(terms, rows)
            return compute(facts, terms.ruleset, terms.unit)
        tally = self.env.context["tally"]
        facts = sorted(self._to_facts(terms, rows), key=lambda fact: fact.key)
        assessor = Assessor(terms.ruleset, terms.unit, tally.meters)
        lines = []
        with localcontext(EXACT):
            for fact in facts:
                shares = assessor.assess(fact)
                self._look_at_limits(shares)
                lines += [s.to_line(fact) for s in shares if s.reason == "earns"]
        return lines

    def _look_at_limits(self, shares):
        tally = self.env.context["tally"]
        limited = [share for share in shares if share.limits]
        for share in limited:
            tally.cut(share.limits[-1], share.before - share.amount)
        if tally.counts and any(
            not {"cap", "margin"}.isdisjoint(share.limits) for share in limited
        ):
            tally.cap_count += 1
        for share in shares:
            if share.card and share.card.rule.tiers:
                rule, who, (_kind, start) = share.keys[1]
                tally.count_for_close((rule, who, start), share.basis, share.before)

    def _prepare_accrual(self, row, line, terms, due):
        """Replace the row of an entry: count the line."""
        tally = self.env.context["tally"]
        tally.levels[line.beneficiary] = line.level
        tally.add(
            _get_key(row, line.beneficiary, line.level, row["product"], line.earner),
            line.amount,
            line.basis,
        )
        if row["sale_line"] in tally.credited:
            tally.roots[row["sale_line"]][row["line"]].append(_make_root(row, line))

    def _fetch_roots(self, rows):
        """Replace the accruals of the ledger by those of the run."""
        roots = self.env.context["tally"].roots
        version = rows[0]["version"]
        plan = self._get_terms(version).plan
        # a line takes nothing back of itself
        return {
            row["sale_line"]: {plan: roots[row["sale_line"]]}
            for row in rows
            if roots.get(row["sale_line"])
        }

    def _prepare_reversal(self, row, root, taken, before=None):
        """Replace the row of an entry: count what is taken back, on meters too."""
        tally = self.env.context["tally"]
        who, amount, basis = root["beneficiary"], -taken.amount, -taken.basis
        tally.add(
            _get_key(row, who, root["level"], root["product"], root["earner"]),
            amount,
            basis,
        )
        rule = tally.rules[root["rule"]]
        if rule.max_order is not None:
            tally.count_on((rule.key, who, ("order", row["order"])), basis, amount)
        if rule.tiers or rule.max_period is not None:
            # what is taken back counts in the period of the sale
            start = get_period_start(date.fromisoformat(root["date"]), rule.period)
            tally.count_on((rule.key, who, ("period", start)), basis, amount)
        if rule.tiers:
            before = Decimal(root["before"]) * basis / Decimal(root["basis"])
            tally.count_for_close((rule.key, who, start), basis, before)


def _get_key(row, beneficiary, level, product, earner):
    path = read_path(row["territories"])
    month = row["date"].replace(day=1)
    return month, beneficiary, level, path[-1] if path else None, product, earner


def _make_root(row, line):
    kept = {
        "id": row["line"],
        "source": None,
        "move": row["move"],
        "source_currency": row["source_currency"],
        "beneficiary": line.beneficiary,
        "earner": line.earner,
        "level": line.level,
        "rule": line.rule,
        "product": row["product"],
        "date": row["date"].isoformat(),
        "basis": str(line.basis),
        "before": str(line.amount_before),
    }
    nothing = Decimal(0)
    accrued = Accrued(
        row["line"],
        Decimal(row["source_net"]),
        line.basis,
        line.amount,
        nothing,
        nothing,
        nothing,
    )
    return Root(kept, accrued)
