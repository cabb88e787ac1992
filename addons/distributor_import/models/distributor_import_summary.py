# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.tools import SQL


class DistributorImportSummary(models.AbstractModel):
    """The figures of the imported orders, counted from the database.

    A second run, which creates nothing, therefore gives the same figures.
    """

    _name = "distributor.import.summary"
    _description = "Summary of an Import"

    @api.model
    def _get_summary(self, company, channel):
        """Return the figures of the orders of ``channel`` as a dict for JSON."""
        refs = [order.order_ref for order in channel.orders]
        codes = {item.code for item in channel.distributors}
        codes.update(order.distributor_code for order in channel.orders)
        self.env.flush_all()
        orders, lines, untaxed = self._get_orders(company, refs)
        total, entries, generations, beneficiaries = self._get_commission(company, refs)
        # sudo: callers may import, and proving the wallets needs the ledger
        differences = self.env["distributor.wallet"].sudo()._get_differences(company)
        wallets = self.env["distributor.wallet"].search_count(
            [
                ("company_id", "=", company.id),
                ("distributor_id.code", "in", list(codes)),
            ]
        )
        return {
            "orders": orders,
            "lines": lines,
            "untaxed": untaxed,
            "commission": {
                "total": total,
                "by_generation": generations,
                "by_beneficiary": beneficiaries,
            },
            "entries": entries,
            "wallets": wallets,
            "wallet_differences": len(differences),
        }

    @api.model
    def _get_orders(self, company, refs):
        """Return (orders, order lines, untaxed) of what is invoiced and posted."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT COUNT(DISTINCT o.id), COUNT(DISTINCT sol.id),
                       COALESCE(SUM(aml.price_subtotal * CASE WHEN am.move_type
                            = 'out_refund' THEN -1 ELSE 1 END), 0)
                  FROM sale_order AS o
                  JOIN sale_order_line AS sol ON sol.order_id = o.id
                  JOIN sale_order_line_invoice_rel AS rel ON rel.order_line_id = sol.id
                  JOIN account_move_line AS aml ON aml.id = rel.invoice_line_id
                  JOIN account_move AS am ON am.id = aml.move_id
                 WHERE o.company_id = %(company)s AND am.state = 'posted'
                   AND o.import_reference = ANY(%(refs)s)
                """,
                company=company.id,
                refs=refs,
            )
        )
        orders, lines, untaxed = rows[0]
        return orders, lines, round(float(untaxed), 2)

    @api.model
    def _get_commission(self, company, refs):
        """Return (total, entries, {generation: amount}, {code: amount})."""
        domain = [
            ("company_id", "=", company.id),
            ("order_id.import_reference", "in", refs),
        ]
        groups = self.env["distributor.commission.entry"]._read_group(
            domain,
            ["beneficiary_id", "generation"],
            ["amount:sum", "__count"],
        )
        generations, beneficiaries = {}, {}
        for distributor, generation, amount, _count in groups:
            for totals, key in (
                (generations, str(generation)),
                (beneficiaries, distributor.code),
            ):
                totals[key] = round(totals.get(key, 0) + amount, 2)
        total = round(sum(amount for _d, _g, amount, _c in groups), 2)
        entries = sum(count for _d, _g, _a, count in groups)
        return (
            total,
            entries,
            dict(sorted(generations.items())),
            dict(sorted(beneficiaries.items())),
        )
