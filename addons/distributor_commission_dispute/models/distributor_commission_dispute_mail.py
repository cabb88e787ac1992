# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorCommissionDisputeMail(models.AbstractModel):
    """Tells a distributor, in its language, how far its dispute is.

    The mails leave with the transaction: what is rolled back was never told.
    """

    _name = "distributor.commission.dispute.mail"
    _description = "Mails About Disputes"

    def _tell_distributor(self, step):
        """Mail what happened, or note that there is no address to write to.

        :param step: opened or decided
        """
        template = self.env.ref(
            f"distributor_commission_dispute.mail_template_dispute_{step}",
            raise_if_not_found=False,
        )
        if not template:  # whoever deletes it wants no such mails
            return
        # sudo: callers checked the access and did this step; the distributor is told
        for dispute in self.sudo():
            if dispute.distributor_id.partner_id.email:
                template.sudo().send_mail(
                    dispute.id, email_layout_xmlid="mail.mail_notification_light"
                )
            else:
                dispute.message_post(
                    body=self.env._(
                        "The distributor has no e-mail address, so it was not told."
                    )
                )

    def _get_portal_url(self):
        """Return where the distributor sees it; the portal's module knows it."""
        self.ensure_one()
        return False
