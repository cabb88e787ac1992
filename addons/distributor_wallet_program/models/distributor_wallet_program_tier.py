# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from odoo import api, fields, models

from ..engine import Tier


class DistributorWalletProgramTier(models.Model):
    """One step of a programme: from which amount on it brings what."""

    _name = "distributor.wallet.program.tier"
    _description = "Step of a Top-Up Programme"
    _order = "program_id, threshold"
    _rec_name = "threshold"

    program_id = fields.Many2one(
        "distributor.wallet.program",
        "Programme",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="program_id.company_id", store=True, index=True
    )
    currency_id = fields.Many2one(related="program_id.currency_id")
    threshold = fields.Monetary("From", required=True)
    percent = fields.Float("Goods (%)", digits=(5, 2))
    fixed = fields.Monetary("Goods (amount)")

    _threshold_uniq = models.Constraint(
        "UNIQUE (program_id, threshold)", "Each step begins at another amount."
    )
    _values_check = models.Constraint(
        "CHECK (threshold >= 0 AND percent >= 0 AND percent <= 100 AND fixed >= 0"
        " AND (percent > 0 OR fixed > 0))",
        "A step begins at 0 or more and brings a percentage up to 100, an amount, or"
        " both.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        tiers = super().create(vals_list)
        tiers._check_draft()
        return tiers

    def write(self, vals):
        self._check_draft()
        result = super().write(vals)
        self._check_draft()
        self.program_id._note_preparer()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_final(self):
        self._check_draft()

    def _check_draft(self):
        if not self.env.su:
            self.program_id._check_draft()

    def _get_sentence(self):
        """Return what this step brings, in words."""
        self.ensure_one()
        currency = self.currency_id
        values = {
            "threshold": currency.format(self.threshold),
            "percent": f"{self.percent:g}",
            "fixed": currency.format(self.fixed),
        }
        marginal = self.program_id.method == "marginal"
        if not self.percent:
            return self.env._("From %(threshold)s: goods for %(fixed)s", **values)
        if marginal and self.fixed:
            return self.env._(
                "From %(threshold)s: goods for %(fixed)s and %(percent)s %% of what is"
                " above it",
                **values,
            )
        if marginal:
            return self.env._(
                "From %(threshold)s: %(percent)s %% of what is above it in goods",
                **values,
            )
        if self.fixed:
            return self.env._(
                "From %(threshold)s: goods for %(fixed)s and %(percent)s %% of the"
                " whole amount",
                **values,
            )
        return self.env._(
            "From %(threshold)s: %(percent)s %% of the whole amount in goods", **values
        )

    def _get_engine_tier(self):
        self.ensure_one()
        return Tier(
            Decimal(str(self.threshold)),
            Decimal(str(self.percent)),
            Decimal(str(self.fixed)),
        )
