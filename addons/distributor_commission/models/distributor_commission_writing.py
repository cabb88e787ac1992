# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import io

from odoo import models

from .distributor_commission_queries import COPY, NAMES


class DistributorCommissionWriting(models.AbstractModel):
    """Writes entries in bulk, and keeps the meters of tiers and limits."""

    _name = "distributor.commission.writing"
    _description = "Writing of Commission Entries"

    def _write(self, entries, names=NAMES):
        """Write entries by one COPY.

        :param entries: tuples in the order of COLUMNS, or of other names
        :return: their number
        """
        if not entries:
            return 0
        # numbers, dates and our own words: nothing that COPY would read otherwise
        text = "\n".join("\t".join(map(str, entry)) for entry in entries)
        self.env.cr.copy_expert(COPY % names, io.StringIO(text))
        self._forget()
        return len(entries)

    def _forget(self):
        """Tell the ORM what was written beside it."""
        entries = self.env["distributor.commission.entry"]
        entries.invalidate_model(flush=False)
        self.env["distributor.commission.source"].invalidate_model(flush=False)
        names = ["commission_amount", "commission_count"]
        for model in ("account.move", "sale.order", "distributor.distributor"):
            self.env[model].invalidate_model(names, flush=False)
