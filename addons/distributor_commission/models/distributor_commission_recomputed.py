# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal
from typing import NamedTuple

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import SQL

from ..engine import Accrued, get_portion, reverse

# What was booked before an entry for the same share: in all, and of it for payments.
# What takes back all of a sale merges the invoice lines of an order line.
BEFORE = """
    SELECT COALESCE(SUM(entry.amount), 0)::text,
           COALESCE(SUM(entry.amount) FILTER (WHERE entry.kind = 'payment'), 0)::text
      FROM distributor_commission_entry AS own
      JOIN distributor_commission_entry AS entry
        ON entry.source_id = own.source_id AND entry.id < own.id
       AND entry.beneficiary_id = own.beneficiary_id
       AND entry.earner IS NOT DISTINCT FROM own.earner
       AND entry.generation IS NOT DISTINCT FROM own.generation
       AND entry.rule_id IS NOT DISTINCT FROM own.rule_id
       AND entry.sale_line_id IS NOT DISTINCT FROM own.sale_line_id
     WHERE own.id = %(entry)s
       AND entry.kind <> ALL(%(others)s)
       AND CASE WHEN %(merged)s
                THEN (entry.level_id, entry.version_id, entry.product_id,
                      entry.rate_kind, entry.basis_kind)
                     IS NOT DISTINCT FROM
                     (own.level_id, own.version_id, own.product_id, own.rate_kind,
                      own.basis_kind)
                ELSE entry.move_line_id IS NOT DISTINCT FROM own.move_line_id END
"""
# What an accrual had come to, and what was taken back of it, before an entry.
TAKEN = """
    SELECT (-own.source_basis)::text AS wanted, root.source_basis::text,
           root.basis::text,
           (root.amount + COALESCE(SUM(entry.amount)
               FILTER (WHERE entry.kind IN ('correction', 'dispute')), 0))::text
           AS amount,
           COALESCE(-SUM(entry.source_basis)
               FILTER (WHERE entry.kind IN ('reversal', 'undo')), 0)::text
           AS taken_source,
           COALESCE(-SUM(entry.basis)
               FILTER (WHERE entry.kind IN ('reversal', 'undo')), 0)::text
           AS taken_basis,
           COALESCE(-SUM(entry.amount)
               FILTER (WHERE entry.kind IN ('reversal', 'undo')), 0)::text
           AS taken_amount
      FROM distributor_commission_entry AS own
      JOIN distributor_commission_entry AS root ON root.id = own.origin_entry_id
 LEFT JOIN distributor_commission_entry AS entry
        ON entry.origin_entry_id = root.id AND entry.id < own.id
     WHERE own.id = %(entry)s
  GROUP BY own.id, root.id
"""
# as for what follows payments
OTHERS = ["tier", "bonus", "dispute"]
MONEY = ("source_basis", "basis", "amount")
ACCRUED = (*MONEY, *(f"taken_{name}" for name in ("source", "basis", "amount")))


class Figure(NamedTuple):
    """A step of a computation; the last one is what an entry comes to."""

    label: str
    amount: Decimal
    text: str = ""  # where it is no amount of the entry's currency


class DistributorCommissionRecomputed(models.AbstractModel):
    """Computes an entry again, of whatever kind, from nothing but what it points to."""

    _name = "distributor.commission.recomputed"
    _description = "Commission Entry Computed Again"

    explanation_figures = fields.Html(
        "How It Was Computed", compute="_compute_explanation_figures"
    )

    @api.depends_context("lang")
    @api.depends("amount")
    def _compute_explanation_figures(self):
        for entry in self:
            # first accruals have their table of places
            is_whole = entry.kind == "accrual" and not entry.reached
            figures = [] if is_whole else entry._get_figures()
            entry.explanation_figures = entry._render_figures(figures)

    def _render_figures(self, figures):
        if not figures:
            return False
        rows = Markup().join(
            Markup("<tr><td>%s</td><td class='text-end'>%s</td></tr>")
            % (
                figure.label,
                figure.text or self.currency_id.format(float(figure.amount)),
            )
            for figure in figures
        )
        return Markup("<table class='table table-sm w-auto mb-0'>%s</table>") % rows

    def _recompute_amount(self):
        """Compute an entry again: accruals from their documents and their version,
        later ones from the entries that they point to.

        :return: Decimal, or None when it earns nothing
        """
        figures = self._get_figures()
        return figures[-1].amount if figures else None

    def _get_figures(self):
        """Return the steps that lead to the amount, as a list of :class:`Figure`."""
        self.ensure_one()
        key = self.key or ""
        if self.reached:
            return self._figure_part()
        if key.startswith("undo:"):
            return self._figure_undo()
        if self.kind == "reversal":
            return self._figure_reversal()
        if self.kind in ("payment", "undo"):
            return self._figure_offset()
        return self._figure_accrual() if self.kind == "accrual" else []

    def _figure_accrual(self):
        line = self._find_line()
        if not line:
            return []
        return [
            Figure(self.env._("Share before limits"), line.amount_before),
            Figure(self.env._("Earned"), line.amount),
        ]

    def _find_line(self):
        """Return what the engine says of the whole line of this entry, or None."""
        for one in self._get_outcomes():
            if self.source_id._is_of(self, one):
                return one.line
        return None

    def _figure_part(self):
        """Return the part of the whole that was reached, less what was booked."""
        whole, part, of_all = map(Decimal, self.reached.split(" "))
        others = OTHERS if self.source_id.event == "paid" else [*OTHERS, "payment"]
        before, _paid = self._sum_before(others)
        due = get_portion(whole, part, of_all, self._get_unit())
        return [
            Figure(self.env._("The whole line earns"), whole),
            Figure(self.env._("The part reached by now"), due),
            Figure(self.env._("Booked before"), before),
            Figure(self.env._("This entry"), due - before),
        ]

    def _figure_undo(self):
        taken = self.browse(int(self.key.removeprefix("undo:")))
        amount = Decimal(str(taken.amount))
        return [
            Figure(self.env._("What was booked"), amount),
            Figure(self.env._("This entry"), -amount),
        ]

    def _figure_reversal(self):
        [row] = self.env.execute_query_dict(SQL(TAKEN, entry=self._origin.id)) or [None]
        if not row:
            return []
        numbers = {name: Decimal(value) for name, value in row.items()}
        wanted = numbers.pop("wanted")
        accrued = Accrued(self.origin_entry_id.id, *(numbers[n] for n in ACCRUED))
        taken = reverse(accrued, wanted, self._get_unit())
        return [
            Figure(self.env._("Earned on the sale"), accrued.amount),
            Figure(self.env._("Taken back before"), -accrued.taken_amount),
            Figure(self.env._("This entry"), -taken.amount),
        ]

    def _figure_offset(self):
        """Return the opposite of all that a sale booked, or of its payments alone."""
        others = [] if self.kind == "payment" else ["dispute"]
        everything, paid = self._sum_before(others, merged=True)
        # taken back once more while it is bounced, or given again
        given = paid and Decimal(str(self.amount)) == -paid
        is_again = given and self.kind == "payment"
        before = paid if is_again else everything
        label = self.env._("Booked before")
        if is_again:
            label = self.env._("Taken back when the payment was undone")
        return [Figure(label, before), Figure(self.env._("This entry"), -before)]

    def _sum_before(self, others, merged=False):
        """Return what was booked for the same share before, and of it for payments."""
        [sums] = self.env.execute_query(
            SQL(BEFORE, entry=self._origin.id, others=others, merged=merged)
        )
        return tuple(map(Decimal, sums))

    def _get_unit(self):
        return self.company_id._get_commission_unit()
