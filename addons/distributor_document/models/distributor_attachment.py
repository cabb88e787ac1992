# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

MAX_SIZE = 10 * 1024 * 1024
MAX_FILES = 5
MAX_NAME = 100
HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")


def sniff(content):
    """Return the mimetype that the first bytes show, or None if it is not accepted.

    >>> sniff(b"%PDF-1.7 ...")
    'application/pdf'
    >>> sniff(b"<html>") is None
    True
    """
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[4:8] == b"ftyp" and content[8:12] in HEIF_BRANDS:
        return "image/heic"
    return None


class DistributorAttachment(models.AbstractModel):
    """Files that belong to one record, and to nobody who may not read that record."""

    _name = "distributor.attachment"
    _description = "Files of a Distributor's Record"

    attachment_ids = fields.Many2many(
        "ir.attachment", string="Files", copy=False, bypass_search_access=True
    )

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records.filtered("attachment_ids")._claim_attachments()
        return records

    def write(self, vals):
        result = super().write(vals)
        if "attachment_ids" in vals:
            self._claim_attachments()
        return result

    def _claim_attachments(self):
        """Tie the files to their record, so that its access rights hold for them.

        :raise AccessError: names a file that belongs to another record
        """
        for record in self:
            # sudo: only files of this record, or fresh ones of the user, are touched
            for attachment in record.sudo().attachment_ids:
                owner = (attachment.res_model, attachment.res_id)
                if owner == (record._name, record.id) and not attachment.public:
                    continue
                fresh = not attachment.res_id and not attachment.res_field
                own = attachment.create_uid == self.env.user
                if owner != (record._name, record.id) and not (fresh and own):
                    raise AccessError(
                        self.env._(
                            "File %(file)s belongs to another record. Upload it again"
                            " on %(record)s.",
                            file=attachment.name,
                            record=record.display_name,
                        )
                    )
                attachment.write(
                    {"res_model": record._name, "res_id": record.id, "public": False}
                )

    def _is_locked(self):
        """Tell whether the files of this record are final."""
        self.ensure_one()
        return False

    def _on_file_change(self):
        """Called when the content of a file is replaced."""

    @api.model
    def _get_file_models(self):
        """Return the names of the models whose files are guarded."""
        return [
            name
            for name in self.env.registry.descendants([self._name], "_inherit")
            if not self.env[name]._abstract
        ]

    @api.model
    def _check_upload(self, files):
        """Return the files as accepted, whatever name or type the sender claims.

        :param files: list of (name, content in bytes)
        :return: list of (clean name, content, mimetype)
        :raise UserError: names the file and says what is accepted
        """
        if not files:
            raise UserError(self.env._("Choose a file to upload."))
        if len(files) > MAX_FILES:
            raise UserError(
                self.env._("Upload at most %s files for one document.", MAX_FILES)
            )
        return [self._check_upload_file(name, content) for name, content in files]

    @api.model
    def _check_upload_file(self, name, content):
        name = "".join(c for c in (name or "") if c.isprintable())
        name = name.replace("\\", "/").rsplit("/", 1)[-1].strip()[-MAX_NAME:]
        name = name or self.env._("File")
        if len(content) > MAX_SIZE:
            raise UserError(
                self.env._(
                    "%s is larger than 10 MB. Take the photo again in a smaller size.",
                    name,
                )
            )
        mimetype = sniff(content)
        if not mimetype:
            raise UserError(self.env._("%s is not a PDF, JPG, PNG or HEIC file.", name))
        return name, content, mimetype

    def _add_files(self, files):
        """Attach files that ``_check_upload`` returned to this record."""
        self.ensure_one()
        self.check_access("write")
        # as evidence the photo stays as it was taken: no resizing
        attachments = self.env["ir.attachment"].with_context(image_no_postprocess=True)
        self.attachment_ids |= attachments.create(
            [
                {
                    "name": name,
                    "raw": content,
                    "mimetype": mimetype,
                    "res_model": self._name,
                    "res_id": self.id,
                }
                for name, content, mimetype in files
            ]
        )
