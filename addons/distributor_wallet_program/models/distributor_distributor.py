# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from odoo import fields, models
from odoo.fields import Domain

from ..engine import get_next_tier, get_reward


class DistributorDistributor(models.Model):
    _inherit = "distributor.distributor"

    def _get_program_progress(self):
        """Return how far the distributor is in each programme that runs for it now.

        Callers checked that the visitor may see its money; called in sudo.

        :return: list of dict with program, date_end, words (what the next step
            brings), missing, threshold, counted, earned and reward, what the next step
            brings on top (amounts in the currency of the programme), and share (percent
            of the way to the next step); words is empty when the highest step is
            reached
        """
        self.ensure_one()
        today = fields.Date.context_today(self)
        programs = self.env["distributor.wallet.program"].search(
            Domain("state", "=", "approved")
            & Domain("company_id", "=", self.company_id.id)
            & Domain("date_start", "<=", today)
            & (Domain("date_end", "=", False) | Domain("date_end", ">=", today))
            & (
                Domain("level_ids", "=", False)
                | Domain("level_ids", "in", self.level_id.ids)
            ),
            order="date_end, id",
        )
        return [self._prepare_program_progress(program) for program in programs]

    def _prepare_program_progress(self, program):
        wallet = self.wallet_ids.filtered(
            lambda w: w.purpose_id == program.purpose_id
            and w.currency_id == program.currency_id
        )
        grants = wallet.grant_ids.filtered(lambda g: g.program_id == program)
        counted = Decimal(0)
        if grants and program.measure == "cumulated":
            counted = program._replay(wallet, set(grants.entry_id.ids)).counted
        earned = sum(grants.mapped("net"))
        tier = get_next_tier(program._get_terms(), counted)
        threshold = tier.threshold if tier else Decimal(0)
        step = program.tier_ids.filtered(
            lambda t: tier and t._get_engine_tier() == tier
        )
        return {
            "program": program,
            "date_end": program.date_end,
            "cumulated": program.measure == "cumulated",
            "words": step._get_sentence() if step else "",
            "threshold": float(threshold),
            "missing": float(threshold - counted) if tier else 0.0,
            "counted": float(counted),
            "earned": earned,
            "reward": self._get_next_reward(program, threshold, counted, earned),
            "share": int(100 * counted / threshold) if threshold else 0,
        }

    def _get_next_reward(self, program, threshold, counted, earned):
        """Return what reaching a step brings, besides what was earned before."""
        if not threshold:
            return 0.0
        terms = program._get_terms()
        reward = get_reward(terms, threshold) - get_reward(terms, counted)
        if program.maximum:
            reward = min(reward, Decimal(str(program.maximum)) - Decimal(str(earned)))
        return max(0.0, float(reward))

    def _get_rewards(self):
        """Return the rewards this distributor may still use, in the order of use.

        Callers checked that the visitor may see its money; called in sudo.
        """
        self.ensure_one()
        return self.env["distributor.wallet.lot"].search(
            [("distributor_id", "=", self.id), ("remaining", ">", 0)]
        )
