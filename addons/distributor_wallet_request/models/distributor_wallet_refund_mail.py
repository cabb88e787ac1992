# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorWalletRefundMail(models.AbstractModel):
    """Tells a distributor, in its language, how far its refund is.

    The mails leave with the transaction: what is rolled back was never told.
    """

    _name = "distributor.wallet.refund.mail"
    _description = "Mails About Refunds"

    def _tell_distributor(self, step):
        """Mail what happened, or note that there is no address to write to.

        :param step: received, approved, paid or refused
        """
        template = self.env.ref(
            f"distributor_wallet_request.mail_template_refund_{step}",
            raise_if_not_found=False,
        )
        if not template:  # whoever deletes it wants no such mails
            return
        # sudo: callers checked the access and did this step; the distributor is told
        for refund in self.sudo():
            if refund.distributor_id.partner_id.email:
                template.sudo().send_mail(
                    refund.id, email_layout_xmlid="mail.mail_notification_light"
                )
            else:
                refund.message_post(
                    body=self.env._(
                        "The distributor has no e-mail address, so it was not told."
                    )
                )

    def _get_account_ending(self):
        """Return the last digits of the account it goes to, as a mail names it."""
        self.ensure_one()
        account = self.bank_account_id
        return (account.sanitized_acc_number or account.acc_number or "")[-4:]

    def _get_portal_url(self):
        """Return where the distributor sees it; the portal's module knows it."""
        self.ensure_one()
        return False
