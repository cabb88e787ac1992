# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from odoo.addons.distributor.models.group_names import MANAGER

AUDIENCE = {"company_id", "audience", "level_ids", "territory_ids", "distributor_ids"}


class DistributorPublication(models.AbstractModel):
    """What the brand shows some distributors: prepared, published, withdrawn.

    Somebody may have read what is published, so it is not changed any more: the next
    version is a new record, which takes the place of this one when it is published.
    A model that inherits it has ``replaces_id`` and ``replaced_by_ids``.
    """

    _name = "distributor.publication"
    _description = "Published to Distributors"
    _inherit = [
        "distributor.audience",
        "distributor.step",
        "distributor.attachment",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _check_company_auto = True

    # what is final once it is no draft
    _content_fields = frozenset(
        {"name", "date_from", "date_to", "attachment_ids", "replaces_id", *AUDIENCE}
    )
    # what the steps write, and nobody else
    _step_fields = frozenset(
        {"state", "published_date", "published_by", "withdrawn_date", "withdrawn_by"}
    )

    name = fields.Char("Title", required=True, translate=True, tracking=True)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("published", "Published"),
            ("withdrawn", "Withdrawn"),
        ],
        "Status",
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    date_from = fields.Date(
        "Valid From",
        required=True,
        default=lambda self: self.env["distributor.distributor"]._get_today(
            self.env.company
        ),
        copy=False,
    )
    date_to = fields.Date(
        "Valid Until", copy=False, help="Last day on which it is shown. Empty: open."
    )
    published_date = fields.Datetime("Published On", readonly=True, copy=False)
    published_by = fields.Many2one("res.users", readonly=True, copy=False)
    withdrawn_date = fields.Datetime("Withdrawn On", readonly=True, copy=False)
    withdrawn_by = fields.Many2one("res.users", readonly=True, copy=False)

    _dates_check = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)",
        "The last day lies before the first one.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not self.env.su and (self._step_fields & vals.keys()):
                raise AccessError(
                    self.env._("What is new is a draft: its status is not given.")
                )
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and (self._step_fields & vals.keys()):
            raise AccessError(self.env._("Use the buttons to change the status."))
        if self._content_fields & vals.keys():
            self._check_open()
        return super().write(vals)

    def _check_open(self):
        for record in self.filtered(lambda one: one._is_locked()):
            raise UserError(
                self.env._(
                    "%s is published: it may have been read, so it is not changed."
                    " Make a new version instead.",
                    record.display_name,
                )
            )

    def _is_locked(self):
        self.ensure_one()
        return self.state != "draft"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_published(self):
        for record in self:
            if record.state != "draft":
                raise UserError(
                    self.env._(
                        "%s was published: withdraw it instead of deleting it.",
                        record.display_name,
                    )
                )

    @api.model
    def _get_shown_domain(self, distributor):
        """Return the domain of what a distributor is shown today."""
        today = distributor._get_today()
        return (
            self._get_told_domain(distributor)
            & Domain("state", "=", "published")
            & Domain("date_from", "<=", today)
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", today))
        )

    # steps

    def _check_publisher(self):
        """Refuse whoever does not speak for the brand.

        :raise AccessError: says who may
        """
        self.check_access("write")
        if not self.env.su and not self.env.user.has_group(MANAGER):
            raise AccessError(
                self.env._("Only a manager of the channel publishes and withdraws.")
            )

    def action_publish(self):
        """Show it to its audience; from now on it is not changed any more."""
        self._check_publisher()
        # sudo: the right to publish was checked above; the guard keeps others out
        self.sudo()._publish()
        return True

    def action_withdraw(self):
        """Show it to nobody any more."""
        self._check_publisher()
        # sudo: the right to withdraw was checked above; the guard keeps others out
        self.sudo()._withdraw()
        return True

    def action_new_version(self):
        """Prepare what takes the place of this."""
        self.ensure_one()
        self.check_access("write")
        self._check_step("published", "withdrawn")
        found = self.search([("replaces_id", "=", self.id), ("state", "=", "draft")])
        draft = found[:1] or self.copy({"replaces_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": draft.id,
            "view_mode": "form",
        }

    def _check_content(self):
        """Refuse to publish what is not complete; a hook."""
        self.ensure_one()
        today = self.env["distributor.distributor"]._get_today(self.company_id)
        if self.date_to and self.date_to < today:
            raise UserError(
                self.env._(
                    "%s would be shown to nobody: its last day is over.",
                    self.display_name,
                )
            )

    def _publish(self):
        self._check_step("draft")
        for record in self:
            record._check_content()
            record.message_post(
                body=self.env._("Published for %s distributors.", record.audience_count)
            )
        self.write(
            {
                "state": "published",
                "published_date": fields.Datetime.now(),
                "published_by": self.env.uid,
            }
        )
        replaced = self.replaces_id.filtered(lambda one: one.state == "published")
        replaced._withdraw()

    def _withdraw(self):
        self._check_step("published")
        self.write(
            {
                "state": "withdrawn",
                "withdrawn_date": fields.Datetime.now(),
                "withdrawn_by": self.env.uid,
            }
        )
