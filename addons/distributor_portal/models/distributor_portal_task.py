# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.tools import format_date, formatLang

# how long before the end of a document the distributor is asked for the next one
EXPIRY_DAYS = 30


class DistributorPortalTask(models.AbstractModel):
    """What a distributor should do now. Callers resolved it from the session."""

    _name = "distributor.portal.task"
    _description = "What a Distributor Should Do Now"

    def _get_portal_tasks(self, user):
        """Return what waits for this visitor, the urgent first; a hook.

        :param user: the visitor, whose role decides
        :return: list of dict as `_prepare_portal_task` makes them
        """
        self.ensure_one()
        tasks = self._get_portal_document_tasks()
        tasks += self._get_portal_offer_tasks(user)
        if self._user_can("money", user):
            tasks += self._get_portal_money_tasks()
        if self._can_invite():
            tasks += self._get_portal_application_tasks()
        return sorted(tasks, key=lambda task: not task["urgent"])

    def _prepare_portal_task(self, name, text, url, detail="", urgent=False):
        """Return one thing to do.

        :param name: what kind it is, for the page and its tests
        :param text: what to do, in a few words
        :param url: where it is done
        :param detail: which ones, or until when
        :param urgent: whether it is late or stops something
        """
        return {
            "name": name,
            "text": text,
            "url": url,
            "detail": detail,
            "urgent": urgent,
        }

    def _get_portal_offer_tasks(self, user):
        """Return what the visitor has to confirm; what waits for others is none."""
        turns = self._get_portal_task_turns(user)
        if not turns:
            return []
        domain = [*self._get_portal_order_domain(), ("channel_turn", "in", turns)]
        return [
            *self._prepare_order_task(
                "offers",
                [*domain, ("channel_state", "=", "quoted")],
                lambda order: self.env._("Confirm or decline quotation %s", order.name),
                self.env._("Confirm or decline quotations"),
                "offer",
            ),
            *self._prepare_order_task(
                "unconfirmed",
                [*domain, ("channel_state", "=", "waiting")],
                lambda order: self.env._("Complete order %s", order.name),
                self.env._("Complete your orders"),
                "waiting",
            ),
        ]

    def _prepare_order_task(self, name, domain, tell, text, state):
        """Return the task about one order or several, or none.

        :param tell: called with one order; returns what to do with it
        :param text: what to do with several
        :param state: of the list that shows several
        """
        orders = self.env["sale.order"].search(domain, order="date_order", limit=2)
        if len(orders) > 1:
            url = f"/my/distribution/orders?state={state}"
            detail = self.env._("%s is the oldest", orders[0].name)
            return [self._prepare_portal_task(name, text, url, detail)]
        return [
            self._prepare_portal_task(
                name,
                tell(order),
                order._get_portal_answer_url(),
                order._get_portal_task_detail(),
            )
            for order in orders
        ]

    def _get_portal_money_tasks(self):
        """Return what waits for who may see the money."""
        settlements = self.env["distributor.commission.settlement"]
        waiting = (
            (
                "statements",
                self.env._("Confirm your statement of account"),
                "/my/distribution/statements",
                self.env["distributor.statement"]._get_portal_waiting(self),
            ),
            (
                "settlements",
                self.env._("Confirm your commission"),
                "/my/distribution/commission/settlements",
                settlements._get_portal_waiting(self),
            ),
        )
        return [
            *self._get_portal_overdue_tasks(),
            *(
                self._prepare_portal_task(name, text, url, self._tell_waiting(count))
                for name, text, url, count in waiting
                if count
            ),
            *self._get_portal_topup_tasks(),
        ]

    def _tell_waiting(self, count):
        if count == 1:
            return self.env._("1 waits for your answer")
        return self.env._("%s wait for your answer", count)

    def _get_portal_overdue_tasks(self):
        partner = self.partner_id.commercial_partner_id
        today = fields.Date.context_today(self)
        domain = [
            ("commercial_partner_id", "=", partner.id),
            ("company_id", "=", self.company_id.id),
            ("move_type", "=", "out_invoice"),
            ("state", "=", "posted"),
            ("payment_state", "in", ("not_paid", "partial")),
            ("invoice_date_due", "<", today),
        ]
        [(count, amount, oldest)] = self.env["account.move"]._read_group(
            domain, [], ["__count", "amount_residual_signed:sum", "id:min"]
        )
        if not count:
            return []
        url = "/my/invoices?filterby=overdue_invoices"
        return [
            self._prepare_portal_task(
                "overdue",
                self.env._("Pay what is overdue"),
                f"/my/invoices/{oldest}" if count == 1 else url,
                formatLang(self.env, amount, currency_obj=self.company_id.currency_id),
                urgent=True,
            )
        ]

    def _get_portal_topup_tasks(self):
        topups = self.env["distributor.topup"].search(
            [("distributor_id", "=", self.id), ("state", "=", "waiting")], limit=3
        )
        return [
            self._prepare_portal_task(
                "topups",
                self.env._(
                    "Transfer %(amount)s for top-up %(reference)s",
                    amount=formatLang(
                        self.env, topup.amount, currency_obj=topup.currency_id
                    ),
                    reference=topup.name,
                ),
                f"/my/distribution/topups/{topup.name}",
            )
            for topup in topups
        ]

    def _get_portal_document_tasks(self):
        soon = fields.Date.context_today(self) + relativedelta(days=EXPIRY_DAYS)
        overview = self._get_document_overview()
        missing = [
            row["type"].name
            for row in overview
            if row["status"] in ("missing", "refused", "expired")
        ]
        ending = [
            row["valid"]
            for row in overview
            # a next one that was handed in waits for the brand
            if row["valid"].date_expiry
            and row["valid"].date_expiry <= soon
            and row["status"] == "verified"
        ]
        url = "/my/distribution/documents"
        tasks = [
            self._prepare_portal_task(
                "expiring",
                self.env._("Renew %s", document.type_id.name),
                url,
                self.env._(
                    "valid until %s", format_date(self.env, document.date_expiry)
                ),
            )
            for document in ending
        ]
        if missing:
            tasks.append(
                self._prepare_portal_task(
                    "documents",
                    self.env._("Hand in documents"),
                    url,
                    ", ".join(missing),
                    urgent=True,
                )
            )
        return tasks

    def _get_portal_application_tasks(self):
        count = self._count_portal_applications()
        if not count:
            return []
        return [
            self._prepare_portal_task(
                "applications",
                self.env._("Answer applications"),
                "/my/distribution/applications",
                self._tell_waiting(count),
            )
        ]
