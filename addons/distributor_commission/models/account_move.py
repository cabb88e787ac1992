# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.distributor.models.group_names import DECIDERS

from .commission_totals import get_commission_totals


class AccountMove(models.Model):
    _name = "account.move"
    _inherit = ["account.move", "distributor.commission.credit"]

    _commission_credit_idx = models.Index(
        "(company_id, commercial_partner_id)"
        " WHERE move_type = 'out_refund' AND state = 'posted'"
    )

    commission_count = fields.Integer(
        "Commission Entries",
        compute="_compute_commission",
        groups="distributor.distributor_group_user",
    )
    commission_amount = fields.Monetary(
        "Commission",
        compute="_compute_commission",
        currency_field="company_currency_id",
        groups="distributor.distributor_group_user",
    )
    commission_unlinked_amount = fields.Monetary(
        "Credited Without a Sale",
        compute="_compute_commission_unlinked",
        groups=DECIDERS,
        help="The lines behind which no order stands, before tax.",
    )
    commission_settlement_ids = fields.One2many(
        "distributor.commission.settlement",
        "bill_id",
        "Commission Settlements",
        groups="distributor.distributor_group_user",
    )

    commission_offset_ids = fields.One2many(
        "distributor.commission.settlement",
        "offset_move_id",
        "Settlements Set Off",
        groups="distributor.distributor_group_user",
    )

    def _compute_commission(self):
        totals = get_commission_totals(self, "move_id")
        for move in self:
            move.commission_count, move.commission_amount = totals.get(
                move.id, (0, 0.0)
            )

    def _post(self, soft=True):
        again = self.filtered("posted_before")
        posted = super()._post(soft=soft)
        # sudo: whoever posts an invoice need not read commissions
        booking = self.env["distributor.commission.booking"].sudo()
        booking._book_posted(posted.sudo())
        if again := again & posted:
            booking._reverse_again(again)
        posted._follow_commission_orders()
        posted._get_credited_bills()._cancel_reversed_settlements()
        return posted

    def _follow_commission_orders(self):
        """Let commission see what is credited and billed again of its order."""
        traits = self.env["distributor.commission.booking"]._get_traits()
        moves = self.filtered(lambda m: m.move_type in ("out_invoice", "out_refund"))
        if moves and not traits.isdisjoint(("order", "receipt")):
            moves.line_ids.sale_line_ids.order_id._follow_commission()

    def button_draft(self):
        if not self:  # stock calls it for nothing whenever it deletes no line
            return super().button_draft()
        self._reset_settlements()
        self._get_credited_bills()._check_reversed_settlements()
        was_posted = self.filtered(lambda move: move.state == "posted")
        res = super().button_draft()
        was_posted._undo_commission()
        return res

    def _reset_settlements(self):
        """Undo what bills of settlements were set off against, unless they are closed.

        :raise UserError: names the bill that stays as it is
        """
        # sudo: what a bill stands for does not depend on who may see settlements
        moves = self.sudo()
        bills = moves.filtered(lambda move: move.move_type == "in_invoice")
        settlements = bills.commission_settlement_ids
        for settlement in settlements:
            if settlement.state in ("closed", "cancel"):
                raise UserError(
                    self.env._(
                        "%(bill)s belongs to settlement %(settlement)s, which is in"
                        " state “%(state)s”: it stays as it is.",
                        bill=settlement.bill_id.display_name,
                        settlement=settlement.name,
                        state=settlement._get_state_label(),
                    )
                )
        settlements._undo_offset()
        offsets = moves.filtered(
            lambda move: move.move_type == "entry" and move.commission_offset_ids
        )
        offsets.line_ids.remove_move_reconcile()

    def _get_credited_bills(self):
        """Return the vendor bills that vendor credit notes among these settle."""
        credits = self.filtered(lambda move: move.move_type == "in_refund")
        moves = credits._get_reconciled_amls().move_id
        return moves.filtered(lambda move: move.move_type == "in_invoice")

    def _get_reversing_moves(self):
        """Return the vendor credit notes that these bills were reconciled with."""
        moves = self._get_reconciled_amls().move_id
        return moves.filtered(
            lambda move: move.move_type == "in_refund" and move.state == "posted"
        )

    def _is_reversed_bill(self):
        """Return whether credit notes alone took the whole bill back."""
        self.ensure_one()
        return (
            self.state == "posted"
            and self.payment_state == "reversed"
            and self._get_reconciled_amls().move_id == self._get_reversing_moves()
        )

    def _cancel_reversed_settlements(self):
        """Cancel the settlements of those of these bills that are reversed."""
        # sudo: whoever reconciles a bill need not see settlements
        reversed_bills = (
            self.sudo()
            .filtered(
                lambda move: move.move_type == "in_invoice"
                and move.commission_settlement_ids
            )
            .filtered(lambda bill: bill._is_reversed_bill())
        )
        settlements = reversed_bills.commission_settlement_ids.filtered(
            lambda settlement: settlement.state != "cancel"
        )
        if settlements:
            settlements._cancel_reversed()

    def _check_reversed_settlements(self):
        """Keep bills reversed whose commission another settlement pays.

        :raise UserError: names the bill and its settlement
        """
        # sudo: what a bill stands for does not depend on who may see settlements
        for settlement in self.sudo().commission_settlement_ids:
            if settlement.reversed_date:
                raise UserError(
                    self.env._(
                        "%(bill)s stays reversed: settlement %(settlement)s was"
                        " cancelled for it, and its commission is payable again."
                        " Settle the month of %(distributor)s once more and post that"
                        " bill instead.",
                        bill=settlement.bill_id.display_name,
                        settlement=settlement.name,
                        distributor=settlement.beneficiary_id.display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_commission(self):
        if bills := self.sudo().filtered("commission_settlement_ids"):
            # sudo: whether a settlement refers to it does not depend on who may see it
            raise UserError(
                self.env._(
                    "%(bill)s is the bill of settlement %(settlement)s. Cancel the"
                    " settlement instead.",
                    bill=bills[0].display_name,
                    settlement=bills[0].commission_settlement_ids[0].name,
                )
            )
        # deleting by force skips the way through draft
        self.filtered(lambda move: move.state == "posted")._undo_commission()

    def _sync_commission_payment(self, undone=False):
        """Let commission follow what is paid on these invoices.

        :param undone: whether a payment was taken back, which happens today
        """
        # sudo: whoever reconciles an invoice need not read commissions
        booking = self.env["distributor.commission.booking"].sudo()
        for company, own in self.sudo().grouped("company_id").items():
            day = company._get_commission_today() if undone else None
            booking._sync_payment(own, day)

    def _undo_commission(self):
        moves = self.filtered(lambda m: m.move_type in ("out_invoice", "out_refund"))
        if moves:
            # sudo: whoever may reset an invoice need not read commissions
            self.env["distributor.commission.booking"].sudo()._undo(moves.sudo())
            moves._follow_commission_orders()

    def action_view_commission(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission.distributor_commission_entry_action"
        )
        return dict(action, domain=[("move_id", "=", self.id)], context={})

    def action_explain_commission(self):
        """Open the commission documents of the invoice: who earned, who not, why."""
        self.ensure_one()
        sources = self.env["distributor.commission.source"]
        return sources._get_action([("move_id", "=", self.id)])
