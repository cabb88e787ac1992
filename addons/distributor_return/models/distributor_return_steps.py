# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

MAX_TEXT = 2000


class DistributorReturnSteps(models.AbstractModel):
    """The steps of a return, behind an ``action_*`` that checks the user."""

    _name = "distributor.return.steps"
    _description = "Steps of Returns"

    def action_request(self):
        """Hand drafts in, on behalf of the distributor."""
        self.check_access("write")
        for record in self:
            record._request()

    def action_approve(self):
        """Approve requests; the goods are expected from now on."""
        self._check_may_decide()
        for record in self:
            record._approve()

    def action_refuse(self):
        """Open the form that asks for the words to the distributor."""
        self.ensure_one()
        self._check_may_decide()
        self._check_step("requested")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_return.distributor_return_refuse_action"
        )
        return dict(action, context={"default_return_id": self.id})

    def action_cancel(self):
        """Give returns up, as long as nothing came back."""
        self.check_access("write")
        if self.filtered(lambda record: record.state in ("approved", "expected")):
            self._check_may_decide()
        self._cancel()

    def action_credit(self):
        """Make the credit notes of what came back."""
        self._check_finance()
        for record in self:
            record._credit()
        return self.action_view_credit_notes() if len(self) == 1 else True

    def action_close(self):
        """Close returns of which nothing more is to be credited."""
        self._check_finance()
        self._check_step("approved", "received", "credited")
        self._close()

    @api.model
    def _request_by_distributor(self, order, lines, reason, text, files=(), **kw):
        """Record what a distributor wants to give back, as it says in the portal.

        The caller checks that the user works for the distributor of the order.

        :param lines: list of (stock.move, stock.lot, quantity)
        :param files: list of (name, content, mimetype) that were checked
        :param kw: key, which makes a request sent twice one; user, the current one by
            default
        :return: distributor.return, in sudo
        :raise UserError: says what cannot come back, and why
        """
        user = kw.get("user") or self.env.user
        # sudo: the caller checked the user; portal users have no right on the model
        returns = self.with_user(user).sudo()
        order = order.with_env(returns.env)
        order._lock_for_return()
        key = kw.get("key") or False
        if key and (known := returns._find_request(order.distributor_id, key)):
            return known
        record = returns.create(
            {
                "order_id": order.id,
                "reason_id": reason.id,
                "description": (text or "").strip()[:MAX_TEXT],
                "request_key": key,
                "line_ids": [
                    Command.create(
                        {"move_id": move.id, "lot_id": lot.id, "quantity": quantity}
                    )
                    for move, lot, quantity in lines
                ],
            }
        )
        if files:
            record._add_files(files)
        record._request("distributor")
        return record

    def _find_request(self, distributor, key):
        return self.search(
            [("distributor_id", "=", distributor.id), ("request_key", "=", key)]
        )

    def _request(self, requested_by="staff"):
        """Hand a draft in.

        :raise UserError: says what cannot come back, and why
        """
        self.ensure_one()
        self._check_step("draft")
        # sudo: the caller checked the user; from here on fields are read-only for all
        record = self.sudo()
        record.order_id._lock_for_return()
        record.line_ids.filtered(lambda li: li.uom_id.is_zero(li.quantity)).unlink()
        record._check_request(requested_by)
        record.write(
            {
                "state": "requested",
                "requested_by": requested_by,
                "requester_id": self.env.uid,
                "requested_date": fields.Datetime.now(),
            }
        )
        record._plan_activity()
        record._tell_distributor("requested")

    def _approve(self):
        """Accept a request; make the transfer that takes the goods back.

        :raise UserError: requested by the same user, or too much meanwhile
        """
        self.ensure_one()
        self._check_step("requested")
        self._check_four_eyes()
        # sudo: the caller checked the group; stock follows the decision
        record = self.sudo()
        record.order_id._lock_for_return()
        record.line_ids._check_quantity()
        back = record.line_ids.filtered("goods_back")
        record._decide("expected" if back else "approved")
        if back:
            record._create_return_pickings(back)
        record._tell_distributor("approved")
        if not back:
            record._credit_as_configured()

    def _decide(self, state, **vals):
        self.write(
            {
                "state": state,
                "approver_id": self.env.uid,
                "decided_date": fields.Datetime.now(),
                **vals,
            }
        )
        self._drop_activity()

    def _check_four_eyes(self):
        """Refuse a decision of the one who requested it.

        :raise UserError: names the return
        """
        if self.requester_id.id == self.env.uid:
            raise UserError(
                self.env._(
                    "You requested %s: somebody else decides on it.", self.display_name
                )
            )

    def _refuse(self, words):
        """Refuse a request; the words go to the distributor.

        :raise UserError: without words
        """
        self.ensure_one()
        self._check_step("requested")
        words = (words or "").strip()[:MAX_TEXT]
        if not words:
            raise UserError(self.env._("Write why: the distributor is told of it."))
        # sudo: the caller checked the group
        self.sudo()._decide("refused", decision=words)
        self.sudo()._tell_distributor("refused")

    def _mark_sent(self, reference=None):
        """Note that the distributor sent the goods.

        :raise UserError: when no goods are expected
        """
        self.ensure_one()
        self._check_step("expected")
        # sudo: the caller checked the user
        self.sudo().write(
            {
                "sent_date": fields.Datetime.now(),
                "tracking_ref": (reference or "").strip()[:100] or False,
            }
        )

    def _cancel(self):
        """Give returns up, and the transfers that wait for their goods.

        :raise UserError: when goods came back already
        """
        self._check_step("draft", "requested", "approved", "expected")
        for record in self.sudo():  # sudo: the caller checked the user
            if any(record.line_ids.mapped("quantity_received")) or (
                record.credit_note_ids.filtered(lambda n: n.state != "cancel")
            ):
                raise UserError(
                    self.env._(
                        "Goods of %s came back or were credited already.",
                        record.display_name,
                    )
                )
            record.state = "cancelled"
            record._drop_activity()
            record._get_waiting_moves()._action_cancel()

    def _close(self):
        # sudo: the caller checked the user, or what closes it
        self.sudo().write({"state": "closed", "closed_date": fields.Datetime.now()})
