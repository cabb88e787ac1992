# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.fields import Domain


class DistributorMarketingFile(models.Model):
    """What a distributor downloads. Callers resolved it from the session."""

    _inherit = "distributor.marketing.file"

    @api.model
    def _get_portal_domain(self, distributor):
        """Return the domain of the files a distributor may take today."""
        return self._get_shown_domain(distributor)

    @api.model
    def _get_portal_file(self, distributor, number):
        """Return a file by its id, none when the distributor may not take it."""
        return self.search(
            Domain("id", "=", number) & self._get_portal_domain(distributor)
        )

    @api.model
    def _get_portal_categories(self, distributor):
        """Return the categories in which there is something for a distributor."""
        groups = self._read_group(self._get_portal_domain(distributor), ["category_id"])
        found = self.env["distributor.marketing.category"].browse(
            category.id for (category,) in groups
        )
        return found.sorted(lambda one: (one.sequence, one.id))

    def _get_portal_taken(self, distributor, user):
        """Return {file: day} of those that a user has taken before."""
        downloads = self.env["distributor.marketing.download"].search(
            [
                ("file_id", "in", self.ids),
                ("distributor_id", "=", distributor.id),
                ("user_id", "=", user.id),
            ]
        )
        return {
            download.file_id: distributor._get_day(download.date_last)
            for download in downloads
        }
