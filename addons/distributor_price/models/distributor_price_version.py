# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from odoo.addons.distributor.models.group_names import MANAGER

# written by the buttons only; everything else of a submitted version is final
STATE_FIELDS = {"state", "submitted_uid", "approved_uid", "approved_date"}


class DistributorPriceVersion(models.Model):
    """A change of prices, prepared and approved ahead, that begins on a day by itself.

    Until it is approved its rules live here only and price nothing. Approval writes
    them as price rules with a first day, and ends what they replace the day before.
    """

    _name = "distributor.price.version"
    _description = "Price Version"
    _inherit = [
        "distributor.price.change",
        "distributor.step",
        "mail.thread",
        "distributor.asking",
    ]
    _order = "date_start desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, tracking=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    date_start = fields.Date("Takes Effect On", required=True, tracking=True)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "To Approve"),
            ("approved", "Approved"),
            ("cancelled", "Cancelled"),
        ],
        "Approval",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    status = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "To Approve"),
            ("approved", "Approved"),
            ("in_force", "In Force"),
            ("superseded", "Superseded"),
            ("cancelled", "Cancelled"),
        ],
        compute="_compute_status",
    )
    rule_ids = fields.One2many(
        "distributor.price.version.rule",
        "price_version_id",
        "Who Pays Which List",
        copy=True,
    )
    item_ids = fields.One2many(
        "distributor.price.version.item", "price_version_id", "Prices", copy=True
    )
    submitted_uid = fields.Many2one(
        "res.users", "Submitted by", readonly=True, copy=False, tracking=True
    )
    approved_uid = fields.Many2one(
        "res.users", "Approved by", readonly=True, copy=False, tracking=True
    )
    approved_date = fields.Datetime("Approved on", readonly=True, copy=False)
    is_today = fields.Boolean(compute="_compute_is_today")
    note = fields.Html()

    @api.depends("state", "date_start", "rule_ids", "item_ids")
    def _compute_status(self):
        for version in self:
            version.status = version.state
            if version.state == "approved" and version.date_start <= version._today():
                ended = version._is_superseded()
                version.status = "superseded" if ended else "in_force"

    @api.depends("date_start")
    def _compute_is_today(self):
        for version in self:
            version.is_today = version.date_start == version._today()

    def _today(self):
        zone = (self.company_id or self.env.company)._get_price_zone()
        return fields.Date.context_today(self.with_context(tz=zone))

    def _is_superseded(self):
        """Tell whether all that this version brought has ended."""
        # sudo: whoever reads the version may know whether it still holds
        version, now = self.sudo(), fields.Datetime.now()
        ends = [
            price.date_end and price.date_end < self._today()
            for price in version.rule_ids.price_id
        ] + [item.date_end and item.date_end < now for item in version.item_ids.item_id]
        return bool(ends) and all(ends)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("state", "draft") != "draft" and not self.env.su:
                raise AccessError(self.env._("A new price version is a draft."))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            if not STATE_FIELDS.isdisjoint(vals):
                raise AccessError(self.env._("Use the buttons to submit or approve."))
            if {"name", "date_start", "company_id", "rule_ids", "item_ids"} & set(vals):
                self._check_draft()
        return super().write(vals)

    def _check_draft(self):
        if final := self.filtered(lambda version: version.state != "draft")[:1]:
            raise UserError(
                self.env._(
                    "Price version %s was submitted and is final. Reset it to draft, or"
                    " duplicate it and change the copy.",
                    final.name,
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        if any(version.state not in ("draft", "cancelled") for version in self):
            raise UserError(
                self.env._("A submitted or approved price version is kept. Cancel it.")
            )

    def action_submit(self):
        """Hand the version to somebody who may approve it."""
        self.check_access("write")
        for version in self:
            version._check_step("draft")
            version._check_complete()
            version._check_day()
            # sudo: the state is written by buttons only; access was checked above
            version.sudo().write({"state": "submitted", "submitted_uid": self.env.uid})
            preparers = version.submitted_uid | version.create_uid
            version._ask(version._get_deciders(MANAGER) - preparers)

    def action_reset(self):
        self.check_access("write")
        for version in self:
            version._check_step("submitted")
            # sudo: as above
            version.sudo().write({"state": "draft", "submitted_uid": False})
            version._stop_asking()

    def action_approve(self):
        """Write the rules of the version, with their first day, as price rules."""
        self._check_manager()
        for version in self:
            version._check_step("submitted")
            version._check_day()
            version._check_second_person()
            version._approve()

    def action_cancel(self):
        """Take a version back before its day; what it would replace goes on."""
        for version in self:
            if version.state == "approved":
                version._check_manager()
                version._check_not_begun()
            else:
                version.check_access("write")
                version._check_step("draft", "submitted")
            version._cancel()

    def _check_manager(self):
        self.check_access("write")
        if not self.env.user.has_group(MANAGER):
            raise AccessError(
                self.env._("Only a distribution manager approves or stops prices.")
            )

    def _check_complete(self):
        if not self.rule_ids and not self.item_ids:
            raise UserError(
                self.env._("Price version %s changes nothing: add prices.", self.name)
            )

    def _check_day(self):
        """Refuse days of the past; today only by a manager, who was asked."""
        today = self._today()
        if self.date_start < today:
            raise UserError(
                self.env._(
                    "Price version %(name)s would begin on %(day)s, which is past."
                    " Choose a day to come.",
                    name=self.name,
                    day=format_date(self.env, self.date_start),
                )
            )
        if self.date_start == today and not self.env.user.has_group(MANAGER):
            raise UserError(
                self.env._(
                    "Price version %s would begin today: only a distribution manager"
                    " may do that. Choose tomorrow or later.",
                    self.name,
                )
            )

    def _check_second_person(self):
        if self.env.user in self.submitted_uid | self.create_uid:
            raise UserError(
                self.env._(
                    "You prepared price version %s: another manager approves it.",
                    self.name,
                )
            )

    def _check_not_begun(self):
        if self.date_start <= self._today():
            raise UserError(
                self.env._(
                    "Price version %s has begun. Prepare a new one that changes its"
                    " prices.",
                    self.name,
                )
            )

    def _approve(self):
        self._apply_change()
        # sudo: the caller checked manager, state, day and second person
        self.sudo().write(
            {
                "state": "approved",
                "approved_uid": self.env.uid,
                "approved_date": fields.Datetime.now(),
            }
        )
        self._stop_asking(self.env._("Approved"))

    def _cancel(self):
        if self.state == "approved":
            self._revert_change()
        # sudo: the caller checked who and when
        self.sudo().write({"state": "cancelled"})
        self._stop_asking()
