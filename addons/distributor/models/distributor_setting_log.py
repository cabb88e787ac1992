# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.tools import ormcache

LOGGED = {
    "boolean",
    "char",
    "date",
    "float",
    "integer",
    "many2many",
    "many2one",
    "monetary",
    "selection",
}


class DistributorSettingLog(models.AbstractModel):
    """Terms that people decide on: who changed what, and when, stays on the record.

    Whatever a module adds to such a model is logged as well.
    """

    _name = "distributor.setting.log"
    _description = "Log of Decided Terms"
    _inherit = ["mail.thread"]

    @ormcache("self.env.uid", "self.env.su")
    def _track_get_fields(self):
        thread = self.env["mail.thread"]._fields
        return set(super()._track_get_fields()) | set(
            self.fields_get(
                [
                    name
                    for name, field in self._fields.items()
                    if field.store
                    and not field.compute
                    and name not in models.MAGIC_COLUMNS
                    and field.type in LOGGED
                    and name not in thread
                ],
                attributes=(),
            )
        )
