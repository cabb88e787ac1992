# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.fields import Domain
from odoo.tools import format_date


class DistributorDistributor(models.Model):
    """The deliveries of a distributor. Callers resolved it from the session."""

    _inherit = "distributor.distributor"

    def _get_portal_delivery_domain(self):
        """Return the domain of the deliveries that were shipped to this distributor."""
        self.ensure_one()
        return (
            self.env["stock.picking"]._get_delivery_domain()
            & Domain("distributor_id", "=", self.id)
            & Domain("company_id", "=", self.company_id.id)
        )

    def _get_portal_tasks(self, user):
        tasks = super()._get_portal_tasks(user)
        if self._user_can("order", user):
            tasks += self._get_portal_delivery_tasks()
        return tasks

    def _get_portal_delivery_tasks(self):
        """Return what is to be signed for, for the first page."""
        domain = self._get_portal_delivery_domain()
        domain &= Domain("received_date", "=", False)
        domain &= self.env["stock.picking"]._get_signed_domain()
        pickings = self.env["stock.picking"].search(
            domain, order="date_done, id", limit=2
        )
        if not pickings:
            return []
        due = pickings[0]._get_receipt_due()
        detail = due and self.env._(
            "%(delivery)s counts as received after %(day)s",
            delivery=pickings[0].name,
            day=format_date(self.env, due),
        )
        if len(pickings) > 1:
            text = self.env._("Sign for your deliveries")
            url = "/my/distribution/deliveries?state=waiting"
        else:
            text = self.env._("Sign for delivery %s", pickings.name)
            url = f"/my/distribution/deliveries/{pickings.id}"
        return [self._prepare_portal_task("deliveries", text, url, detail or "")]
