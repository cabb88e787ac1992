# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError


class DistributorPrivacyNotice(models.Model):
    """What applicants agree to, in versions: each application keeps the one it saw."""

    _name = "distributor.privacy.notice"
    _description = "Privacy Notice for Applicants"
    _order = "date_start desc, id desc"
    _rec_name = "version"

    version = fields.Char(required=True)
    date_start = fields.Date(
        "Shown From", required=True, default=fields.Date.context_today
    )
    text = fields.Html(required=True, translate=True)
    company_id = fields.Many2one(
        "res.company", index=True, help="Empty: for every company without its own."
    )
    application_ids = fields.One2many("distributor.application", "privacy_notice_id")

    _version_uniq = models.UniqueIndex(
        "(COALESCE(company_id, 0), version)", "This version exists already."
    )

    @api.model
    def _get_current(self, company):
        """Return the notice that applicants of a company read today."""
        return self.search(
            [
                ("company_id", "in", (False, company.id)),
                ("date_start", "<=", fields.Date.context_today(self)),
            ],
            order="company_id, date_start desc, id desc",
            limit=1,
        )

    def write(self, vals):
        if {"text", "version"} & set(vals):
            self._check_unused()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self._check_unused()

    def _check_unused(self):
        # sudo: a notice is frozen by applications of any company
        if used := self.sudo().filtered("application_ids")[:1]:
            raise UserError(
                self.env._(
                    "Version %s of the privacy notice was agreed to by applicants."
                    " Make a new version instead.",
                    used.version,
                )
            )
