# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.tools import format_date

from odoo.addons.distributor_document.models.distributor_expiry import EXPIRED

PAGE = "/my/distribution/documents"
TOLD_DAYS = (30, 7, EXPIRED)


class DistributorExpiry(models.AbstractModel):
    """Members are told 30 and 7 days before something runs out, and when it has."""

    _inherit = "distributor.expiry"

    def _remind(self, today):
        result = super()._remind(today)
        for record in self.filtered(lambda one: one.reminded_days in TOLD_DAYS):
            record.distributor_id._notify_members(
                "document_expiring",
                record,
                record._describe_expiry,
                PAGE,
                step=f"{record.reminded_days},{record[record._expiry_field]}",
                told=(record.distributor_id.partner_id.email,),
            )
        return result

    def _describe_expiry(self, env):
        here = self.with_env(env)
        day = format_date(env, here[here._expiry_field])
        name = here._get_told_name()
        if here.reminded_days == EXPIRED:
            title = env._("%(name)s expired on %(day)s", name=name, day=day)
        else:
            title = env._("%(name)s expires on %(day)s", name=name, day=day)
        return title, env._("Please hand in the next one in time.")

    def _get_told_name(self):
        """Return how the distributor calls it."""
        return self.display_name


class DistributorDocument(models.Model):
    _inherit = "distributor.document"

    def _get_told_name(self):
        return self.type_id.name

    def _refuse(self, reason):
        result = super()._refuse(reason)
        # sudo: the caller may decide; the distributor is told of its own document
        for document in self.sudo():
            document.distributor_id._notify_members(
                "document_refused",
                document,
                lambda env, one=document: (
                    env._("%s is not accepted", one.with_env(env).type_id.name),
                    one.refusal_reason or "",
                ),
                PAGE,
                told=(document.distributor_id.partner_id.email,),
            )
        return result
