# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models, tools
from odoo.exceptions import AccessError, UserError

from ..engine import find_ambiguities

# set by the buttons only; everything else of an approved version is final
STATE_FIELDS = {"state", "approved_uid", "approved_date", "date_end"}


class DistributorCommissionVersion(models.Model):
    """The rules of a plan from a day on. Once approved it never changes.

    The version that applies on a day is the latest approved one that started by then.
    What was earned under a version stays under it.
    """

    _name = "distributor.commission.version"
    _description = "Commission Plan Version"
    _order = "plan_id, date_start desc, id desc"

    plan_id = fields.Many2one(
        "distributor.commission.plan", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="plan_id.company_id", store=True, index=True)
    state = fields.Selection(
        [("draft", "Draft"), ("approved", "Approved"), ("closed", "Closed")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )
    date_start = fields.Date(
        "Applies From", required=True, default=fields.Date.context_today
    )
    date_end = fields.Date(
        "Closed On",
        readonly=True,
        copy=False,
        help="First day on which this version does not apply any more.",
    )
    rule_ids = fields.One2many(
        "distributor.commission.rule", "version_id", "Rules", copy=True
    )
    approved_uid = fields.Many2one(
        "res.users", "Approved by", readonly=True, copy=False
    )
    approved_date = fields.Datetime("Approved on", readonly=True, copy=False)

    _date_uniq = models.UniqueIndex(
        "(plan_id, date_start) WHERE state <> 'draft'",
        "Another approved version starts on this day.",
    )

    @api.depends("plan_id.name", "date_start")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for version in self:
            version.display_name = self.env._(
                "%(plan)s from %(date)s",
                plan=version.plan_id.name or "",
                date=tools.format_date(self.env, version.date_start) or "",
            )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("state", "draft") != "draft":
                raise AccessError(self.env._("A new version is a draft."))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and not STATE_FIELDS.isdisjoint(vals):
            raise AccessError(self.env._("Use the buttons to approve or close."))
        final = self.filtered(lambda version: version.state != "draft")
        if final and (
            not STATE_FIELDS.issuperset(vals) or vals.get("state") == "draft"
        ):
            raise UserError(
                self.env._(
                    "Version %s is approved and final. Duplicate it and change the"
                    " copy.",
                    final[0].display_name,
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_approved(self):
        if any(version.state != "draft" for version in self):
            raise UserError(self.env._("An approved version stays for good."))

    def action_approve(self):
        self._check_manager()
        self._approve()

    def action_close(self):
        self._check_manager()
        for version in self:
            if version.state == "approved":
                # sudo: only a manager comes here, checked above
                version.sudo().write(
                    {
                        "state": "closed",
                        "date_end": max(
                            version.company_id._get_commission_today(),
                            version.date_start,
                        ),
                    }
                )
        self.env.registry.clear_cache()

    def action_new_version(self):
        """Copy into a draft, to be changed and approved."""
        self.ensure_one()
        today = self.company_id._get_commission_today()
        copy = self.copy({"date_start": max(self.date_start, today)})
        return copy._get_records_action()

    def _check_manager(self):
        self.check_access("write")
        if not self.env.su and not self.env.user.has_group(
            "distributor.distributor_group_manager"
        ):
            raise AccessError(self.env._("Only a distribution manager approves plans."))

    def _approve(self):
        """Check the rules and make the version final.

        :raise UserError: names the rules that clash, or what is missing
        """
        for version in self.filtered(lambda version: version.state == "draft"):
            version._check_rules()
            # sudo: the caller checked that the user is a manager
            version.sudo().write(
                {
                    "state": "approved",
                    "approved_uid": self.env.uid,
                    "approved_date": fields.Datetime.now(),
                }
            )
        self.env.flush_all()
        self.env.registry.clear_cache()

    def _check_rules(self):
        rules = self.rule_ids
        if not rules:
            raise UserError(self.env._("Add a rule: this version pays nobody."))
        clashes = find_ambiguities(rules._to_engine(), rules._get_category_paths())
        if clashes:
            first, second = (rules.browse(key).display_name for key in clashes[0])
            raise UserError(
                self.env._(
                    "“%(first)s” and “%(second)s” fit the same sale and nothing"
                    " decides between them. Give one more conditions, or order them"
                    " by sequence.",
                    first=first,
                    second=second,
                )
            )
        highest = {}
        for rule in rules:
            highest[rule.generation] = max(rule.rate, highest.get(rule.generation, 0.0))
        if (total := sum(highest.values())) > 100:
            raise UserError(
                self.env._(
                    "The rates of all generations add up to %s %%: more than the sale.",
                    total,
                )
            )

    def _filter_on(self, day):
        """Return the version of these that applies on a day, or none."""
        return self.browse(
            self._pick_on(
                [(v.date_start, v.date_end, v.id) for v in self if v.state != "draft"],
                day,
            )
        )

    @api.model
    def _pick_on(self, calendar, day):
        started = [period for period in calendar if period[0] and period[0] <= day]
        latest = max(started, key=lambda period: period[0], default=(None, None, False))
        _start, end, version = latest
        return version if not end or end > day else False

    @api.model
    @tools.ormcache("company_id")
    def _get_calendar(self, company_id):
        """Return ((start, end, version id), …) of a company's active plan."""
        # sudo: posting an invoice accrues, whether its user may read plans or not
        versions = self.sudo().search(
            [
                ("plan_id.company_id", "=", company_id),
                ("plan_id.active", "=", True),
                ("state", "!=", "draft"),
            ]
        )
        return tuple((v.date_start, v.date_end, v.id) for v in versions)

    @api.model
    def _get_on(self, company_id, day):
        """Return the version that applies in a company on a day, or none."""
        return self.browse(self._pick_on(self._get_calendar(company_id), day))

    @tools.ormcache("self.id")
    def _get_engine_rules(self):
        """Return the rules of an approved version for the engine."""
        # sudo: as in _get_calendar
        return tuple(self.sudo().rule_ids._to_engine())
