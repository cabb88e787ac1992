# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import defaultdict

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.distributor.models.group_names import DECIDERS

# Lines of posted credit notes of distributors that name no order line, from the day on
# which their company pays commission. Those of invoices without an order earned
# nothing, and neither did lines without an order on other invoices.
UNLINKED = """
    SELECT line.id, line.move_id, line.amount_currency
      FROM account_move AS move
      JOIN account_move_line AS line
        ON line.move_id = move.id
       AND line.display_type = 'product'
       AND line.is_downpayment IS NOT TRUE
       AND line.balance <> 0
     WHERE move.move_type = 'out_refund'
       AND move.state = 'posted'
       AND move.commission_exempt_reason IS NULL
       AND (%(ids)s::int[] IS NULL OR move.id = ANY(%(ids)s))
       AND EXISTS (
            SELECT FROM distributor_distributor AS who
             WHERE who.partner_id = move.commercial_partner_id
               AND who.company_id = move.company_id
           )
       AND EXISTS (
            SELECT FROM distributor_commission_version AS version
              JOIN distributor_commission_plan AS plan ON plan.id = version.plan_id
             WHERE plan.company_id = move.company_id
               AND version.state <> 'draft'
               AND version.date_start <= move.invoice_date
           )
       AND NOT EXISTS (
            SELECT FROM sale_order_line_invoice_rel AS rel
             WHERE rel.invoice_line_id = line.id
           )
       AND (move.reversed_entry_id IS NULL OR EXISTS (
            SELECT FROM account_move_line AS sold
              JOIN sale_order_line_invoice_rel AS rel ON rel.invoice_line_id = sold.id
             WHERE sold.move_id = move.reversed_entry_id
           ) AND NOT EXISTS (
            SELECT FROM account_move_line AS sold
             WHERE sold.move_id = move.reversed_entry_id
               AND sold.display_type = 'product'
               AND sold.product_id IS NOT DISTINCT FROM line.product_id
               AND sold.name IS NOT DISTINCT FROM line.name
               AND NOT EXISTS (
                    SELECT FROM sale_order_line_invoice_rel AS rel
                     WHERE rel.invoice_line_id = sold.id)
           ))
"""


class DistributorCommissionUnlinked(models.AbstractModel):
    """Finds credit notes, or lines of them, behind which no order stands."""

    _name = "distributor.commission.unlinked"
    _description = "Credited Without a Sale"

    commission_is_unassigned = fields.Boolean(
        "Without a Sale",
        compute="_compute_commission_unlinked",
        search="_search_commission_is_unassigned",
        groups=DECIDERS,
        help="No order is behind some of its lines, so they took no commission back.",
    )

    @api.depends(
        "state",
        "commission_exempt_reason",
        "line_ids.sale_line_ids",
        "line_ids.balance",
    )
    def _compute_commission_unlinked(self):
        found = self._fetch_unlinked()
        for move in self:
            own = found.get(move.id, {})
            move.commission_is_unassigned = bool(own)
            move.commission_unlinked_amount = sum(own.values())

    def _fetch_unlinked(self):
        """Return {credit note: {line without an order: its net}}."""
        credits = self.filtered(lambda move: move.move_type == "out_refund")
        found = defaultdict(dict)
        if credits.ids:
            credits.flush_recordset()
            names = ["sale_line_ids", "balance", "product_id", "name"]
            self.env["account.move.line"].flush_model(names)
            query = SQL(UNLINKED, ids=credits.ids)
            for line, move, amount in self.env.execute_query(query):
                found[move][line] = float(amount)
        return found

    def _search_commission_is_unassigned(self, operator, value):
        if operator != "in":
            return NotImplemented
        self.flush_model()
        self.env["account.move.line"].flush_model()
        found = SQL(
            "SELECT unlinked.move_id FROM (%s) AS unlinked", SQL(UNLINKED, ids=None)
        )
        return [("id", "in" if True in value else "not in", found)]

    def _get_commission_lines(self):
        """Return the lines of a credit note behind which no order stands."""
        self.ensure_one()
        found = self._origin._fetch_unlinked().get(self._origin.id, {})
        return self.env["account.move.line"].browse(sorted(found))
