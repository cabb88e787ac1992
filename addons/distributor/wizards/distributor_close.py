# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorClose(models.TransientModel):
    """Asks a manager why a file is closed although something is open."""

    _name = "distributor.close"
    _description = "Close a Distributor with Open Items"
    _inherit = "distributor.exit.mixin"

    def action_close(self):
        """Close it anyway; who may do that is checked with the distributor."""
        self.distributor_id._close(self._get_reason())
        return {"type": "ir.actions.act_window_close"}
