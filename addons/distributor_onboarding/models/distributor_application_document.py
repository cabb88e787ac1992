# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.exceptions import UserError

MAX_FILES = 30


class DistributorApplicationDocument(models.Model):
    """A document of an applicant that is not in a digital file yet."""

    _name = "distributor.application.document"
    _description = "Document of an Application"
    _inherit = ["distributor.attachment"]
    _order = "application_id, id"
    _rec_name = "type_id"

    application_id = fields.Many2one(
        "distributor.application", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="application_id.company_id", store=True, index=True
    )
    type_id = fields.Many2one(
        "distributor.document.type", required=True, index=True, ondelete="restrict"
    )
    number = fields.Char()
    date_expiry = fields.Date("Expires On", help="Last valid day.")
    document_id = fields.Many2one(
        "distributor.document",
        "In the Digital File",
        index="btree_not_null",
        ondelete="set null",
        help="The document that was made of it when the applicant handed it in.",
    )

    def _is_locked(self):
        return bool(self.document_id)

    def _check_room(self, files):
        """Keep the number of files of an application within reason."""
        total = len(self.application_id.document_ids.attachment_ids) + len(files)
        if total > MAX_FILES:
            raise UserError(
                self.env._("You can send %s files. Remove some first.", MAX_FILES)
            )

    def _get_lacking(self):
        """Return what is missing in this document, as labels of fields."""
        self.ensure_one()
        return self.type_id._get_lacking(self)

    def _hand_in(self):
        """Make a submitted document of the digital file out of each of these."""
        for document in self.filtered(lambda d: not d.document_id):
            # copies, for a file belongs to one record only
            files = document.attachment_ids.copy({"res_model": False, "res_id": 0})
            document.document_id = self.env["distributor.document"].create(
                {
                    "distributor_id": document.application_id.distributor_id.id,
                    "type_id": document.type_id.id,
                    "number": document.number,
                    "date_expiry": document.date_expiry,
                    "attachment_ids": files.ids,
                }
            )
        self.document_id.filtered(lambda d: d.state == "draft")._submit()
