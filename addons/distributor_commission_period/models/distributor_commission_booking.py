# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorCommissionBooking(models.AbstractModel):
    _inherit = "distributor.commission.booking"

    def _follow(self, sources, parts, kind, day):
        """Extend the booking: tell a computation which parts are reached.

        With a dictionary in the context nothing is booked: it receives, for each
        source, the function that tells which part of a share is reached.
        """
        probe = self.env.context.get("commission_probe")
        if probe is None:
            return super()._follow(sources, parts, kind, day)
        probe.update(dict.fromkeys(sources, parts))
        return 0
