# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import json
from collections import defaultdict
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.tools import SQL

from ..engine import Fact, Link, compute
from .distributor_commission_queries import FACTS, FLUSHED, INSERT, UNDO


class DistributorCommissionBooking(models.AbstractModel):
    """Maps posted invoices to facts, and lines of the engine to entries, in bulk.

    One query reads all facts, one writes all entries. A key makes each event unique:
    line, generation, and how often the line was set back to draft before.
    """

    _name = "distributor.commission.booking"
    _description = "Commission Booking"
    _inherit = "distributor.commission.reversal"

    @api.model
    def _book_posted(self, moves):
        """Accrue for posted invoices, and reverse for posted credit notes.

        Lines that are booked already are left alone.

        :param moves: posted account.move records of any type
        :return: distributor.commission.entry records that were added
        """
        rows = self._fetch_facts(moves)
        if not rows:
            return self.env["distributor.commission.entry"]
        sales, others = [], []
        for row in rows:
            is_sale = row["type"] == "out_invoice" and row["net"] > 0
            (sales if is_sale else others).append(row)
        entries = self._insert(self._accrue(sales))
        if others:
            entries |= self._insert(self._reverse(others))
        return entries

    @api.model
    def _undo(self, moves):
        """Take back exactly what these documents booked, each entry once.

        :param moves: account.move records that leave the posted state
        :return: distributor.commission.entry records that were added
        """
        ids = []
        for company, own in moves.grouped("company_id").items():
            today = company._get_commission_today()
            # no SUM, no rounding: each row is negated
            ids += self.env.execute_query(
                SQL(UNDO, moves=tuple(own.ids), today=today, uid=self.env.uid)
            )
        return self._added(ids, moves)

    def _fetch_facts(self, moves):
        moves = moves.filtered(
            lambda m: m.move_type in ("out_invoice", "out_refund")
            and m.state == "posted"
        )
        if not moves:
            return []
        for model, names in FLUSHED.items():
            self.env[model].flush_model(names)
        rows = self.env.execute_query_dict(SQL(FACTS, moves=tuple(moves.ids)))
        for row in rows:
            row["net"], row["source"] = Decimal(row["net"]), Decimal(row["source"])
            row["path"] = tuple(int(c) for c in (row["path"] or "").split("/") if c)
        return rows

    # accruals

    def _accrue(self, rows):
        """Return the values of accruals, by one run of the engine a version."""
        Version = self.env["distributor.commission.version"]
        found = defaultdict(list)
        for row in rows:
            version = Version._get_on(row["company"], row["date"])
            if version:
                found[version, row["company"]].append(row)
        values = []
        for (version, company), own in found.items():
            unit = self._get_unit(company)
            # padded, so that the engine's order by key is the order of the lines
            facts = {f"{row['line']:012d}": row for row in own}
            lines = compute(
                [self._to_fact(key, row) for key, row in facts.items()],
                version._get_engine_rules(),
                unit,
            )
            for line in lines:
                values.append(self._prepare_accrual(facts[line.fact], line, version))
        return values

    def _get_unit(self, company_id):
        currency = self.env["res.company"].browse(company_id).currency_id
        return Decimal(str(currency.rounding))

    def _to_fact(self, key, row):
        return Fact(
            key=key,
            date=row["date"],
            net=row["net"],
            quantity=Decimal(row["quantity"]),
            product=row["product"],
            categories=row["path"],
            chain=tuple(
                Link(link["generation"], link["id"], link["level"], link["earns"])
                for link in row["chain"]
            ),
        )

    def _prepare_accrual(self, row, line, version):
        return {
            **self._prepare_common(row),
            "kind": "accrual",
            "beneficiary_id": line.beneficiary,
            "generation": line.generation,
            "level_id": line.level,
            "version_id": version.id,
            "rule_id": line.rule,
            "rate": str(line.rate),
            "basis": str(line.basis),
            "source_basis": str(row["source"]),
            "amount": str(line.amount),
            "origin_entry_id": None,
            "key": f"accrual:{row['line']}:{line.generation}:{row['epoch']}",
            "facts": {
                **self._prepare_names(row),
                "lost": [[lost.rule, lost.why] for lost in line.lost],
            },
        }

    def _prepare_common(self, row):
        month = row["date"] + relativedelta(day=1, months=1)
        return {
            "company_id": row["company"],
            "currency_id": row["currency"],
            "buyer_id": row["chain"][0]["id"],
            "order_id": row["order"],
            "move_id": row["move"],
            "move_line_id": row["line"],
            "date": row["date"],
            "expected_date": month,
            "chain": row["chain"],
        }

    def _prepare_names(self, row):
        label = (row["label"] or "").split("\n", 1)[0]
        return {
            "document": row["move_name"],
            "order": row["order_name"],
            "label": label,
        }

    # writing

    def _insert(self, values):
        """Write all rows by one statement; an event that is booked adds nothing."""
        if not values:
            return self.env["distributor.commission.entry"]
        rows = json.dumps(values, default=_to_json)
        ids = self.env.execute_query(SQL(INSERT, rows=rows, uid=self.env.uid))
        moves = self.env["account.move"].browse({v["move_id"] for v in values})
        return self._added(ids, moves)

    def _added(self, ids, moves):
        entries = self.env["distributor.commission.entry"].browse(i for (i,) in ids)
        if entries:
            # written beside the ORM, so tell it which lists are out of date
            names = ["commission_amount", "commission_count"]
            moves.invalidate_recordset(names)
            self.env["distributor.commission.entry"].invalidate_model(
                ["correction_ids"]
            )
            self.env["sale.order"].invalidate_model(names)
            self.env["distributor.distributor"].invalidate_model(names)
        return entries


def _to_json(value):
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(value)
