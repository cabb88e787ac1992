# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class DistributorDocumentType(models.Model):
    """A kind of paper a distributor hands in, and what happens when it runs out."""

    _name = "distributor.document.type"
    _description = "Distributor Document Type"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    description = fields.Text(
        "What to Upload",
        translate=True,
        help="Told to the distributor when it uploads this document.",
    )
    required_number = fields.Boolean("Number Required")
    has_expiry = fields.Boolean("Expires")
    expiry_policy = fields.Selection(
        [("warn", "Warn"), ("block", "Block orders")],
        "After Expiry",
        default="warn",
        required=True,
    )
    grace_days = fields.Integer(
        "Days of Grace",
        aggregator=None,
        help="How many days after the expiry orders are still accepted.",
    )
    is_multiple = fields.Boolean(
        "Several at Once",
        help="A distributor may have several valid documents of this type, such as a"
        " photo of each shop. Otherwise a new one replaces the old one.",
    )
    level_ids = fields.Many2many(
        "distributor.level",
        "distributor_level_document_type_rel",
        "type_id",
        "level_id",
        "Required for Levels",
    )
    document_count = fields.Integer("Documents", compute="_compute_document_count")

    _code_uniq = models.Constraint(
        "UNIQUE (code)", "Another document type has this code already."
    )
    _grace_check = models.Constraint(
        "CHECK (grace_days >= 0)", "The days of grace are 0 or more."
    )

    @api.depends_context("uid")
    def _compute_document_count(self):
        counts = {}
        if self.env["distributor.document"].has_access("read"):
            counts = dict(
                self.env["distributor.document"]._read_group(
                    [("type_id", "in", self.ids)], ["type_id"], ["__count"]
                )
            )
        for kind in self:
            kind.document_count = counts.get(kind, 0)

    def _get_lacking(self, paper):
        """Return what a paper of this type still needs, as labels of its fields."""
        self.ensure_one()
        return [
            paper._fields[name]._description_string(self.env)
            for name, needed in (
                ("attachment_ids", True),
                ("number", self.required_number),
                ("date_expiry", self.has_expiry),
            )
            if needed and not paper[name]
        ]
