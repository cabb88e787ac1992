# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.tools import format_datetime


class DistributorReturnTimeline(models.AbstractModel):
    """The way of a return, step by step, as its distributor follows it."""

    _name = "distributor.return.timeline"
    _description = "Timeline of a Return"

    def _get_portal_timeline(self, with_money=False):
        """Return the steps that were taken and those that come.

        :param with_money: whether the reader may see what was credited
        :return: list of dict of name, label, day (text) and detail, the first open
            step is the one the return waits for
        """
        self.ensure_one()
        steps = [self._step("requested", self.env._("Requested"), self.requested_date)]
        if self.state == "cancelled":
            return [
                *steps,
                self._step("end", self.env._("Taken back"), self.write_date),
            ]
        if self.state == "refused":
            refused = self.env._("Not accepted")
            return [
                *steps,
                self._step("end", refused, self.decided_date, self.decision),
            ]
        steps.append(self._step("approved", self.env._("Approved"), self.decided_date))
        if any(self.line_ids.mapped("goods_back")):
            sent = self.sent_date or self.received_date
            steps += [
                self._step(
                    "sent", self.env._("Sent back"), sent, self.tracking_ref or ""
                ),
                self._step(
                    "received",
                    self.env._("Received"),
                    self.received_date,
                    self._tell_received(),
                ),
            ]
        return [*steps, self._get_credit_step(with_money)]

    def _get_credit_step(self, with_money):
        done = self.state in ("credited", "closed")
        notes = self._get_portal_notes()
        if done and not notes:
            return self._step(
                "credited",
                self.env._("Done"),
                self.closed_date,
                self.env._("It was not invoiced, so there is nothing to pay back."),
            )
        detail = ""
        if done and with_money:
            detail = self.currency_id.format(self.amount_credited)
        day = done and max(notes.mapped("invoice_date"))
        return self._step("credited", self.env._("Money back"), day, detail)

    def _step(self, name, label, day, detail=""):
        return {
            "name": name,
            "label": label,
            "done": bool(day),
            "day": day and self._tell_day(day) or "",
            "detail": detail or "",
        }

    def _tell_day(self, day):
        if hasattr(day, "hour"):
            zone = self.distributor_id._get_zone()
            return format_datetime(self.env, day, tz=zone, dt_format="short")
        return self.env["ir.qweb.field.date"].value_to_html(day, {})

    def _tell_received(self):
        """Tell what came when it is not what was announced."""
        lines = self.line_ids.filtered("goods_back")
        if not self.received_date or all(
            not line.uom_id.compare(line.quantity, line.quantity_received)
            for line in lines
        ):
            return ""
        return ", ".join(
            self.env._(
                "%(came)s of %(asked)s %(product)s",
                came=f"{line.quantity_received:g}",
                asked=f"{line.quantity:g}",
                product=line.product_id.name,
            )
            for line in lines
        )
