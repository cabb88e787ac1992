# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import format_date


class DistributorContract(models.Model):
    """The contract between the brand and a distributor, for a span of days.

    What was signed stays as it was signed. It ends on its last day or earlier, and is
    renewed by a contract of its own.
    """

    _name = "distributor.contract"
    _description = "Distributor Contract"
    _inherit = [
        "distributor.searchable",
        "distributor.paper",
        "distributor.attachment",
        "distributor.expiry",
    ]
    _order = "date_start desc, id desc"
    _rec_names_search = ["name", "distributor_id.name"]
    _expiry_field = "date_end"
    _expiry_template = "distributor_document.mail_template_contract_expiry"
    _content_fields = {
        "name",
        "distributor_id",
        "date_start",
        "date_end",
        "notice_days",
        "signatory",
        "attachment_ids",
        "terms",
    }
    _step_fields = {
        "state",
        "date_signed",
        "signer_id",
        "date_ended",
        "end_reason",
        "previous_id",
        "reminded_days",
    }

    name = fields.Char(
        "Number",
        required=True,
        copy=False,
        default=lambda self: self.env._("New"),
        tracking=True,
    )
    date_start = fields.Date(
        "Starts On", required=True, default=fields.Date.context_today, tracking=True
    )
    date_end = fields.Date(
        "Ends On", tracking=True, help="Last day. Empty: until further notice."
    )
    notice_days = fields.Integer(
        "Days of Notice",
        aggregator=None,
        help="Either side tells the other this many days before the end that it will"
        " not go on.",
    )
    date_notice = fields.Date(
        "Notice Until", compute="_compute_date_notice", store=True, help="Last day."
    )
    state = fields.Selection(
        [("draft", "Draft"), ("signed", "Signed"), ("ended", "Ended")],
        "Status",
        default="draft",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
        group_expand=True,
    )
    signatory = fields.Char(
        "Signed For the Distributor", help="Who signs for the distributor."
    )
    date_signed = fields.Date("Signed On", readonly=True, copy=False)
    signer_id = fields.Many2one(
        "res.users", "Signature Recorded By", readonly=True, copy=False
    )
    date_ended = fields.Date(
        "Ended Early On", readonly=True, copy=False, tracking=True, help="Last day."
    )
    end_reason = fields.Text(readonly=True, copy=False, tracking=True)
    date_last = fields.Date("Last Day", compute="_compute_date_last", store=True)
    terms = fields.Html("Particular Terms")
    note = fields.Text("Internal Note", copy=False)
    previous_id = fields.Many2one(
        "distributor.contract",
        "Renews",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    renewal_ids = fields.One2many("distributor.contract", "previous_id")
    renewal_id = fields.Many2one(
        "distributor.contract", "Renewed By", compute="_compute_renewal_id"
    )

    _name_uniq = models.Constraint(
        "UNIQUE (company_id, name)", "Another contract has this number already."
    )
    _date_check = models.Constraint(
        "CHECK (date_end IS NULL OR date_end >= date_start)",
        "A contract ends after it starts.",
    )
    _notice_check = models.Constraint(
        "CHECK (notice_days >= 0)", "The days of notice are 0 or more."
    )
    # ranges of a single id need no extension of the database
    _overlap_excl = models.Constraint(
        "EXCLUDE USING gist ("
        "int4range(distributor_id, distributor_id, '[]') WITH &&, "
        "daterange(date_start, CASE WHEN date_last IS NOT NULL"
        " THEN GREATEST(date_last + 1, date_start) END) WITH &&"
        ") WHERE (state <> 'draft')",
        "A distributor has one contract on a day.",
    )

    @api.depends("date_end", "notice_days")
    def _compute_date_notice(self):
        for contract in self:
            contract.date_notice = contract.date_end and fields.Date.subtract(
                contract.date_end, days=contract.notice_days
            )

    @api.depends("date_end", "date_ended")
    def _compute_date_last(self):
        for contract in self:
            contract.date_last = contract.date_ended or contract.date_end

    @api.depends("renewal_ids")
    def _compute_renewal_id(self):
        for contract in self:
            contract.renewal_id = contract.renewal_ids[:1]

    def _check_overlap(self):
        """Refuse to sign contracts for days on which another one holds.

        The constraint of the table refuses it as well, whoever signs at the same time;
        this one says which contract it is.
        """
        for contract in self:
            if other := contract._get_overlapping():
                raise ValidationError(
                    self.env._(
                        "%(contract)s overlaps %(other)s of %(distributor)s, which"
                        " runs from %(start)s to %(end)s. End that one or change the"
                        " dates.",
                        contract=contract.name,
                        other=other.name,
                        distributor=contract.distributor_id.display_name,
                        start=format_date(self.env, other.date_start),
                        end=other.date_last
                        and format_date(self.env, other.date_last)
                        or self.env._("further notice"),
                    )
                )

    def _get_overlapping(self):
        """Return a contract of the distributor that shares a day with this one."""
        self.ensure_one()
        if self.date_last and self.date_last < self.date_start:
            return self.browse()
        domain = (
            Domain("distributor_id", "=", self.distributor_id.id)
            & Domain("state", "!=", "draft")
            & Domain("id", "!=", self.id)
            & (
                Domain("date_last", "=", False)
                | Domain("date_last", ">=", self.date_start)
            )
        )
        if self.date_last:
            domain &= Domain("date_start", "<=", self.date_last)
        return self.search(domain).filtered(
            lambda c: not c.date_last or c.date_last >= c.date_start
        )[:1]

    @api.model_create_multi
    def create(self, vals_list):
        new = self.env._("New")
        distributors = self.env["distributor.distributor"]
        for vals in vals_list:
            if vals.get("name", new) == new:
                company = distributors.browse(vals.get("distributor_id")).company_id
                vals["name"] = (
                    self.env["ir.sequence"]
                    .with_company(company or self.env.company)
                    .next_by_code("distributor.contract")
                )
        return super().create(vals_list)

    def _get_locked_reason(self):
        return self.env._(
            "%s is signed and cannot be changed. End it or renew it.", self.name
        )

    def _get_kept_reason(self):
        return self.env._("%s is signed: end it instead of deleting it.", self.name)

    def _is_valid(self, date):
        """Tell whether this contract holds on a day."""
        self.ensure_one()
        return (
            self.state != "draft"
            and self.date_start <= date
            and (not self.date_last or self.date_last >= date)
        )

    def _get_ended(self, date):
        """Return the last of these contracts if none of them holds on a day."""
        if any(contract._is_valid(date) for contract in self):
            return self.browse()
        ended = self.filtered(lambda c: c.date_last and c.date_last < date)
        return ended.sorted("date_last")[-1:]

    def _get_in_force_domain(self):
        return Domain("state", "=", "signed") & Domain(
            "distributor_id.state", "!=", "terminated"
        )
