# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import human_size
from odoo.tools.image import image_process

from .distributor_publication import DistributorPublication

# what a browser shows as it is; anything else is downloaded without a picture
PICTURES = ("image/jpeg", "image/png", "image/gif", "image/webp")
PREVIEW = (512, 512)


class DistributorMarketingFile(models.Model):
    """A version of a file that helps distributors to sell: a poster, a film."""

    _name = "distributor.marketing.file"
    _description = "Marketing File"
    _inherit = "distributor.publication"
    _order = "category_id, name, version desc, id desc"

    _content_fields = DistributorPublication._content_fields | {
        "category_id",
        "description",
        "preview",
        "version",
    }

    category_id = fields.Many2one(
        "distributor.marketing.category",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
    )
    description = fields.Text(
        translate=True, help="What it is for, as the distributor reads it."
    )
    version = fields.Integer(
        default=1, readonly=True, copy=False, aggregator=None, required=True
    )
    replaces_id = fields.Many2one(
        "distributor.marketing.file",
        "Replaces",
        readonly=True,
        index="btree_not_null",
        copy=False,
        ondelete="restrict",
    )
    replaced_by_ids = fields.One2many("distributor.marketing.file", "replaces_id")
    attachment_id = fields.Many2one(
        "ir.attachment", "File", compute="_compute_attachment_id"
    )
    file_name = fields.Char(compute="_compute_attachment_id")
    file_size = fields.Char("Size", compute="_compute_attachment_id")
    preview = fields.Image(
        compute="_compute_preview",
        store=True,
        readonly=False,
        copy=False,
        max_width=PREVIEW[0],
        max_height=PREVIEW[1],
        help="Made from the file when it is a picture. Of another file you may choose"
        " a picture yourself.",
    )
    has_preview = fields.Boolean(compute="_compute_has_preview", store=True)
    download_ids = fields.One2many("distributor.marketing.download", "file_id")
    download_count = fields.Integer("Downloads", compute="_compute_download_count")

    @api.depends("attachment_ids")
    def _compute_attachment_id(self):
        # sudo: name and size of the one file, to whoever may read the record
        files = self.sudo()
        files.attachment_ids.fetch(["name", "file_size"])  # a slice prefetches nothing
        for file, own in zip(self, files, strict=True):
            attachment = own.attachment_ids[:1]
            file.attachment_id = attachment.id
            file.file_name = attachment.name
            file.file_size = attachment and human_size(attachment.file_size)

    @api.depends("attachment_ids")
    def _compute_preview(self):
        for file in self:
            # sudo: a small picture of the file, to whoever may read the record
            attachment = file.sudo().attachment_ids[:1]
            if attachment.mimetype in PICTURES:
                file.preview = file._get_picture(attachment)
            else:
                file.preview = file.preview or False

    @api.depends("preview")
    def _compute_has_preview(self):
        """A list asks for this, so that it need not read the pictures."""
        for file in self:
            file.has_preview = bool(file.preview)

    @api.model
    def _get_picture(self, attachment):
        """Return a picture of a file; none when it claims to be one and is not."""
        try:
            image_process(attachment.raw, size=PREVIEW)
        except UserError:
            return False
        return attachment.datas

    @api.depends("download_ids")
    def _compute_download_count(self):
        counts = dict(
            self.env["distributor.marketing.download"]._read_group(
                [("file_id", "in", self.ids)],
                ["file_id"],
                ["distributor_id:count_distinct"],
            )
        )
        for file in self:
            file.download_count = counts.get(file, 0)

    @api.depends("name", "version")
    def _compute_display_name(self):
        for file in self:
            name = file.name or ""
            if file.version > 1:
                name = self.env._(
                    "%(name)s, version %(version)s", name=name, version=file.version
                )
            file.display_name = name

    def copy_data(self, default=None):
        """What takes the place of a file is its next version."""
        rows = super().copy_data(default)
        if (default or {}).get("replaces_id"):
            for file, vals in zip(self, rows, strict=True):
                vals["version"] = file.version + 1
        return rows

    def _check_content(self):
        if len(self.attachment_ids) != 1:
            raise UserError(
                self.env._("Add exactly one file to %s.", self.display_name)
            )
        return super()._check_content()

    def _get_missing_domain(self):
        """Return the domain of the distributors that have not taken this version."""
        self.ensure_one()
        taken = self.env["distributor.marketing.download"]._read_group(
            [("file_id", "=", self.id)], ["distributor_id"]
        )
        done = [distributor.id for (distributor,) in taken]
        return self._get_audience_domain() & Domain("id", "not in", done)

    def action_view_downloads(self):
        """Show who took which version."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_announcement.distributor_marketing_download_action"
        )
        versions = self._get_versions()
        return dict(action, domain=[("file_id", "in", versions.ids)], context={})

    def _get_versions(self):
        """Return this version and those it took the place of."""
        self.ensure_one()
        versions = last = self
        while last := last.replaces_id - versions:
            versions |= last
        return versions

    def action_view_missing(self):
        """Show for whom this version is, and who has not taken it."""
        self.ensure_one()
        self.check_access("read")
        return self._view_distributors(
            self.env._("Not downloaded: %s", self.display_name),
            self._get_missing_domain(),
        )
