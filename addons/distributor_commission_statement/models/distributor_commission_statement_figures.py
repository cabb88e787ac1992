# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.tools import SQL

ROWS_AT_ONCE = 5000
LINES = """
    SELECT entry.id, entry.date, entry.kind, sale.name AS order_name,
           document.document, source.document AS sold, entry.product_id, entry.basis,
           entry.basis_kind, entry.rate, entry.rate_kind, entry.rule_id, entry.earner,
           entry.reason, entry.amount
      FROM distributor_commission_settlement_line AS line
      JOIN distributor_commission_entry AS entry ON entry.id = line.entry_id
      JOIN distributor_commission_source AS source ON source.id = entry.source_id
      JOIN distributor_commission_source AS document
        ON document.id = entry.document_id
 LEFT JOIN sale_order AS sale ON sale.id = source.order_id
     WHERE line.settlement_id = %(settlement)s
       AND (entry.date, entry.id) > (%(day)s, %(entry)s)
  ORDER BY entry.date, entry.id
     LIMIT %(limit)s
"""
SUMS = """
    SELECT entry.kind, COUNT(*), SUM(entry.amount)
      FROM distributor_commission_settlement_line AS line
      JOIN distributor_commission_entry AS entry ON entry.id = line.entry_id
     WHERE line.settlement_id = %(settlement)s
  GROUP BY entry.kind
"""


class DistributorCommissionStatementFigures(models.AbstractModel):
    """The lines of a settlement in words, read in batches, one query each."""

    _name = "distributor.commission.statement.figures"
    _description = "Figures of Commission Statements"

    def _get_statement_lang(self):
        """Return the language in which the distributor reads its statement."""
        return self.partner_id.lang or self.env.lang or "en_US"

    def _localize(self):
        """Return the settlement as its distributor reads it.

        Names of products and rules are shown whoever prints; what may be printed is
        decided by who may read the settlement.
        """
        self.ensure_one()
        # sudo: callers may read the settlement, and a statement shows all of it
        return self.sudo().with_context(lang=self._get_statement_lang())

    def _iterate_statement_lines(self):
        """Yield a dict for each line, the oldest first, in words of this language."""
        self.ensure_one()
        self._flush_for_settlement()
        words = self._get_statement_words()
        last = {"date": "-infinity", "id": 0}
        rows = True
        while rows:
            rows = self.env.execute_query_dict(
                SQL(
                    LINES,
                    settlement=self.id,
                    day=last["date"],
                    entry=last["id"],
                    limit=ROWS_AT_ONCE,
                )
            )
            self._name_products(words, rows)
            for row in rows:
                yield self._describe_line(row, words)
                last = row

    def _get_statement_words(self):
        """Return the labels by key, and what is named while lines are read."""
        entries = self.env["distributor.commission.entry"]
        labels = {
            name: dict(entries._fields[name]._description_selection(self.env))
            for name in ("kind", "basis_kind")
        }
        labels["rate_kind"] = {
            "percent": "%",
            "fixed": self.env._("per unit"),
        }
        return {**labels, "products": {}, "rules": {}}

    def _name_products(self, words, rows):
        ids = {row["product_id"] for row in rows if row["product_id"]}
        products = self.env["product.product"].browse(ids - set(words["products"]))
        words["products"].update(
            {product.id: product.display_name for product in products.exists()}
        )

    def _describe_line(self, row, words):
        """Add to a row its texts; what earns by no rule has no basis and no rate."""
        by_rule = bool(row["earner"])
        kinds, units = words["basis_kind"], words["rate_kind"]
        rule = row["rule_id"] or 0
        if rule not in words["rules"]:
            rules = self.env["distributor.commission.rule"].browse(rule or ())
            words["rules"][rule] = rules.wording or ""
        return {
            **row,
            "order_name": row["order_name"] or "",
            "kind_label": words["kind"].get(row["kind"], row["kind"]),
            "product": words["products"].get(row["product_id"], ""),
            "basis": row["basis"] if by_rule else None,
            "basis_label": kinds.get(row["basis_kind"]) if by_rule else "",
            "rate": row["rate"] if by_rule else None,
            "rate_label": units.get(row["rate_kind"]) if by_rule else "",
            "rule": words["rules"][rule],
            "remark": self._get_remark(row),
        }

    def _get_remark(self, row):
        """Return why a line is there, where the rule does not say so."""
        if row["reason"]:
            return " ".join(row["reason"].split())
        if row["sold"] != row["document"]:
            return self.env._("of %s", row["sold"])
        return ""

    def _fetch_statement_sums(self):
        """Return {kind: (number, sum)} of the lines."""
        self.ensure_one()
        self._flush_for_settlement()
        rows = self.env.execute_query(SQL(SUMS, settlement=self.id))
        return {kind: (count, amount) for kind, count, amount in rows}
