# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models

EARNERS = [
    ("upline", "Upline of the buyer"),
    ("differential", "Upline, difference of rates"),
    ("territory", "Owner of the territory"),
    ("buyer", "Buyer"),
    ("bonus", "Period bonus"),
    ("other", "Decided dispute or other"),
]


class DistributorCommissionSimulationLine(models.Model):
    """What a simulation comes to, added up; and what accrued of the same."""

    _name = "distributor.commission.simulation.line"
    _description = "Result of a Commission Simulation"
    _order = "date, id"
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
    date = fields.Date("Month", required=True, help="First day of the month.")
    beneficiary_id = fields.Many2one(
        "distributor.distributor", "Distributor", required=True, ondelete="cascade"
    )
    level_id = fields.Many2one(
        "distributor.level", "Level of the Earner", ondelete="set null"
    )
    territory_id = fields.Many2one(
        "distributor.territory", "Ship-to Territory", ondelete="set null"
    )
    product_id = fields.Many2one("product.product", ondelete="set null")
    categ_id = fields.Many2one(
        "product.category", "Product Category", ondelete="set null"
    )
    earner = fields.Selection(EARNERS, "Earns As")
    amount_simulated = fields.Monetary("Simulated")
    amount_actual = fields.Monetary("Accrued")
    difference = fields.Monetary()
    basis = fields.Monetary(
        help="Net, margin or quantity, as the rules say, of what was simulated; counted"
        " once for each earner.",
    )
