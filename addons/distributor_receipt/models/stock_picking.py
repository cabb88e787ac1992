# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import datetime, time, timedelta

import pytz

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date


class StockPicking(models.Model):
    _name = "stock.picking"
    _inherit = ["stock.picking", "stock.picking.carrier"]

    receipt_ids = fields.One2many("distributor.receipt", "picking_id", readonly=True)
    delivery_report_ids = fields.One2many(
        "distributor.delivery.report", "picking_id", readonly=True
    )
    received_date = fields.Datetime(
        "Received On",
        compute="_compute_received_date",
        store=True,
        help="When the distributor had the goods, by its receipt.",
    )
    # kept here, so that the deliveries of a distributor are found by an index
    distributor_id = fields.Many2one(
        related="sale_id.distributor_id", store=True, groups="base.group_user"
    )
    is_to_receive = fields.Boolean(compute="_compute_is_to_receive", compute_sudo=True)

    _to_receive_idx = models.Index(
        "(company_id, date_done) WHERE received_date IS NULL AND state = 'done'"
        " AND sale_id IS NOT NULL"
    )
    _distributor_idx = models.Index(
        "(distributor_id, received_date DESC, date_done DESC, id DESC)"
        " WHERE distributor_id IS NOT NULL AND state = 'done'"
    )

    @api.depends("receipt_ids.date")
    def _compute_received_date(self):
        for picking in self:
            picking.received_date = picking.receipt_ids[:1].date

    @api.depends("state", "received_date", "sale_id", "location_dest_id")
    def _compute_is_to_receive(self):
        for picking in self:
            picking.is_to_receive = picking._is_to_receive()

    @api.model
    def _get_delivery_domain(self):
        """Return the domain of the deliveries that distributors receive."""
        return (
            Domain("state", "=", "done")
            & Domain("location_dest_id.usage", "=", "customer")
            & Domain("distributor_id", "!=", False)
        )

    def _is_to_receive(self):
        self.ensure_one()
        return bool(
            self.state == "done"
            and not self.received_date
            and self.sale_id.distributor_id
            and self._is_channel_delivery()
        )

    # receive

    def _receive(self, kind, date=None, **values):
        """Record, once, that the distributor has the goods of these deliveries.

        :param kind: signed, carrier, office or auto
        :param date: when (UTC datetime), now by default
        :param values: received_by, message, signature, days of the receipt
        :return: distributor.receipt
        :raise UserError: names the delivery and why it cannot be received
        """
        date = date or fields.Datetime.now()
        for picking in self:
            picking._check_receivable()
            picking._check_receipt_date(date)
        # sudo: callers checked who may say it; receipts are made by code alone
        receipts = self.env["distributor.receipt"].sudo()
        return receipts.create(
            [
                {
                    "picking_id": picking.id,
                    "kind": kind,
                    "date": date,
                    "user_id": kind != "auto" and self.env.uid,
                    **values,
                }
                for picking in self
            ]
        )

    def _check_receivable(self):
        self.ensure_one()
        if self.received_date:
            raise UserError(
                self.env._(
                    "%(delivery)s was received on %(day)s.",
                    delivery=self.name,
                    day=format_date(self.env, self._get_local_day(self.received_date)),
                )
            )
        if not self._is_to_receive():
            raise UserError(
                self.env._("%s was not shipped to a distributor.", self.name)
            )

    def _check_receipt_date(self, date):
        self.ensure_one()
        if not date or date > fields.Datetime.now():
            raise UserError(
                self.env._("%s cannot be received in the future.", self.name)
            )
        if date.replace(microsecond=0) < self.date_done.replace(microsecond=0):
            raise UserError(
                self.env._("%s cannot be received before it was shipped.", self.name)
            )

    def _receive_signed(self):
        """Take the signature of the stock app for the receipt of the goods."""
        for picking in self:
            picking._receive(
                "signed",
                signature=picking.signature,
                received_by=picking.partner_id.name,
            )

    def write(self, vals):
        result = super().write(vals)
        if vals.get("signature"):
            self.filtered(lambda p: p.sudo()._is_to_receive())._receive_signed()
        return result

    def _action_done(self):
        result = super()._action_done()
        # sudo: whether a distributor gets the goods, for a warehouse without orders
        waiting = self.filtered(lambda p: p.sudo()._is_to_receive())
        waiting.filtered("signature")._receive_signed()
        return result

    def action_record_receipt(self):
        """Open the record of a receipt we know of."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_receipt.distributor_receipt_record_action"
        )
        return dict(action, context={"default_picking_id": self.id})

    # days

    def _get_zone(self):
        zone = self.env["distributor.distributor"]._get_zone(self.company_id)
        return pytz.timezone(zone)

    def _get_local_day(self, moment):
        """Return the day (date) a moment was, for the company of the delivery."""
        self.ensure_one()
        return pytz.utc.localize(moment).astimezone(self._get_zone()).date()

    def _get_receipt_due(self):
        """Return the last day for the distributor to say something, or False."""
        self.ensure_one()
        # sudo: how many days are given is told to whoever sees the delivery
        days = self.company_id.sudo().distributor_receipt_days
        if not days or not self.date_done:
            return False
        return self._get_local_day(self.date_done) + timedelta(days=days)

    @api.model
    def _get_midnight(self, company, day):
        """Return the moment (UTC datetime) a day of a company begins."""
        zone = pytz.timezone(self.env["distributor.distributor"]._get_zone(company))
        local = zone.localize(datetime.combine(day, time.min))
        return local.astimezone(pytz.utc).replace(tzinfo=None)

    # missing or broken

    def _get_report_end(self):
        """Return the last day to report missing or broken goods, or False."""
        self.ensure_one()
        # sudo: how many days are given is told to whoever sees the delivery
        days = self.company_id.sudo().distributor_report_days
        if not days or not self.received_date:
            return False
        return self._get_local_day(self.received_date) + timedelta(days=days)

    def _get_report_refusal(self):
        """Return why nothing can be reported for this delivery; empty if it can."""
        self.ensure_one()
        if self.state != "done" or not self._is_channel_delivery():
            return self.env._("%s was not shipped yet.", self.name)
        end = self._get_report_end()
        today = self.env["distributor.distributor"]._get_today(self.company_id)
        if end and today > end:
            return self.env._(
                "Missing or broken goods of %(delivery)s could be reported until"
                " %(day)s. Please ask your contact.",
                delivery=self.name,
                day=format_date(self.env, end),
            )
        return ""

    def _report(self, goods, reason, files=()):
        """Keep what a distributor says is missing or broken, and tell the salesperson.

        :param goods: list of (stock.move, kind, quantity in the unit of the move)
        :param files: accepted by `distributor.attachment`
        :return: distributor.delivery.report
        :raise UserError: says what does not fit
        """
        self.ensure_one()
        if refusal := self._get_report_refusal():
            raise UserError(refusal)
        if not goods:
            raise UserError(self.env._("Say how many are missing or broken."))
        if not reason:
            raise UserError(self.env._("Say in a few words what happened."))
        for move, _kind, quantity in goods:
            move._check_reported(quantity)
        # sudo: callers checked who may say it; reports are made by code alone
        report = (
            self.env["distributor.delivery.report"]
            .sudo()
            .create(
                {
                    "picking_id": self.id,
                    "reason": reason,
                    "line_ids": [
                        fields.Command.create(
                            {"move_id": move.id, "kind": kind, "quantity": quantity}
                        )
                        for move, kind, quantity in goods
                    ],
                }
            )
        )
        if files:
            report._add_files(files)
        report._tell_salesperson()
        return report
