# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.tools import SQL

from .distributor_commission_dispute_talk import ACTIVITY, OPEN

# the key by which a page colours a state
KEYS = {
    "accepted": "paid",
    "partial": "paid",
    "refused": "carried",
    "withdrawn": "closed",
}


class DistributorCommissionDispute(models.Model):
    """What a distributor sees of its disputes. Callers resolved it by session."""

    _name = "distributor.commission.dispute"
    _inherit = [
        "distributor.commission.dispute",
        "distributor.commission.dispute.talk",
    ]

    @api.model
    def _get_portal_domain(self, distributor):
        return [
            ("distributor_id", "=", distributor.id),
            ("company_id", "=", distributor.company_id.id),
        ]

    @api.model
    def _get_portal_dispute(self, distributor, number):
        """Return the dispute of a distributor by its number, or none."""
        return self.search([("id", "=", number), *self._get_portal_domain(distributor)])

    @api.model
    def _get_portal_asked(self, distributor):
        """Return about how many disputes a distributor is asked something.

        Pages that are opened often ask, so it is no statement of the ORM.
        """
        self.flush_model(["distributor_id", "company_id", "is_asked"])
        query = SQL(
            "SELECT COUNT(*) FROM distributor_commission_dispute"
            " WHERE distributor_id = %s AND company_id = %s AND is_asked",
            distributor.id,
            distributor.company_id.id,
        )
        [[count]] = self.env.execute_query(query)
        return count

    def _get_portal_title(self):
        """Return the order of the disputed entry, or what was written as missing."""
        self.ensure_one()
        return self.entry_id._get_portal_title() if self.entry_id else self.document

    def _get_portal_state(self):
        """Return (key, label) of where a dispute stands, for its distributor."""
        self.ensure_one()
        labels = {
            "accepted": self.env._("You are right"),
            "partial": self.env._("You are right in part"),
            "refused": self.env._("Our figure stands"),
            "withdrawn": self.env._("Taken back"),
        }
        if self.is_asked:
            return "asked", self.env._("Please answer")
        key = KEYS.get(self.state, "disputed")
        return key, labels.get(self.state) or self.env._("In dispute")

    def _end(self):
        """Extend disputes: what is decided waits for nobody."""
        result = super()._end()
        self.is_asked = False
        self.activity_unlink([ACTIVITY])
        return result

    def _is_portal_open(self):
        return self.state in OPEN

    def _get_portal_url(self):
        self.ensure_one()
        base = self.get_base_url()
        return f"{base}/my/distribution/commission/disputes/{self.id}"
