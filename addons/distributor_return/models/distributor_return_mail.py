# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorReturnMail(models.AbstractModel):
    """Tells both sides how far a return is."""

    _name = "distributor.return.mail"
    _description = "Mails About Returns"
    _inherit = ["distributor.telling"]

    _told_by = "distributor_return.mail_template_return"

    def _plan_activity(self):
        """Ask the salesperson to look at a new request."""
        for record in self:
            candidates = record.user_id | record.order_id.user_id
            user = candidates.filtered(lambda u: u.active and not u.share)[:1]
            if user:
                record.with_context(lang=user.lang).activity_schedule(
                    "distributor_return.mail_activity_type_return", user_id=user.id
                )

    def _drop_activity(self):
        self.activity_unlink(["distributor_return.mail_activity_type_return"])

    def _get_instructions(self):
        """Return how to send the goods back, for each reason once."""
        self.ensure_one()
        reasons = self.line_ids.filtered("goods_back").reason_id
        return [text for text in reasons.mapped("instructions") if text]
