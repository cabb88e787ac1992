# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models

OPEN = ("draft", "sent")
SETTLED = ("paid", "in_payment", "reversed")


class SaleOrderSteps(models.AbstractModel):
    """What an order went through and what is ahead of it, step by step."""

    _name = "sale.order.steps"
    _description = "Steps of an Order"

    def _prepare_channel_steps(self, facts):
        """Return the steps of this order in any order; a hook.

        :param facts: what `_fetch_channel_facts` returned
        """
        self.ensure_one()
        steps = [
            self._prepare_placed_step(),
            *self._prepare_asked_steps(),
            *self._prepare_waiting_steps(),
        ]
        if self.state == "cancel":
            done = self._prepare_transfer_steps() + self._prepare_money_steps(facts)
            steps += [step for step in done if step["done"]]
            steps.append(
                self._prepare_step(
                    "cancelled",
                    self.env._("Cancelled"),
                    self.cancel_date or self.write_date,
                )
            )
            return steps
        steps.append(self._prepare_confirmed_step())
        return steps + self._prepare_transfer_steps() + self._prepare_money_steps(facts)

    def _prepare_step(self, step, label, when=False, done=True, **values):
        """Return a step.

        :param when: datetime or date it happened, or is planned for
        :param values: proof (what shows that it happened), details (sentences), link
            and what it is called
        """
        return {
            "step": step,
            "label": label,
            "when": when,
            "done": done,
            "current": False,
            "proof": "",
            "details": [],
            "link": "",
            "link_name": "",
            **values,
        }

    def _prepare_placed_step(self):
        when = self.create_date
        if self.state == "sale" and when:  # an imported order was placed before
            when = min(when, self.date_order)
        return self._prepare_step(
            "placed",
            self.env._("Placed"),
            when,
            proof=self._get_placed_proof(),
        )

    def _get_placed_proof(self):
        """Return who placed the order, and for whom."""
        author = self.create_uid
        if not author or author._is_superuser():
            return ""
        if author.share:
            return self.env._("By %s", author.name)
        return self.env._("By %s on behalf of the distributor", author.name)

    def _prepare_asked_steps(self):
        if not self.confirm_asked_date:
            return []
        return [
            self._prepare_step(
                "asked",
                self.env._("Sent to the distributor to confirm"),
                self.confirm_asked_date,
                proof=self.env._("By %s", self.confirm_asked_id.name),
            )
        ]

    def _prepare_waiting_steps(self):
        reasons = self._get_waiting_reasons() if self.state != "cancel" else []
        # why it waits is not told to everybody, that it waits is
        if not reasons and self.channel_state != "waiting":
            return []
        label = self._get_waiting_label()
        return [self._prepare_step("waiting", label, done=False, details=reasons)]

    def _get_waiting_label(self):
        """Return for whom the order waits, in a few words for who reads it; a hook."""
        distributor = self.distributor_id
        if self._waits_for_deposit():
            return self.env._("Waiting for the deposit")
        names = {
            "distributor": distributor.name,
            "owner": self.env._("the owner of %s", distributor.name),
            "upline": distributor.parent_id.name,
            "brand": self.company_id.name,
        }
        if name := names.get(self.channel_turn):
            return self.env._("Waiting for %s", name)
        return self.env._("Waiting")

    def _waits_for_deposit(self):
        """Tell whether an order that was ordered waits for money and nothing else."""
        turn = self.channel_turn == "distributor" and self._is_ordered()
        return turn and bool(self._get_deposit_reason())

    def _prepare_confirmed_step(self):
        if self.state in OPEN:
            label = self.env._("To be confirmed")
            return self._prepare_step("confirmed", label, done=False)
        return self._prepare_step(
            "confirmed",
            self.env._("Confirmed"),
            self.date_order,
            proof=self._get_confirmation_proof(),
        )

    def _get_confirmation_proof(self):
        """Return what shows that the distributor wanted the order; a hook."""
        return self.env._("Signed by %s", self.signed_by) if self.signed_by else ""

    # goods

    def _prepare_transfer_steps(self):
        pickings = self.picking_ids.filtered(lambda picking: picking.state != "cancel")
        if not pickings:
            return self._prepare_unshipped_steps()
        back = pickings.filtered(lambda picking: picking._is_channel_return())
        out = (pickings - back).filtered(lambda picking: picking._is_channel_delivery())
        steps = self._prepare_packed_steps(pickings - back - out)
        out = out.sorted(lambda p: (p.state != "done", p.date_done or p.scheduled_date))
        for number, picking in enumerate(out, 1):
            steps += self._prepare_delivery_steps(picking, number, len(out))
        for picking in back:
            steps.append(self._prepare_return_step(picking))
        return steps

    def _prepare_unshipped_steps(self):
        goods = self.order_line.product_id.filtered(lambda p: p.type != "service")
        if self.state not in OPEN or not goods:
            return []
        label = self.env._("To be shipped")
        return [self._prepare_step("shipped", label, done=False)]

    def _prepare_packed_steps(self, inside):
        if not inside:
            return []
        if all(picking.state == "done" for picking in inside):
            last = inside.sorted("date_done")[-1]
            return [
                self._prepare_step(
                    "packed", self.env._("Packed"), last.date_done, proof=last.name
                )
            ]
        return [self._prepare_step("packed", self.env._("To be packed"), done=False)]

    def _prepare_delivery_steps(self, picking, number, total):
        """Return the steps of one delivery of several."""
        done = picking.state == "done"
        label = self.env._("Shipped") if done else self.env._("To be shipped")
        way = picking._get_channel_tracking() if done else {}
        proof = [picking.name, way.get("carrier"), way.get("number")]
        return [
            self._prepare_step(
                "shipped",
                self._number_label(label, number, total),
                picking.date_done if done else picking.scheduled_date,
                done=done,
                proof=" · ".join(filter(None, proof)),
                link=way.get("link") or "",
                link_name=self.env._("Track the parcel"),
            )
        ]

    def _number_label(self, label, number, total):
        if total < 2:
            return label
        return self.env._(
            "%(step)s (%(number)s of %(total)s)",
            step=label,
            number=number,
            total=total,
        )

    def _prepare_return_step(self, picking):
        done = picking.state == "done"
        return self._prepare_step(
            "returned",
            self.env._("Returned") if done else self.env._("Coming back"),
            picking.date_done if done else False,
            done=done,
            proof=picking.name,
        )

    # money

    def _prepare_money_steps(self, facts):
        posted = self.invoice_ids.filtered(lambda move: move.state == "posted")
        invoices = posted.filtered(lambda move: move.move_type == "out_invoice")
        credits = posted.filtered(lambda move: move.move_type == "out_refund")
        steps = []
        for move in invoices:
            steps += [
                self._prepare_step(
                    "invoiced",
                    self.env._("Invoiced"),
                    move.invoice_date,
                    proof=move.name,
                ),
                self._prepare_paid_step(move, facts["payments"].get(move.id)),
            ]
        for move in credits:
            label = self.env._("Credited")
            steps.append(
                self._prepare_step(
                    "credited", label, move.invoice_date, proof=move.name
                )
            )
        if not invoices or (self.invoice_status != "invoiced" and not credits):
            label = self.env._("To be invoiced")
            steps.append(self._prepare_step("invoiced", label, done=False))
        if not invoices:
            label = self.env._("To be paid")
            steps.append(self._prepare_step("paid", label, done=False))
        return steps

    def _prepare_paid_step(self, move, payment):
        day, names = payment or (move.invoice_date, "")
        if move.payment_state in SETTLED:
            label = self.env._("Paid")
            return self._prepare_step("paid", label, day, proof=names)
        partly = move.payment_state == "partial"
        return self._prepare_step(
            "paid",
            self.env._("Partly paid") if partly else self.env._("To be paid"),
            move.invoice_date_due,
            done=False,
            proof=names,
        )
