# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import defaultdict

from odoo import api, fields, models

SHOWN = 5


class DistributorCommissionSimulationEarner(models.Model):
    """What a simulation means to one distributor."""

    _name = "distributor.commission.simulation.earner"
    _description = "Distributor in a Commission Simulation"
    _order = "difference desc, id"
    _rec_name = "beneficiary_id"
    _log_access = False

    simulation_id = fields.Many2one(
        "distributor.commission.simulation",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    currency_id = fields.Many2one("res.currency", required=True, ondelete="restrict")
    beneficiary_id = fields.Many2one(
        "distributor.distributor", "Distributor", required=True, ondelete="cascade"
    )
    level_id = fields.Many2one("distributor.level", "Level", ondelete="set null")
    amount_simulated = fields.Monetary("Simulated")
    amount_actual = fields.Monetary("Accrued")
    difference = fields.Monetary()
    rate = fields.Float("Change (%)", compute="_compute_rate", digits=(16, 1))
    wording = fields.Text("What Changes", compute="_compute_wording")

    @api.depends("amount_actual", "difference")
    def _compute_rate(self):
        for earner in self:
            actual = earner.amount_actual
            earner.rate = 100 * earner.difference / abs(actual) if actual else 0

    @api.depends("amount_simulated", "amount_actual")
    @api.depends_context("lang")
    def _compute_wording(self):
        roles, goods = self._sum_by("earner"), self._sum_by("product_id")
        lines = self.env["distributor.commission.simulation.line"]
        labels = dict(lines._fields["earner"]._description_selection(self.env))
        for earner in self:
            key = (earner.simulation_id, earner.beneficiary_id)
            parts = [earner._say_change()]
            if changed := earner._say_parts(roles[key], labels.get):
                parts.append(self.env._("By role: %s.", changed))
            sold = [(product, sum_) for product, sum_ in goods[key] if product]
            if changed := earner._say_parts(sold, _get_name):
                parts.append(self.env._("Most of it on: %s.", changed))
            earner.wording = " ".join(parts)

    def _sum_by(self, field):
        """Return {(simulation, distributor): [(value, difference)]}, largest first."""
        groups = self.env["distributor.commission.simulation.line"]._read_group(
            [
                ("simulation_id", "in", self.simulation_id.ids),
                ("beneficiary_id", "in", self.beneficiary_id.ids),
            ],
            ["simulation_id", "beneficiary_id", field],
            ["difference:sum"],
        )
        sums = defaultdict(list)
        for simulation, beneficiary, value, difference in groups:
            sums[simulation, beneficiary].append((value, difference))
        for found in sums.values():
            found.sort(key=lambda pair: -abs(pair[1]))
        return sums

    def _say_change(self):
        names = {
            "who": self.beneficiary_id.display_name,
            "simulated": self.currency_id.format(self.amount_simulated),
            "actual": self.currency_id.format(self.amount_actual),
            "difference": self.currency_id.format(abs(self.difference)),
        }
        if self.currency_id.is_zero(self.difference):
            return self.env._(
                "%(who)s would have earned the same: %(simulated)s.", **names
            )
        if self.difference > 0:
            return self.env._(
                "%(who)s would have earned %(simulated)s instead of %(actual)s:"
                " %(difference)s more.",
                **names,
            )
        return self.env._(
            "%(who)s would have earned %(simulated)s instead of %(actual)s:"
            " %(difference)s less.",
            **names,
        )

    def _say_parts(self, parts, get_name):
        currency = self.currency_id
        shown = [
            f"{get_name(value)} {'+' if amount > 0 else ''}{currency.format(amount)}"
            for value, amount in parts
            if not currency.is_zero(amount)
        ]
        return self.env._(", ").join(shown[:SHOWN])

    def action_view_lines(self):
        """Show of what the figures of this distributor are made."""
        self.ensure_one()
        action = self.simulation_id._get_action("line")
        action["domain"] += [("beneficiary_id", "=", self.beneficiary_id.id)]
        return action


def _get_name(record):
    return record.display_name
