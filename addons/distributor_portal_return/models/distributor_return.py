# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models

OPEN = ("requested", "approved", "expected", "received", "credited")


class DistributorReturn(models.Model):
    """What a distributor sees of its returns. Callers resolved it by session."""

    _name = "distributor.return"
    _inherit = ["distributor.return", "distributor.return.timeline"]

    @api.model
    def _get_portal_domain(self, distributor):
        """Return the domain of what a distributor sees: all but our own drafts."""
        return [
            ("distributor_id", "=", distributor.id),
            ("company_id", "=", distributor.company_id.id),
            ("state", "!=", "draft"),
        ]

    @api.model
    def _get_portal_reasons(self, distributor):
        return self.env["distributor.return.reason"].search(
            [("company_id", "in", (False, distributor.company_id.id))]
        )

    def _get_portal_state(self):
        """Return (key, words): where a return stands, for its distributor."""
        self.ensure_one()
        if self.state == "expected" and self.sent_date:
            return "sent", self.env._("On the way to us")
        words = {
            "requested": self.env._("Waiting for our answer"),
            "approved": self.env._("Approved, the credit follows"),
            "expected": self.env._("Please send the goods"),
            "received": self.env._("Received, the credit follows"),
            "credited": self.env._("Credited"),
            "closed": self.env._("Done"),
            "refused": self.env._("Not accepted"),
            "cancelled": self.env._("Taken back"),
        }
        if self.state == "closed" and self.amount_credited:
            return "credited", words["credited"]
        return self.state, words.get(self.state, "")

    def _is_portal_cancellable(self):
        self.ensure_one()
        return self.state == "requested" and self.requested_by == "distributor"

    def _is_portal_sendable(self):
        self.ensure_one()
        return self.state == "expected" and not self.sent_date

    def _get_portal_url(self):
        self.ensure_one()
        return f"{self.get_base_url()}/my/distribution/returns/{self.id}"

    def _get_portal_goods(self):
        """Return what comes back in a few words: the first goods, and how many more."""
        self.ensure_one()
        first = self.line_ids[:1]
        text = f"{first.quantity:g} × {first.product_id.name}"
        more = len(self.line_ids) - 1
        return (
            self.env._("%(goods)s and %(more)s more", goods=text, more=more)
            if (more > 0)
            else text
        )

    def _get_portal_notes(self):
        """Return the posted credit notes, for who may see the money."""
        self.ensure_one()
        return self.credit_note_ids.filtered(lambda note: note.state == "posted")
