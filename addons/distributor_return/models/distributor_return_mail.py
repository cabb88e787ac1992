# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorReturnMail(models.AbstractModel):
    """Tells both sides how far a return is.

    The mails leave with the transaction: what is rolled back was never told.
    """

    _name = "distributor.return.mail"
    _description = "Mails About Returns"

    def _tell_distributor(self, step):
        """Mail what happened, or note that there is no address to write to.

        :param step: requested, approved, refused or credited
        """
        template = self.env.ref(
            f"distributor_return.mail_template_return_{step}", raise_if_not_found=False
        )
        if not template:  # whoever deletes it wants no such mails
            return
        # sudo: callers checked the access and did this step; the distributor is told
        for record in self.sudo():
            if record.distributor_id.partner_id.email:
                template.sudo().send_mail(
                    record.id, email_layout_xmlid="mail.mail_notification_light"
                )
            else:
                record.message_post(
                    body=self.env._(
                        "The distributor has no e-mail address, so it was not told."
                    )
                )

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

    def _get_portal_url(self):
        """Return where the distributor sees it; the portal's module knows it."""
        self.ensure_one()
        return False

    def _get_instructions(self):
        """Return how to send the goods back, for each reason once."""
        self.ensure_one()
        reasons = self.line_ids.filtered("goods_back").reason_id
        return [text for text in reasons.mapped("instructions") if text]
