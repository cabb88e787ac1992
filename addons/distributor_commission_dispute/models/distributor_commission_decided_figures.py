# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from odoo import models
from odoo.tools import SQL, float_repr

from odoo.addons.distributor_commission.engine import get_left, get_portion
from odoo.addons.distributor_commission.models.distributor_commission_recomputed import (  # noqa: E501
    Figure,
)

from .distributor_commission_decided import FOLLOWED, get_kept_of
from .distributor_commission_decided_part import SHARES


class DistributorCommissionDecidedFigures(models.AbstractModel):
    """Computes again what was decided, and what is taken of it."""

    _name = "distributor.commission.decided.figures"
    _description = "Figures of Decisions"
    _inherit = "distributor.commission.decided.part"

    def _figure_own(self):
        """Return what was decided, as the dispute says."""
        dispute = self._get_deciding()
        if not dispute:
            return []
        ours, expected = (
            Decimal(str(dispute[name])) for name in ("entry_amount", "expected_amount")
        )
        # without what credit notes took of it since
        decided = Decimal(str(self.amount))
        return [
            Figure(self.env._("Our amount"), ours),
            Figure(self.env._("Expected"), expected),
            Figure(self.env._("Decided"), decided),
        ]

    def _get_deciding(self):
        """Return the dispute that was decided by an entry, or by what it is part of."""
        # sudo: what was decided, for whoever may read the entry
        disputes = self.env["distributor.commission.dispute"].sudo()
        number = (self.key or "").removeprefix("dispute:").split(":")[0]
        return disputes.browse(int(number) if number.isdigit() else 0).exists()

    # in proportion to payments, deliveries or changes

    def _figure_followed(self):
        unit, figures = self._get_unit(), []
        booking = self.env["distributor.commission.booking"]
        decisions = booking._fetch_decisions(FOLLOWED, self._origin.ids)
        decisions = decisions.get(self._origin.id, [])
        for one in decisions:
            if one.is_offset:
                label = self.env._("Paid by the rules since")
                figures.append(Figure(label, one.amount))
                continue
            now = min(one.now, one.then, key=abs)
            figures += [
                Figure(self.env._("Decided"), one.amount),
                self._figure_sale(self.env._("Left of the sale"), now, one.then),
                Figure(
                    self.env._("Left of the decision"),
                    get_left(one.amount, one.then, one.now, unit),
                ),
            ]
        if not decisions:
            return []
        before = decisions[-1].followed + sum(one.amount for one in decisions)
        return [
            *figures,
            Figure(self.env._("Booked before"), before),
            Figure(self.env._("This entry"), get_kept_of(decisions, unit) - before),
        ]

    def _figure_sale(self, label, part, whole):
        """Return a figure in the currency of the document."""
        texts = [float_repr(float(number), 2) for number in (part, whole)]
        text = self.env._("%(part)s of %(whole)s", part=texts[0], whole=texts[1])
        return Figure(label, part, text)

    # credit notes of what earns when it is invoiced

    def _figure_part_of(self):
        """Return what a credit note takes of a decision that was made after it."""
        part = self._get_decided_part()
        amount = self._recompute_part() if part else None
        if amount is None:
            return []
        return [
            Figure(self.env._("Decided"), part.decided),
            self._figure_sale(self.env._("Credited of the sale"), part.gone, part.sale),
            Figure(self.env._("This entry"), amount),
        ]

    def _recompute_part(self):
        """Return what this credit note takes of the decision, computed again."""
        self.flush_model()
        [row] = self.env.execute_query_dict(SQL(SHARES, entries=self._origin.ids))
        earned, decided, whole, taken = (
            Decimal(row[name]) for name in ("earned", "decided", "whole", "taken")
        )
        before, after = (
            get_portion(amount, taken, whole, self._get_unit())
            for amount in (earned, earned + decided)
        )
        decision = self._get_deciding().adjustment_id
        booking = self.env["distributor.commission.booking"]
        rows, parts = booking._split_credited(decision.id, after - before)
        own = (self.document_id.id, self.move_line_id.id or None)
        for (document, line, _net), part in zip(rows, parts, strict=True):
            if (document, line) == own:
                return -part
        return None

    def _figure_with_decided(self, figures):
        """Add what an entry takes of decisions to what it takes in all."""
        part = self._get_decided_part() if figures else None
        if not part:
            return figures
        return [
            *figures[:-1],
            Figure(self.env._("Of it decided"), part.decided),
            self._figure_sale(self.env._("Credited of the sale"), part.gone, part.sale),
            Figure(self.env._("Taken of the decision"), part.amount),
            figures[-1],
        ]
