# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.tools import format_date


class DistributorCommissionEntry(models.Model):
    """What the earner may know of the sale it earns on.

    The order, the basis, the rate and the own direct downline through which the sale
    came; neither names and products nor who else stands in the chain.
    """

    _inherit = "distributor.commission.entry"

    def _get_portal_downline(self):
        """Return the code of the earner's direct downline in this sale's chain."""
        self.ensure_one()
        below = self.generation - 1
        for generation, distributor, *_more in self.source_id.chain or []:
            if generation == below:
                return self.env["distributor.distributor"].browse(distributor).code
        return ""

    def _get_portal_state(self):
        """Return (key, label): where the payment stands, or when to expect it."""
        self.ensure_one()
        key, label = self.settlement_id._get_portal_state()
        if key == "open":
            label = self.env._("Due %s", format_date(self.env, self.expected_date))
        return key, label

    def _get_portal_explanation(self):
        """Return one sentence for the earner that tells why this amount."""
        self.ensure_one()
        values = {
            "amount": self.currency_id.format(self.amount),
            "basis": self.currency_id.format(abs(self.basis)),
            "rate": f"{self.rate:g}",
            "order": self.order_id.name,
            "downline": self._get_portal_downline(),
            "generation": self.generation,
            "date": format_date(self.env, self.date),
            "plan": self.version_id.display_name,
        }
        if self.kind == "undo":
            return self.env._(
                "The invoice of order %(order)s was taken back on %(date)s, so what it"
                " had earned you is taken back as well: %(amount)s.",
                **values,
            )
        if self.kind == "reversal":
            return self.env._(
                "Goods worth %(basis)s of order %(order)s were credited on %(date)s."
                " You had earned %(rate)s %% on them: %(amount)s.",
                **values,
            )
        if self.generation == 1:
            return self.env._(
                "Your downline %(downline)s was invoiced %(basis)s without tax for"
                " order %(order)s on %(date)s. As its upline you earn %(rate)s %%:"
                " %(amount)s. Plan: %(plan)s.",
                **values,
            )
        return self.env._(
            "A sale below your downline %(downline)s, %(generation)s steps below you,"
            " was invoiced at %(basis)s without tax for order %(order)s on %(date)s."
            " For this step you earn %(rate)s %%: %(amount)s. Plan: %(plan)s.",
            **values,
        )
