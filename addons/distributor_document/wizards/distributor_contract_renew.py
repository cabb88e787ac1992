# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class DistributorContractRenew(models.TransientModel):
    """Renews contracts, one or many, and shows what became of each."""

    _name = "distributor.contract.renew"
    _description = "Renew Contracts"

    contract_ids = fields.Many2many(
        "distributor.contract", required=True, string="Contracts"
    )
    months = fields.Integer(
        "Length in Months", help="0: each as long as the contract it follows."
    )
    line_ids = fields.One2many(
        "distributor.contract.renew.line", "wizard_id", readonly=True
    )

    def action_renew(self):
        """Renew each contract for itself; a refused one does not stop the others."""
        self.ensure_one()
        if self.months < 0:
            raise UserError(self.env._("The length is 0 months or more."))
        self.contract_ids._check_manager()
        self.line_ids = [Command.clear()] + [
            Command.create(self._renew_one(contract)) for contract in self.contract_ids
        ]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Renewed Contracts"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def _renew_one(self, contract):
        """Return the values of the line that tells the result."""
        try:
            with self.env.cr.savepoint():
                renewal = contract._renew(self.months)
        except UserError as error:
            return {"contract_id": contract.id, "result": str(error)}
        return {
            "contract_id": contract.id,
            "renewal_id": renewal.id,
            "result": self.env._("Draft made"),
        }


class DistributorContractRenewLine(models.TransientModel):
    _name = "distributor.contract.renew.line"
    _description = "Result of a Renewal"

    wizard_id = fields.Many2one(
        "distributor.contract.renew", required=True, ondelete="cascade"
    )
    contract_id = fields.Many2one("distributor.contract", required=True)
    distributor_id = fields.Many2one(related="contract_id.distributor_id")
    renewal_id = fields.Many2one("distributor.contract", "New Contract")
    date_start = fields.Date(related="renewal_id.date_start")
    date_end = fields.Date(related="renewal_id.date_end")
    result = fields.Char()
