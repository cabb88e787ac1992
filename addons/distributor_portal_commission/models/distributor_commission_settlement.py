# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from functools import partial

from odoo import models


class DistributorCommissionSettlement(models.Model):
    _inherit = "distributor.commission.settlement"

    def _get_portal_files(self):
        labels = {
            "pdf": self.env._("Statement (PDF)"),
            "xlsx": self.env._("Statement (Excel)"),
        }
        files = {
            kind: (label, partial(self._get_portal_file, kind))
            for kind, label in labels.items()
        }
        return {**super()._get_portal_files(), **files}

    def _get_portal_file(self, kind):
        """Return (name, content, media type) of the statement."""
        [file] = self._get_statement_files(kinds=(kind,))
        return file
