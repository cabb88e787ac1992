# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import defaultdict
from decimal import Decimal

from odoo import models
from odoo.tools import SQL

from ..engine import Accrued, reverse, round_half_up
from .distributor_commission_queries import ROOTS


class DistributorCommissionReversal(models.AbstractModel):
    """What credit notes take back of earlier accruals; a part of the booking."""

    _name = "distributor.commission.reversal"
    _description = "Commission Reversal"

    def _reverse(self, rows):
        """Return the values of reversals, line by line at the original rates.

        What is left of a negative line of an invoice (a discount, for instance) that
        has nothing to take back accrues as it is.
        """
        roots = self._fetch_roots(rows)
        values, rest = [], []
        for row in sorted(rows, key=lambda row: (row["date"], row["line"])):
            left = -row["source"] * self._get_exchange(row, roots)
            full = left
            for root_line in self._get_root_lines(row, roots):
                taken, new = self._reverse_line(row, root_line, left)
                values += new
                left -= taken
            if row["type"] == "out_invoice" and left:
                share = left / full if full else Decimal(0)
                unit = self._get_unit(row["company"])
                net = round_half_up(row["net"] * share, unit)
                rest.append(dict(row, net=net, source=row["source"] * share))
        return values + self._accrue(rest)

    def _fetch_roots(self, rows):
        """Return {sale line: {invoice line: [accrual and what is taken of it]}}."""
        Entry = self.env["distributor.commission.entry"]
        found = self.env.execute_query_dict(
            SQL(
                ROOTS,
                sale_lines=tuple({row["sale_line"] for row in rows}),
                lines=tuple({row["line"] for row in rows}),
            )
        )
        roots = defaultdict(lambda: defaultdict(list))
        for root in found:
            sums = [Decimal(root[name]) for name in ("source", "basis", "amount")]
            still = [
                Decimal(root[name])
                for name in ("open_source", "open_basis", "open_amount")
            ]
            gone = [a - b for a, b in zip(sums, still, strict=True)]
            root["accrued"] = Accrued(root["id"], *sums, *gone)
            root["entry"] = Entry.browse(root["id"])
            roots[root["sale_line"]][root["line"]].append(root)
        return roots

    def _get_root_lines(self, row, roots):
        """Return the invoice lines that a credit note line takes back, in order."""
        lines = roots[row["sale_line"]].values()
        if row["reversed"]:
            lines = [line for line in lines if line[0]["move"] == row["reversed"]]
        return sorted(lines, key=lambda line: line[0]["line"], reverse=True)

    def _get_exchange(self, row, roots):
        """Return the factor from the credit note's currency to the invoice's."""
        for line in self._get_root_lines(row, roots):
            root = line[0]
            if root["source_currency"] != row["source_currency"] and row["source"]:
                accrued = root["accrued"]
                return row["net"] / row["source"] * accrued.source / accrued.basis
        return Decimal(1)

    def _reverse_line(self, row, root_line, wanted):
        """Take back of each generation of one invoice line, and remember it."""
        unit = self._get_unit(row["company"])
        values, most = [], Decimal(0)
        for root in root_line:
            before = root["accrued"]
            taken = reverse(before, wanted, unit)
            root["accrued"] = Accrued(
                before.key,
                before.source,
                before.basis,
                before.amount,
                before.taken_source + taken.source,
                before.taken_basis + taken.basis,
                before.taken_amount + taken.amount,
            )
            most = max(most, taken.source, key=abs)
            if taken.source:
                values.append(self._prepare_reversal(row, root, taken))
        return most, values

    def _prepare_reversal(self, row, root, taken):
        # the chain is the one of the sale, whoever stands above the buyer by now
        return {
            **self._prepare_common(row),
            "kind": "reversal",
            "beneficiary_id": root["beneficiary"],
            "buyer_id": root["buyer"],
            "order_id": root["order"],
            "generation": root["generation"],
            "level_id": root["level"],
            "version_id": root["version"],
            "rule_id": root["rule"],
            "rate": root["rate"],
            "chain": root["chain"],
            "basis": str(-taken.basis),
            "source_basis": str(-taken.source),
            "amount": str(-taken.amount),
            "origin_entry_id": root["id"],
            "key": f"reversal:{row['line']}:{root['id']}:{row['epoch']}",
            "facts": self._prepare_names(row),
        }
