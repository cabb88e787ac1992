# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorTelling(models.AbstractModel):
    """Tells a distributor, in its language, how far a request of it is.

    The mails leave with the transaction: what is rolled back was never told.
    """

    _name = "distributor.telling"
    _description = "Mails About Requests of Distributors"

    # begin of the external ids of the templates; the step follows
    _told_by = ""

    def _tell_distributor(self, step):
        """Mail what happened, or note that there is no address to write to.

        :param step: what happened, as the external id of its template ends
        """
        template = self.env.ref(f"{self._told_by}_{step}", raise_if_not_found=False)
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

    def _get_portal_url(self):
        """Return where the distributor sees it; the portal's module knows it."""
        self.ensure_one()
        return False
