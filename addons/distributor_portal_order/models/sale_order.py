# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from uuid import uuid4

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.distributor_authorization.models.res_company import INTERNAL

# in the context: the mail of a confirmed order need not be sent at once
MAIL_LATER = "distributor_order_mail_later"


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "sale.order.stock"]

    portal_order_key = fields.Char(
        readonly=True,
        copy=False,
        groups=INTERNAL,
        help="Made when the basket began: submitted twice, it is one order.",
    )
    order_day = fields.Date(
        readonly=True,
        copy=False,
        groups=INTERNAL,
        help="The order day to which the order belongs, by the rule of its level.",
    )
    portal_note = fields.Text(
        "Note of the Distributor", readonly=True, copy=False, groups=INTERNAL
    )
    portal_refusal = fields.Text(
        "Why It Could Not Be Confirmed", readonly=True, copy=False, groups=INTERNAL
    )

    _portal_order_key_uniq = models.UniqueIndex(
        "(distributor_id, portal_order_key) WHERE portal_order_key IS NOT NULL",
        "This basket was ordered already.",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"order_day", "portal_order_key"}

    def _prepare_part_vals(self, address):
        return {
            **super()._prepare_part_vals(address),
            # a basket is one order, and what is taken from it was ordered too
            "portal_order_key": self.portal_order_key and uuid4().hex,
            "order_day": self.order_day,
            "portal_note": self.portal_note,
        }

    def _prepare_merged_vals(self, others):
        values = super()._prepare_merged_vals(others)
        notes = filter(None, (self | others).mapped("portal_note"))
        if notes := "\n".join(dict.fromkeys(notes)):
            values["portal_note"] = notes
        # what was ordered in time is in time, also in another order
        if days := (self | others).filtered("order_day").mapped("order_day"):
            values["order_day"] = min(days)
        return values

    def _find_exceptions(self):
        result = super()._find_exceptions()
        # sudo: what is free in stock does not depend on who looks
        found = self.sudo()._find_stock_exceptions()
        for order in self:
            if lines := found.get(order.sudo()):
                result[order]["stock"] = order.sudo()._prepare_exception_vals(
                    "stock", {"line_ids": lines}, order._get_channel_date()
                )
        return result

    def _on_confirmation(self):
        # sudo: whoever confirms, the stock is there or not
        orders = self.sudo()._get_stock_orders()
        orders._lock_stock()
        result = super()._on_confirmation()
        if len(orders) > 1:
            orders._check_shared_stock()
        return result

    def _confirm_in_portal(self):
        """Confirm an order of the portal, or leave it waiting with the reason.

        :return: whether it is confirmed
        """
        self.ensure_one()
        if self.state == "sale":
            return True
        try:
            with self.env.cr.savepoint():
                self.with_context(**{MAIL_LATER: True})._request_confirmation()
        except UserError as error:
            self.portal_refusal = str(error)
            return False
        self.portal_refusal = False
        return self.state == "sale"

    def _send_order_notification_mail(self, mail_template, allow_deferred_sending=True):
        """Leave the mail of an order of the portal to the scheduled action.

        Its PDF takes longer than the order, and all that time others would wait for
        the wallet and the stock.
        """
        # sudo: whether the scheduled action is on is no secret
        cron = self.env.ref("sale.send_pending_emails_cron").sudo()
        later = self.env.context.get(MAIL_LATER) and allow_deferred_sending
        if not (later and mail_template and cron.active):
            return super()._send_order_notification_mail(
                mail_template, allow_deferred_sending
            )
        self.pending_email_template_id = mail_template
        cron._trigger()
        return None

    def _get_portal_waiting(self):
        """Return what a sent quotation waits for; others add to it.

        The caller showed the order to its distributor and has it in sudo.

        :return: list of dict with kind (brand, owner, deposit or another), text and,
            for another kind, title
        """
        self.ensure_one()
        if self.state not in ("draft", "sent") or not self.distributor_id:
            return []
        waiting = []
        if self._is_held_by_exception():
            waiting += self._get_portal_exceptions()
        if refusals := self._get_portal_refusals():
            waiting.append({"kind": "owner", "text": "\n".join(refusals)})
        distributor = self.distributor_id
        if distributor.prepaid:
            _shares, missing = self._plan_funding(self.amount_total)
            if self.currency_id.compare_amounts(missing, 0) > 0:
                user = self.env["res.users"]._get_portal_actor() or self.env.user
                text = distributor._tell_shortage(self, missing, user)
                waiting.append({"kind": "deposit", "text": text})
        return waiting

    def _get_portal_exceptions(self):
        """Return what exceptions keep the order, and whether the brand is asked.

        What is refused for lack of stock waits for nobody: it may be tried again.
        """
        rows = self.exception_ids
        short = rows.filtered(lambda row: row.kind == "stock" and row._blocks())
        short = short.filtered(lambda row: row.policy == "refuse")
        others = rows - short
        waiting = [{"kind": "other", "text": row.sentence} for row in short]
        if any(row._blocks() for row in others):
            text = "\n".join(others.mapped("sentence"))
            waiting.insert(0, {"kind": "brand", "text": text})
        return waiting

    def _get_portal_waiting_texts(self):
        """Return the same, or whose turn it is, or why a try to confirm it failed."""
        waiting = self._get_portal_waiting()
        if waiting or self.state != "sent":
            return waiting
        if not self._waits_for_distributor():
            reasons = self._get_waiting_reasons()
            return [{"kind": "others", "text": reason} for reason in reasons]
        if refusal := self._get_portal_refusal():
            waiting = [{"kind": "other", "text": refusal}]
        return waiting

    def _get_portal_refusal(self):
        """Return why the last try to confirm an order of the portal failed, or ""."""
        return (self._is_ordered() and self.portal_refusal) or ""

    def _get_confirmation_reason(self):
        # sudo: whoever sees the order may know what it waits for
        refusal = self.sudo()._get_portal_refusal()
        return "\n".join(filter(None, [super()._get_confirmation_reason(), refusal]))

    def _waits_for_distributor(self):
        # sudo: whoever sees the order may know whose turn it is
        order = self.sudo()
        ordered = order._is_ordered() and order._get_portal_waiting()
        return super()._waits_for_distributor() and not ordered

    @api.model
    def _get_turn_fields(self):
        return [*super()._get_turn_fields(), "portal_order_key"]

    def _is_ordered(self):
        ordered = self.state == "sent" and bool(self.portal_order_key)
        return ordered or super()._is_ordered()

    def _get_portal_answer_url(self):
        if self._is_ordered() and self.portal_order_key:
            return f"/my/distribution/order/placed/{self.portal_order_key}"
        return super()._get_portal_answer_url()

    def _may_order_again(self, user):
        """Tell whether the visitor may put this order into a basket, by its login.

        :param user: the user of the request; the page has the order in sudo
        """
        self.ensure_one()
        own = self._may_portal_explain_prices(user)
        # sudo: asked to decide what the user may do
        return own and self.sudo().distributor_id._user_can("order", user)

    def _get_again_lines(self):
        """Return {product id: quantity} of what was ordered, in the products' units."""
        self.ensure_one()
        lines = {}
        for line in self.order_line:
            product = line.product_id
            if line.display_type or line.is_downpayment or not product:
                continue
            if product.type != "consu" or line.product_uom_qty <= 0:
                continue
            quantity = line.product_uom_id._compute_quantity(
                line.product_uom_qty, product.uom_id, round=False
            )
            lines[product.id] = lines.get(product.id, 0.0) + quantity
        return lines

    def _get_blocking_advice(self, blocking):
        advice = {
            "stock": self.env._("Take less of it, or wait until there is more."),
            "minimum": self.env._("Add to the order."),
            "day": self.env._("Confirm it on the order day."),
        }
        kinds = set(blocking.mapped("kind"))
        refused = self._get_exception_level(blocking) == "refused"
        if not refused or not kinds <= advice.keys():
            return super()._get_blocking_advice(blocking)
        return " ".join(text for kind, text in advice.items() if kind in kinds)
