# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.exceptions import UserError


class DistributorReasonMixin(models.AbstractModel):
    """Asks why; blanks are no answer."""

    _name = "distributor.reason.mixin"
    _description = "Reason in a Wizard"

    reason = fields.Text(required=True)

    def _get_reason(self):
        """Return the reason, or refuse to go on without one."""
        self.ensure_one()
        reason = (self.reason or "").strip()
        if not reason:
            raise UserError(self.env._("Give the reason, it is kept in the history."))
        return reason
