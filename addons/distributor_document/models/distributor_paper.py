# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class DistributorPaper(models.AbstractModel):
    """A record about a distributor that is a draft first, and final afterwards.

    What users fill in changes while it is a draft; the status and what the steps note
    change by the buttons only. A model that inherits it has ``state``.
    """

    _name = "distributor.paper"
    _description = "Record of a Distributor with Steps"
    _inherit = ["distributor.step", "mail.thread", "mail.activity.mixin"]

    # what is final once it is no draft
    _content_fields = frozenset()
    # what the steps write, and nobody else
    _step_fields = frozenset()

    distributor_id = fields.Many2one(
        "distributor.distributor",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
    )
    company_id = fields.Many2one(
        related="distributor_id.company_id", store=True, index=True
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not self.env.su and (self._step_fields & vals.keys()):
                raise AccessError(
                    self.env._("What is new is a draft: its status is not given.")
                )
        return super().create([self._prepare_content_vals(v) for v in vals_list])

    def write(self, vals):
        if not self.env.su and (self._step_fields & vals.keys()):
            raise AccessError(self.env._("Use the buttons to change the status."))
        if self._content_fields & vals.keys():
            self._check_open()
            vals = self._prepare_content_vals(vals)
        return super().write(vals)

    @api.model
    def _prepare_content_vals(self, vals):
        """Return the values to keep when content is filled in."""
        return vals

    def _is_locked(self):
        return self.state != "draft"

    def _check_open(self):
        """Refuse to change the content of what is final, for everybody."""
        for record in self:
            if record._is_locked():
                raise UserError(record._get_locked_reason())

    def _get_locked_reason(self):
        """Return why this is not changed any more, and what to do instead."""
        raise NotImplementedError

    def _get_kept_reason(self):
        """Return why this is not deleted any more, and what to do instead."""
        raise NotImplementedError

    @api.ondelete(at_uninstall=False)
    def _unlink_except_final(self):
        for record in self:
            if record.state != "draft":
                raise UserError(record._get_kept_reason())
