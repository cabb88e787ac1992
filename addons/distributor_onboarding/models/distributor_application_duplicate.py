# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

BLOCKING = ("credit_code", "bank")


class DistributorApplicationDuplicate(models.Model):
    """Who an applicant may already be, with the reason."""

    _name = "distributor.application.duplicate"
    _description = "Likely Duplicate of an Application"
    _order = "application_id, is_dismissed, kind, id"
    _rec_name = "kind"

    application_id = fields.Many2one(
        "distributor.application", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="application_id.company_id", store=True, index=True
    )
    kind = fields.Selection(
        [
            ("credit_code", "Same credit code"),
            ("bank", "Same bank account"),
            ("phone", "Same phone number"),
            ("email", "Same e-mail"),
            ("address", "Same address"),
            ("name", "Similar name"),
        ],
        "Reason",
        required=True,
    )
    distributor_id = fields.Many2one(
        "distributor.distributor", index=True, ondelete="cascade"
    )
    other_id = fields.Many2one(
        "distributor.application", "Other Application", index=True, ondelete="cascade"
    )
    detail = fields.Char(help="What is the same on both sides.")
    is_blocking = fields.Boolean("Blocks", compute="_compute_is_blocking")
    is_dismissed = fields.Boolean("Not a Duplicate", readonly=True)
    note = fields.Char(readonly=True)
    user_id = fields.Many2one("res.users", "Decided By", readonly=True)
    date = fields.Datetime("Decided On", readonly=True)

    _pair_uniq = models.UniqueIndex(
        "(application_id, kind, COALESCE(distributor_id, 0), COALESCE(other_id, 0))",
        "Each reason is listed once.",
    )

    @api.depends("kind", "distributor_id.state")
    def _compute_is_blocking(self):
        for duplicate in self:
            duplicate.is_blocking = (
                duplicate.kind in BLOCKING
                and duplicate.distributor_id
                and duplicate.distributor_id.state != "terminated"
            )

    def action_dismiss(self, note=None):
        """Record that these are different companies, with the reason.

        :param note: why; without it a dialog asks for it
        """
        if not self.env.user.has_group("distributor.distributor_group_user"):
            raise AccessError(self.env._("Only the distribution group verifies."))
        self.check_access("read")
        self.application_id.check_access("write")
        if not note:
            return self._get_dismiss_action()
        if blocking := self.filtered("is_blocking")[:1]:
            raise UserError(
                self.env._(
                    "%(reason)s as %(distributor)s: this cannot be dismissed. Correct"
                    " the application or refuse it.",
                    reason=dict(self._fields["kind"]._description_selection(self.env))[
                        blocking.kind
                    ],
                    distributor=blocking.distributor_id.display_name,
                )
            )
        # sudo: group and access to the application were checked above
        self.sudo().write(
            {
                "is_dismissed": True,
                "note": note,
                "user_id": self.env.user.id,
                "date": fields.Datetime.now(),
            }
        )
        for application in self.application_id:
            application.sudo()._log("dismissed", reason=note)
        return True

    def _get_dismiss_action(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Not a Duplicate"),
            "res_model": "distributor.application.dismiss",
            "view_mode": "form",
            "target": "new",
            "context": {"default_duplicate_ids": self.ids},
        }
