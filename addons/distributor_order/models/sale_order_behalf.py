# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from .sale_order_steps import OPEN

ACTIVITY = "distributor_order.mail_activity_type_unconfirmed"


class SaleOrderBehalf(models.AbstractModel):
    """An order that a salesperson placed, and its distributor is asked to confirm.

    The distributor accepts it in the portal, by its roles and limits, or the order
    goes back to the salesperson when the time is over.
    """

    _name = "sale.order.behalf"
    _description = "Order on Behalf of a Distributor"

    confirm_asked_id = fields.Many2one(
        "res.users",
        "Asked to Confirm By",
        readonly=True,
        copy=False,
        groups="base.group_user",
    )
    confirm_asked_date = fields.Datetime(
        "Asked to Confirm On",
        readonly=True,
        copy=False,
        groups="base.group_user",
    )
    confirm_deadline = fields.Datetime(
        "To Be Confirmed Until",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Then the order goes back to the salesperson.",
    )
    confirm_remind_date = fields.Datetime(
        readonly=True, copy=False, groups="base.group_user"
    )

    def action_ask_distributor(self):
        """Send these quotations to their distributors, who are asked to confirm."""
        self.check_access("write")
        for order in self:
            order._check_askable()
            order._ask_distributor()

    def _check_askable(self):
        """Refuse to ask where there is nothing to confirm or nobody to do it.

        :raise UserError: names the order and what is missing
        """
        self.ensure_one()
        if self.state not in OPEN or not self.distributor_id:
            raise UserError(
                self.env._("Order %s is no quotation of a distributor.", self.name)
            )
        if not self.order_line:
            raise UserError(self.env._("Order %s has no lines to confirm.", self.name))
        if not self.partner_id.email:
            raise UserError(
                self.env._(
                    "%(partner)s has no e-mail address to which order %(order)s could"
                    " be sent.",
                    partner=self.partner_id.display_name,
                    order=self.name,
                )
            )

    def _ask_distributor(self):
        self.ensure_one()
        now = fields.Datetime.now()
        # sudo: the hours are told to whoever asks
        hours = self.company_id.sudo().distributor_confirm_hours
        deadline = hours and now + timedelta(hours=hours)
        vals = {
            "require_signature": True,
            "confirm_asked_id": self.env.uid,
            "confirm_asked_date": now,
        }
        if deadline and self.validity_date and self.validity_date < deadline.date():
            vals["validity_date"] = deadline.date()
        self.write({**vals, "state": "sent"})
        self.write(
            {
                "confirm_deadline": deadline,
                "confirm_remind_date": hours and now + timedelta(hours=hours / 2),
            }
        )
        self._send_confirm_mail("mail_template_confirm")

    def _send_confirm_mail(self, name):
        template = self.env.ref(f"distributor_order.{name}", raise_if_not_found=False)
        if template:
            # sudo: a salesperson need not read mail templates
            template.sudo().send_mail(
                self.id, email_layout_xmlid="mail.mail_notification_light"
            )

    def _remind_distributor(self):
        """Ask once more, when half of the time is over."""
        for order in self:
            order.confirm_remind_date = False
            order._send_confirm_mail("mail_template_confirm_reminder")

    def _give_back(self):
        """Give orders that nobody confirmed back to their salespersons."""
        for order in self:
            person = order.user_id or order.confirm_asked_id
            order.write({"state": "draft"})
            order.message_post(
                body=self.env._("The distributor did not confirm the order in time.")
            )
            person = person or self.env.user
            told = order.with_context(lang=person.lang)
            told.activity_schedule(
                ACTIVITY,
                summary=told.env._("%s was not confirmed", order.name),
                user_id=person.id,
            )

    @api.model
    def _restart_deadlines(self, now):
        """Give orders that others decide about the whole time anew.

        When it is the distributor's turn again, it has time to confirm.
        """
        late = self.search(
            [
                ("state", "=", "sent"),
                ("channel_turn", "not in", ("distributor", "owner")),
                ("confirm_deadline", "<=", now),
            ]
        )
        for company, some in late.try_lock_for_update().grouped("company_id").items():
            hours = company.distributor_confirm_hours
            some.confirm_deadline = hours and now + timedelta(hours=hours)

    @api.model
    def _cron_confirm(self, batch_size=100):
        """Remind of orders to confirm, and give back those whose time is over."""
        cron, now = self.env["ir.cron"], fields.Datetime.now()
        orders = self.env["sale.order"]
        orders._restart_deadlines(now)
        for step, name in (
            ("_give_back", "deadline"),
            ("_remind_distributor", "remind_date"),
        ):
            domain = [
                ("state", "=", "sent"),
                # what it has confirmed and others approve is not late
                ("channel_turn", "in", ("distributor", "owner")),
                (f"confirm_{name}", "<=", now),
            ]
            cron._commit_progress(remaining=orders.search_count(domain))
            for order in orders.search(domain, order="id", limit=batch_size):
                locked = order.try_lock_for_update().filtered_domain(domain)
                getattr(locked, step)()
                if not cron._commit_progress(1):
                    return
