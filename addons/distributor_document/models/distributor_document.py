# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command, Domain
from odoo.tools import format_date


class DistributorDocument(models.Model):
    """A paper of a distributor, such as its business licence, with its file.

    Once handed in nothing on it changes: what is wrong or old is replaced by a new
    version, and the old one stays as it was.
    """

    _name = "distributor.document"
    _description = "Distributor Document"
    _inherit = [
        "distributor.searchable",
        "distributor.paper",
        "distributor.attachment",
        "distributor.expiry",
    ]
    _order = "distributor_id, type_id, version desc, id desc"
    _rec_names_search = ["number", "type_id.name", "distributor_id.name"]
    _expiry_template = "distributor_document.mail_template_document_expiry"
    _content_fields = {
        "distributor_id",
        "type_id",
        "number",
        "date_issue",
        "date_expiry",
        "attachment_ids",
    }
    _step_fields = {
        "state",
        "version",
        "previous_id",
        "successor_id",
        "editor_ids",
        "submitted_date",
        "verifier_id",
        "verified_date",
        "refusal_reason",
        "reminded_days",
    }

    distributor_id = fields.Many2one(ondelete="cascade")
    type_id = fields.Many2one(
        "distributor.document.type",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
    )
    type_description = fields.Text(related="type_id.description")
    required_number = fields.Boolean(related="type_id.required_number")
    has_expiry = fields.Boolean(related="type_id.has_expiry")
    number = fields.Char(copy=False, tracking=True)
    duplicate_hint = fields.Text(compute="_compute_duplicate_hint")
    date_issue = fields.Date("Issued On", copy=False)
    date_expiry = fields.Date(
        "Expires On", copy=False, index=True, tracking=True, help="Last valid day."
    )
    active = fields.Boolean(default=True, copy=False, tracking=True)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "To Verify"),
            ("verified", "Verified"),
            ("refused", "Refused"),
            ("expired", "Expired"),
        ],
        "Status",
        default="draft",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
        group_expand=True,
    )
    version = fields.Integer(default=1, readonly=True, copy=False, aggregator=None)
    previous_id = fields.Many2one(
        "distributor.document",
        "Previous Version",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    successor_id = fields.Many2one(
        "distributor.document",
        "Replaced By",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
    )
    editor_ids = fields.Many2many(
        "res.users",
        "distributor_document_editor_rel",
        string="Prepared By",
        readonly=True,
        copy=False,
        help="Who entered or changed it; somebody else verifies it.",
    )
    submitted_date = fields.Datetime("Handed In On", readonly=True, copy=False)
    verifier_id = fields.Many2one("res.users", readonly=True, copy=False, tracking=True)
    verified_date = fields.Datetime("Verified On", readonly=True, copy=False)
    refusal_reason = fields.Text(readonly=True, copy=False, tracking=True)
    note = fields.Text("Internal Note", copy=False)

    _date_check = models.Constraint(
        "CHECK (COALESCE(date_expiry >= date_issue, TRUE))",
        "A document expires after it is issued.",
    )

    @api.depends("type_id", "distributor_id", "version")
    def _compute_display_name(self):
        for document in self:
            parts = (document.type_id.name, document.distributor_id.name)
            name = " · ".join(filter(None, parts)) or self.env._("New")
            if document.version > 1:
                name = self.env._(
                    "%(document)s (version %(version)s)",
                    document=name,
                    version=document.version,
                )
            document.display_name = name

    @api.depends("number", "type_id", "distributor_id")
    def _compute_duplicate_hint(self):
        """Name other distributors whose document of this type has the same number."""
        numbers = [number.strip() for number in self.mapped("number") if number]
        others = self.browse()
        if numbers:
            others = self.search(
                [("number", "in", numbers), ("state", "!=", "refused")]
            )
        for document in self:
            same = others.filtered(
                lambda o, d=document: o.number == (d.number or "").strip()
                and o.type_id == d.type_id
                and o.distributor_id != d.distributor_id
            )
            names = ", ".join(same.distributor_id[:5].mapped("display_name"))
            document.duplicate_hint = names and self.env._(
                "The same number is on a document of %s.", names
            )

    @api.constrains("previous_id", "distributor_id", "type_id")
    def _check_previous_id(self):
        for document in self:
            old = document.previous_id
            if old and (
                old.distributor_id != document.distributor_id
                or old.type_id != document.type_id
            ):
                raise ValidationError(
                    self.env._(
                        "%s is a new version: its distributor and type stay the same.",
                        document.display_name,
                    )
                )

    def write(self, vals):
        if "active" in vals:
            self._check_archive()
        return super().write(vals)

    @api.model
    def _prepare_content_vals(self, vals):
        vals = dict(vals, editor_ids=[Command.link(self.env.uid)])
        if vals.get("number"):
            vals["number"] = vals["number"].strip()
        return super()._prepare_content_vals(vals)

    def _get_locked_reason(self):
        return self.env._(
            "%(document)s is %(state)s and cannot be changed. Make a new version"
            " instead.",
            document=self.display_name,
            state=self._get_state_label(),
        )

    def _get_kept_reason(self):
        return self.env._(
            "%s was handed in: archive it instead of deleting it.", self.display_name
        )

    def _check_archive(self):
        # an archived document no longer warns or blocks
        if not self.env.su and not self.env.user.has_group(
            "distributor.distributor_group_manager"
        ):
            raise AccessError(
                self.env._("Only a distribution manager archives documents.")
            )

    def _on_file_change(self):
        # sudo: writing the file was checked; this only notes by whom
        self.sudo().editor_ids |= self.env.user

    def _is_valid(self, date):
        """Tell whether this document is verified and holds on a day."""
        self.ensure_one()
        return (
            self.active
            and self.state in ("verified", "expired")
            and not self.successor_id
            and (not self.date_expiry or self.date_expiry >= date)
        )

    def _get_in_force_domain(self):
        return (
            Domain("state", "=", "verified")
            & Domain("successor_id", "=", False)
            & Domain("distributor_id.state", "!=", "terminated")
        )

    def _is_blocking(self, date):
        """Tell whether orders of a day are refused because this expired."""
        self.ensure_one()
        kind = self.type_id
        return (
            kind.expiry_policy == "block"
            and fields.Date.add(self.date_expiry, days=kind.grace_days) < date
        )

    def _get_expiry_sentence(self, date):
        """Return what an expired document means on a day; empty while it is valid."""
        self.ensure_one()
        if not self.date_expiry or self.date_expiry >= date:
            return ""
        kind = self.type_id
        values = {
            "document": kind.name,
            "distributor": self.distributor_id.display_name,
            "date": format_date(self.env, self.date_expiry),
            "stop": format_date(
                self.env, fields.Date.add(self.date_expiry, days=kind.grace_days + 1)
            ),
        }
        if self._is_blocking(date):
            return self.env._(
                "%(document)s of %(distributor)s: valid until %(date)s, so orders are"
                " blocked. Have a new one verified.",
                **values,
            )
        if kind.expiry_policy == "block":
            return self.env._(
                "%(document)s of %(distributor)s: valid until %(date)s. Orders are"
                " blocked from %(stop)s unless a new one is verified.",
                **values,
            )
        return self.env._(
            "%(document)s of %(distributor)s: valid until %(date)s. Ask for a new one.",
            **values,
        )
