# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import logging

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger

from odoo.addons.distributor.models.group_names import DECIDERS
from odoo.addons.distributor.models.month_name import format_month

_logger = logging.getLogger(__name__)


class DistributorCommissionAccrual(models.Model):
    """What is booked for a plan at the end of a month, or for a bill that releases it.

    Each is made once, whoever comes first; its entries add up to what is due.
    """

    _name = "distributor.commission.accrual"
    _description = "Commission Accrual"
    _inherit = [
        "distributor.commission.accrual.figures",
        "distributor.commission.accrual.booking",
    ]
    _order = "id desc"

    company_id = fields.Many2one("res.company", required=True, readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    plan_id = fields.Many2one(
        "distributor.commission.plan", required=True, readonly=True, ondelete="restrict"
    )
    month = fields.Date(readonly=True, help="First day of the month; empty for bills.")
    bill_id = fields.Many2one(
        "account.move",
        "Bill",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Releases what its settlements had accrued.",
    )
    account_id = fields.Many2one(
        "account.account", required=True, readonly=True, ondelete="restrict"
    )
    entry_mark = fields.Integer(
        readonly=True,
        aggregator=None,
        help="The last commission entry there was when the month was looked at.",
    )
    checked_on = fields.Date(readonly=True)
    move_ids = fields.One2many(
        "account.move", "commission_accrual_id", "Journal Entries", readonly=True
    )
    move_count = fields.Integer(compute="_compute_amount", compute_sudo=True)
    amount = fields.Monetary(
        "Accrued",
        compute="_compute_amount",
        compute_sudo=True,
        help="What the entries add to the accrual account; below zero: take from it.",
    )

    _month_uniq = models.UniqueIndex(
        "(plan_id, month) WHERE month IS NOT NULL", "This month is accrued already."
    )
    _bill_uniq = models.UniqueIndex(
        "(bill_id, plan_id) WHERE bill_id IS NOT NULL", "This bill is released already."
    )
    _one_check = models.Constraint(
        "CHECK ((month IS NULL) <> (bill_id IS NULL))",
        "An accrual is for a month or for a bill.",
    )

    @api.depends("month", "bill_id.name", "plan_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for accrual in self:
            # sudo: the name of a bill, to who may read the accrual
            bill = accrual.sudo().bill_id
            what = format_month(self.env, accrual.month) if accrual.month else bill.name
            accrual.display_name = f"{what or bill.ref}, {accrual.plan_id.name}"

    @api.depends("move_ids.state")
    def _compute_amount(self):
        self.env.flush_all()
        booked = self._get_booked_by_row(self.ids)
        for accrual in self:
            accrual.move_count = len(accrual.move_ids)
            accrual.amount = float(sum(booked.get(accrual.id, {}).values()))

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("Accrue a month to make accruals."))
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("Accruals stay; what is wrong is booked again."))

    @api.model
    def _check_finance(self):
        """Only finance and managers book accruals.

        :raise AccessError: for anybody else
        """
        if not (self.env.su or self.env.user.has_groups(DECIDERS)):
            raise AccessError(
                self.env._("Only finance or a distribution manager books accruals.")
            )

    def action_open_moves(self):
        self.ensure_one()
        # sudo: only which entries there are; reading them needs rights in accounting
        return (
            self.sudo().move_ids.sudo(False)._get_records_action(name=self.display_name)
        )

    def action_open_bill(self):
        self.ensure_one()
        return self.bill_id._get_records_action()

    @api.model
    def _cron_accrue(self):
        """Look once a day at each plan, so soon after the end of a month.

        What fails for one plan is told in the log and tried again by the next run.
        """
        cron = self.env["ir.cron"]
        plans = [plan for plan in self._get_accruing_plans() if self._is_due(plan)]
        cron._commit_progress(remaining=len(plans))
        for plan in plans:
            try:
                with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                    self._accrue(plan)
            except UserError as error:
                _logger.warning("%s is not accrued: %s", plan.display_name, error)
            except psycopg2.errors.SerializationFailure:
                # nothing else can be read any more: the next run begins anew
                self.env.cr.rollback()
                return
            if not cron._commit_progress(1):
                return

    @api.model
    def _is_due(self, plan):
        today = plan.company_id._get_commission_today()
        return not self.search_count(
            [
                ("plan_id", "=", plan.id),
                ("month", "=", plan._get_last_closed_month()),
                ("checked_on", "=", today),
            ],
            limit=1,
        )
