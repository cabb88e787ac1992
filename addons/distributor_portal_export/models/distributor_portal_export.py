# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

KEPT_DAYS = 7
# rows that are exported while the visitor waits, and rows a file may have at most
AT_ONCE = {"xlsx": 2000, "pdf": 500}
AT_MOST = {"xlsx": 250_000, "pdf": 5000}


class DistributorPortalExport(models.Model):
    """The rows of a list of the portal, as somebody chose them, in a file.

    It belongs to one login of one distributor, and is sent to nobody else. Portal
    users have no right on it: pages find theirs by `_find`.
    """

    _name = "distributor.portal.export"
    _description = "Export from the Portal"
    _inherit = [
        "distributor.portal.export.run",
        "distributor.portal.export.file",
    ]
    _order = "id desc"

    name = fields.Char(required=True, readonly=True)
    list_name = fields.Char(required=True, readonly=True)
    kind = fields.Selection(
        [("xlsx", "XLSX"), ("pdf", "PDF")], "Format", required=True, readonly=True
    )
    chosen = fields.Json(readonly=True)
    distributor_id = fields.Many2one(
        "distributor.distributor",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="distributor_id.company_id", store=True)
    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, index=True, ondelete="cascade"
    )
    lang = fields.Char(readonly=True)
    tz = fields.Char(readonly=True)
    state = fields.Selection(
        [("running", "Running"), ("done", "Done"), ("failed", "Failed")],
        "Status",
        default="running",
        required=True,
        readonly=True,
    )
    message = fields.Char(readonly=True)
    total_count = fields.Integer("Rows", readonly=True)
    done_count = fields.Integer("Rows Done", readonly=True)
    expires = fields.Datetime(required=True, readonly=True, index=True)

    _running_uniq = models.UniqueIndex(
        "(user_id) WHERE state = 'running'", "An export of yours is still running."
    )

    @api.model
    def _ask(self, distributor, user, list_name, kind, values):
        """Export the chosen rows: at once when there are few, else in the background.

        :param distributor: the visitor's own, in sudo, with its language
        :param user: the visitor
        :param values: what the address of the list carries
        :raise UserError: says why there is nothing to export
        """
        shown = self._get_list_of(distributor, list_name)
        if shown is None or not distributor._user_can(shown._right, user):
            raise UserError(self.env._("There is no such list."))
        if self.search([("user_id", "=", user.id), ("state", "=", "running")], limit=1):
            raise UserError(
                self.env._(
                    "An export of yours is still running. Wait for it, or remove it."
                )
            )
        chosen = shown._read(distributor, values)
        count = shown._get_totals(distributor, chosen, user)["count"]
        self._check_count(count, kind)
        export = self.create(
            {
                "name": shown._get_title(),
                "list_name": list_name,
                "kind": kind,
                "chosen": chosen.values,
                "distributor_id": distributor.id,
                "user_id": user.id,
                "lang": self.env.context.get("lang") or user.lang,
                "tz": self.env.context.get("tz") or user.tz,
                "total_count": count,
                "expires": self._get_expiry(),
            }
        )
        export._start(count > AT_ONCE[kind])
        return export

    def _check_count(self, count, kind):
        if not count:
            raise UserError(self.env._("There are no rows to export."))
        if count > AT_MOST[kind]:
            raise UserError(
                self.env._(
                    "These are %(count)s rows, more than the %(limit)s that fit into"
                    " such a file. Choose less, for example one month.",
                    count=count,
                    limit=AT_MOST[kind],
                )
            )

    @api.model
    def _get_expiry(self):
        return fields.Datetime.now() + timedelta(days=KEPT_DAYS)

    @api.model
    def _get_list_of(self, distributor, list_name):
        """Return a list by the name a form carries; None for whatever is none."""
        shown = distributor.env.get(f"distributor.portal.list.{list_name}")
        # what lists have in common is no list
        return shown if shown is not None and shown._records else None

    def _get_list(self):
        self.ensure_one()
        return self._get_list_of(self._get_distributor(), self.list_name)

    def _get_distributor(self):
        """Return the distributor, with language and time zone of who asked."""
        self.ensure_one()
        # sudo: what it may read was checked when it asked and is checked again by
        # `_is_allowed`; each read below is filtered by the distributor
        distributor = self.distributor_id.with_user(self.user_id).sudo()
        distributor = distributor.with_context(lang=self.lang, tz=self.tz)
        return distributor.with_company(self.company_id)

    def _is_allowed(self):
        """Tell whether who asked may still read this list of this distributor."""
        self.ensure_one()
        shown = self._get_list()
        if shown is None or not self.user_id.active:
            return False
        return self.distributor_id._user_can(shown._right, self.user_id)

    @api.model
    def _find(self, distributor, user, number=None):
        """Return exports of a login for a distributor that it may still read.

        :param number: of the one that is looked for
        """
        domain = [
            ("distributor_id", "=", distributor.id),
            ("user_id", "=", user.id),
            ("expires", ">", fields.Datetime.now()),
        ]
        if number is not None:
            domain.append(("id", "=", number))
        return self.search(domain, limit=50).filtered(lambda one: one._is_allowed())

    def _get_percent(self):
        self.ensure_one()
        if self.state == "done":
            return 100
        # the file itself is made at the end
        return min(99, 100 * self.done_count // max(self.total_count, 1))

    def _get_portal_url(self):
        self.ensure_one()
        return f"{self.get_base_url()}/my/distribution/exports"

    @api.autovacuum
    def _gc_exports(self):
        """Remove what expired, and its file with it."""
        expired = self.search([("expires", "<=", fields.Datetime.now())], limit=1000)
        expired.unlink()
        return len(expired), len(expired) == 1000
