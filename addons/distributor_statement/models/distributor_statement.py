# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from odoo.addons.distributor.models.month_name import format_month

from .distributor_statement_states import OPEN, WAITING


class DistributorStatement(models.Model):
    """What a distributor has with us and owes us over a period, in one currency.

    Its lines are a copy of wallet entries and journal items, taken when it is sent and
    final from then on. What is posted into the period later shows as a difference and
    asks for a new version; the old one is kept.
    """

    _name = "distributor.statement"
    _description = "Statement of Account"
    _inherit = [
        "distributor.searchable",
        "distributor.step",
        "distributor.statement.making",
        "distributor.statement.changes",
        "distributor.statement.seal",
        "distributor.statement.steps",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "date_end desc, id desc"
    _mail_post_access = "read"

    name = fields.Char(required=True, readonly=True)
    distributor_id = fields.Many2one(
        "distributor.distributor",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    partner_id = fields.Many2one(related="distributor_id.partner_id")
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    date_start = fields.Date("From", required=True, readonly=True)
    date_end = fields.Date("Until", required=True, readonly=True)
    version = fields.Integer(required=True, readonly=True, default=1, aggregator=None)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("sent", "Sent"),
            ("disputed", "Disputed"),
            ("resolved", "Resolved"),
            ("confirmed", "Confirmed"),
            ("replaced", "Replaced"),
        ],
        "Status",
        required=True,
        readonly=True,
        default="draft",
        index=True,
        tracking=True,
    )
    to_send = fields.Boolean("Waiting to Be Sent", readonly=True)
    send_error = fields.Char("Not Sent Because", readonly=True)
    line_ids = fields.One2many("distributor.statement.line", "statement_id", "Lines")
    dispute_ids = fields.One2many(
        "distributor.statement.dispute", "statement_id", "Disputes"
    )
    dispute_count = fields.Integer("Open Disputes", compute="_compute_dispute_count")
    wallet_opening = fields.Monetary("Wallets, Opening", readonly=True)
    wallet_closing = fields.Monetary("Wallets, Closing", readonly=True)
    held = fields.Monetary(readonly=True, help="Held when the lines were taken.")
    receivable_opening = fields.Monetary("Owed, Opening", readonly=True)
    receivable_closing = fields.Monetary("Owed, Closing", readonly=True)
    date_sent = fields.Datetime("Sent On", readonly=True)
    date_waiting = fields.Datetime(
        "Waiting Since", readonly=True, help="For an answer of the distributor."
    )
    sent_uid = fields.Many2one("res.users", "Sent By", readonly=True)
    reminder_count = fields.Integer("Reminders", readonly=True, aggregator=None)
    is_unconfirmed = fields.Boolean(
        "Unconfirmed",
        compute="_compute_is_unconfirmed",
        search="_search_is_unconfirmed",
        help="Nobody answered in time. This is no agreement.",
    )
    confirmed_uid = fields.Many2one("res.users", "Confirmed By", readonly=True)
    date_confirmed = fields.Datetime("Confirmed On", readonly=True)
    confirmed_ip = fields.Char("Confirmed From", readonly=True)
    pdf_id = fields.Many2one("ir.attachment", "PDF", readonly=True)
    pdf_hash = fields.Char("SHA-256 of the PDF", readonly=True)
    data_hash = fields.Char("SHA-256 of the Figures", readonly=True)
    replaced_by_id = fields.Many2one(
        "distributor.statement",
        "Replaced By",
        readonly=True,
        index="btree_not_null",
    )

    _version_uniq = models.Constraint(
        "UNIQUE (distributor_id, company_id, currency_id, date_start, date_end,"
        " version)",
        "There is a statement for this period already.",
    )
    _draft_uniq = models.UniqueIndex(
        "(distributor_id, company_id, currency_id, date_start, date_end)"
        " WHERE state = 'draft'",
        "There is a draft statement for this period already.",
    )
    _current_uniq = models.UniqueIndex(
        "(distributor_id, company_id, currency_id, date_start, date_end)"
        " WHERE state NOT IN ('draft', 'replaced')",
        "One version of a statement counts.",
    )
    _period_check = models.Constraint(
        "CHECK (date_start <= date_end)", "A period starts before it ends."
    )

    @api.depends("dispute_ids.state")
    def _compute_dispute_count(self):
        groups = dict(
            self.env["distributor.statement.dispute"]._read_group(
                [
                    ("statement_id", "in", self.ids),
                    ("state", "in", OPEN),
                ],
                ["statement_id"],
                ["__count"],
            )
        )
        for statement in self:
            statement.dispute_count = groups.get(statement, 0)

    @api.depends("state", "date_waiting")
    def _compute_is_unconfirmed(self):
        now = fields.Datetime.now()
        for statement in self:
            # sudo: the setting of the company is no secret of it
            days = statement.company_id.sudo().distributor_statement_days
            statement.is_unconfirmed = (
                statement.state in WAITING
                and bool(statement.date_waiting)
                and statement.date_waiting + relativedelta(days=days) <= now
            )

    def _search_is_unconfirmed(self, operator, value):
        if operator != "in":
            return NotImplemented
        overdue = SQL(
            """(
            SELECT statement.id
              FROM distributor_statement AS statement
              JOIN res_company AS company ON company.id = statement.company_id
             WHERE statement.state IN %s
               AND statement.date_waiting
                   + company.distributor_statement_days * INTERVAL '1 day' <= %s
            )""",
            WAITING,
            fields.Datetime.now(),
        )
        return Domain("id", "in" if True in value else "not in", overdue)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("Use Make Statements to make statements."))
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_issued(self):
        if issued := self.filtered(lambda one: one.state != "draft")[:1]:
            raise UserError(self.env._("%s was sent and is kept.", issued.name))

    def _check_finance(self):
        """Only finance issues statements and decides disputes.

        :raise AccessError: for anybody else
        """
        self.check_access("read")
        if not self.env.user.has_group("distributor.distributor_group_finance"):
            raise AccessError(
                self.env._("Only distribution finance handles statements.")
            )

    def _get_lang(self):
        """Return the language in which the distributor reads it."""
        return self.partner_id.lang or self.env.lang or "en_US"

    def _get_period_name(self):
        """Return the month in words, or the first and last day."""
        self.ensure_one()
        start, end = self.date_start, self.date_end
        if start.day == 1 and end == start + relativedelta(day=31):
            return format_month(self.env, start)
        return f"{format_date(self.env, start)} – {format_date(self.env, end)}"

    def _get_sections(self):
        """Return the accounts of this statement in order, with their figures.

        :return: list of dict with wallet, title, opening, increase, decrease, closing,
            held (amounts), movements and holds (lines)
        """
        self.ensure_one()
        sections = {}
        for line in self.line_ids.sorted("sequence"):
            section = sections.setdefault(
                (line.section, line.wallet_id),
                {
                    "section": line.section,
                    "wallet": line.wallet_id,
                    "title": line._get_section_title(),
                    "increase": 0.0,
                    "decrease": 0.0,
                    "held": 0.0,
                    "movements": [],
                    "holds": [],
                },
            )
            if line.kind == "movement":
                section["movements"].append(line.id)
                section["increase" if line.amount > 0 else "decrease"] += line.amount
            elif line.kind == "hold":
                section["holds"].append(line.id)
                section["held"] += line.amount
            else:
                section[line.kind] = line.balance
                section[f"{line.kind}_line"] = line
        for section in sections.values():
            for key in ("movements", "holds"):
                section[key] = self.line_ids.browse(section[key])
        return list(sections.values())

    def action_view_pdf(self):
        """Open the PDF that was sent."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self.pdf_id.id}?download=true",
        }

    def action_view_replacement(self):
        self.ensure_one()
        return self.replaced_by_id._get_records_action()
