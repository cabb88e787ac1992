# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from odoo import models
from odoo.tools import ormcache

from ..engine import Fact, RuleSet
from .chain_links import read_chain, read_path


class Terms(NamedTuple):
    """What applies to all facts of a version."""

    version: int
    plan: int
    event: str
    ruleset: RuleSet
    unit: Decimal
    freeze_days: int
    pays_persons: bool
    has_owners: bool
    has_margins: bool


class DistributorCommissionFacts(models.AbstractModel):
    """Maps rows of documents to the facts of the engine."""

    _name = "distributor.commission.facts"
    _description = "Commission Facts"
    _inherit = ["distributor.commission.owner", "distributor.commission.meters"]

    def _group_by_terms(self, rows):
        """Return (terms, rows) for each version among the rows."""
        found = {}
        for row in rows:
            found.setdefault(row["version"], []).append(row)
        return [(self._get_terms(version), own) for version, own in found.items()]

    def _get_terms(self, version_id):
        """Return the terms of a version; those in force are read once."""
        periods = self.env["distributor.commission.calendar"]._get_periods()
        for period in periods:
            if period.version == version_id:
                terms = self._get_final_terms(version_id)
                return terms._replace(unit=self._get_unit(period.company))
        return self._read_terms(version_id)

    @ormcache("version_id")
    def _get_final_terms(self, version_id):
        return self._read_terms(version_id)

    def _read_terms(self, version_id):
        # sudo: posting an invoice accrues, whether its user may read plans or not
        version = self.env["distributor.commission.version"].sudo().browse(version_id)
        ruleset = version._get_ruleset()
        return Terms(
            version=version.id,
            plan=version.plan_id.id,
            event=version.event,
            ruleset=ruleset,
            unit=self._get_unit(version.company_id.id),
            freeze_days=version.freeze_days,
            pays_persons=version._pays_persons(),
            has_owners=any(rule.earner == "territory" for rule in ruleset.rules),
            has_margins=any(rule.basis == "margin" for rule in ruleset.rules),
        )

    def _get_unit(self, company_id):
        """Return the smallest amount of a company's currency, as Decimal."""
        return self.env["res.company"].browse(company_id)._get_commission_unit()

    def _to_facts(self, terms, rows):
        """Return the facts of rows, and give each row the key of its fact.

        Chains and paths repeat from line to line, so each text is read once.
        """
        links = cache(lambda text: read_chain(text, terms.pays_persons))
        owners = self._get_owner_finder(terms, rows) if terms.has_owners else None
        facts = []
        for row in rows:
            row["key"] = key = row["line"] or row["sale_line"]
            net, quantity = Decimal(row["net"]), Decimal(row["quantity"])
            margin = net - quantity * Decimal(row["cost"]) if terms.has_margins else net
            facts.append(
                Fact(
                    key=key,
                    date=row["date"],
                    net=net,
                    margin=margin,
                    quantity=quantity,
                    product=row["product"],
                    categories=read_path(row["categories"]),
                    territories=read_path(row["territories"]),
                    channel=row["channel"],
                    chain=links(row["chain"]),
                    owner=owners(row) if owners else None,
                    order=row["order"],
                )
            )
        return facts
