# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.exceptions import UserError


class DistributorCommissionPart(models.AbstractModel):
    """A part of a version: it changes with a draft only, and names its author.

    Every change also writes the version, so that a change and an approval at the same
    moment cannot both succeed.
    """

    _name = "distributor.commission.part"
    _description = "Part of a Commission Plan Version"

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts._touch_versions()
        return parts

    def write(self, vals):
        self._touch_versions()
        res = super().write(vals)
        # it may have moved to another version
        self._touch_versions()
        return res

    @api.ondelete(at_uninstall=False)
    def _unlink_except_approved(self):
        self._touch_versions()

    def _get_versions(self):
        """Return the versions these are parts of."""
        return self.version_id

    def _touch_versions(self):
        # sudo: only states are read
        versions = self._get_versions().sudo()
        if any(version.state != "draft" for version in versions):
            raise UserError(
                self.env._(
                    "The rules of an approved version are final. Make a new version."
                )
            )
        versions._add_author()
