# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.fields import Domain


class DistributorDistributor(models.Model):
    """The deliveries of a distributor. Callers resolved it from the session."""

    _inherit = "distributor.distributor"

    def _get_portal_delivery_domain(self):
        """Return the domain of the deliveries that were shipped to this distributor."""
        self.ensure_one()
        return (
            self.env["stock.picking"]._get_delivery_domain()
            & Domain("sale_id.distributor_id", "=", self.id)
            & Domain("company_id", "=", self.company_id.id)
        )

    def _count_portal_to_receive(self):
        """Return how many deliveries wait for a signature."""
        return self.env["stock.picking"].search_count(
            self._get_portal_delivery_domain() & Domain("received_date", "=", False)
        )
