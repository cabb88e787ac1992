# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.exceptions import UserError


class DistributorContractRenew(models.TransientModel):
    """Renews contracts, one or many, and shows what became of each."""

    _name = "distributor.contract.renew"
    _description = "Renew Contracts"
    _inherit = "distributor.bulk"

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
        return self._run_each(self.contract_ids)

    def _run_one(self, record):
        return {"renewal_id": record._renew(self.months).id}


class DistributorContractRenewLine(models.TransientModel):
    _name = "distributor.contract.renew.line"
    _description = "Result of a Renewal"
    _inherit = "distributor.bulk.line"
    _order = "is_done, id"
    _record_field = "contract_id"

    wizard_id = fields.Many2one(
        "distributor.contract.renew", required=True, ondelete="cascade", index=True
    )
    contract_id = fields.Many2one("distributor.contract", required=True)
    distributor_id = fields.Many2one(related="contract_id.distributor_id")
    renewal_id = fields.Many2one("distributor.contract", "New Contract")
    date_start = fields.Date(related="renewal_id.date_start")
    date_end = fields.Date(related="renewal_id.date_end")
