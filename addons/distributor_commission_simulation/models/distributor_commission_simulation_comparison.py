# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.tools import SQL


class DistributorCommissionSimulationComparison(models.Model):
    """By distributor, a simulation beside the one it is compared with."""

    _name = "distributor.commission.simulation.comparison"
    _description = "Comparison of Commission Simulations"
    _order = "difference desc, id"
    _rec_name = "beneficiary_id"
    _auto = False
    _depends = {
        "distributor.commission.simulation": ["other_id"],
        "distributor.commission.simulation.earner": [
            "simulation_id",
            "beneficiary_id",
            "level_id",
            "amount_simulated",
        ],
    }

    simulation_id = fields.Many2one("distributor.commission.simulation", readonly=True)
    other_id = fields.Many2one(
        "distributor.commission.simulation", "Compared with", readonly=True
    )
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    beneficiary_id = fields.Many2one(
        "distributor.distributor", "Distributor", readonly=True
    )
    level_id = fields.Many2one("distributor.level", "Level", readonly=True)
    amount = fields.Monetary("This Simulation", readonly=True)
    amount_other = fields.Monetary("Compared With It", readonly=True)
    difference = fields.Monetary(readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT ROW_NUMBER() OVER (ORDER BY simulation_id, beneficiary_id) AS id,
                   pair.*, amount - amount_other AS difference
              FROM (
                    SELECT simulation.id AS simulation_id, simulation.other_id,
                           simulation.company_id, simulation.currency_id,
                           earner.beneficiary_id, MAX(earner.level_id) AS level_id,
                           SUM(CASE WHEN earner.simulation_id = simulation.id
                                    THEN earner.amount_simulated ELSE 0 END) AS amount,
                           SUM(CASE WHEN earner.simulation_id = simulation.other_id
                                    THEN earner.amount_simulated
                                    ELSE 0 END) AS amount_other
                      FROM distributor_commission_simulation AS simulation
                      JOIN distributor_commission_simulation_earner AS earner
                        ON earner.simulation_id IN (simulation.id, simulation.other_id)
                     WHERE simulation.other_id IS NOT NULL
                  GROUP BY simulation.id, earner.beneficiary_id
                   ) AS pair
            """
        )
