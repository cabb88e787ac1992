# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.exceptions import UserError

FINAL = {"name", "datas", "raw", "db_datas", "type", "url", "res_model", "res_id"}


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def _get_distributor_records(self):
        """Return [(record, attachments)] of the records that guard these files."""
        guarded = self.env["distributor.attachment"]._get_file_models()
        # sudo: tells only whose files these are; super() checks the rights
        files = self.sudo().filtered(
            lambda a: a.res_model in guarded and a.res_id and not a.res_field
        )
        found = []
        for model, attachments in files.grouped("res_model").items():
            records = self.env[model].sudo().browse(attachments.mapped("res_id"))
            for record in records.exists():
                if own := record.attachment_ids & attachments:
                    found.append((record, own))
        return found

    def _check_distributor_files_open(self):
        """Refuse to change files of a record that is final.

        :raise UserError: names the record and the file
        """
        for record, attachments in self._get_distributor_records():
            if record._is_locked():
                raise UserError(
                    self.env._(
                        "%(file)s is part of %(record)s, which is final. Make a new"
                        " version instead.",
                        file=attachments[0].name,
                        record=record.display_name,
                    )
                )
            record._on_file_change()

    def write(self, vals):
        if FINAL & vals.keys():
            self._check_distributor_files_open()
        if vals.get("public"):
            self._check_distributor_files_private()
        return super().write(vals)

    @api.model_create_multi
    def create(self, vals_list):
        attachments = super().create(vals_list)
        attachments.filtered("public")._check_distributor_files_private()
        return attachments

    def _check_distributor_files_private(self):
        guarded = self.env["distributor.attachment"]._get_file_models()
        # sudo: reads only to which model the file belongs
        if wrong := self.sudo().filtered(lambda a: a.res_model in guarded)[:1]:
            raise UserError(
                self.env._(
                    "%s belongs to a distributor and cannot be made public.", wrong.name
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_final_distributor_files(self):
        self._check_distributor_files_open()
