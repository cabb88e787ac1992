# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from odoo import models
from odoo.fields import Command

from ..engine import match


def _decimal(quantity):
    return Decimal(f"{quantity:.6f}")


class DistributorReturnCrediting(models.AbstractModel):
    """The credit notes of returns: parts of the invoices that billed the goods.

    Prices, taxes and discounts are those of the invoice, because its lines are copied.
    What pays back, and what commission falls, is decided by whoever watches credit
    notes: nothing is calculated here but quantities.
    """

    _name = "distributor.return.crediting"
    _description = "Credit Notes of Returns"

    def _credit_as_configured(self):
        """Make the credit notes if the company wants that without being asked."""
        self.ensure_one()
        mode = self.company_id.distributor_return_credit
        if mode != "manual":
            self._credit(post=mode == "post")

    def _get_uncredited(self):
        """Return {line: quantity} that came and is on no credit note, in its unit."""
        self.ensure_one()
        left = {}
        if self.state in ("approved", "expected", "received", "credited"):
            for line in self.line_ids:
                quantity = line._get_due_quantity() - line.quantity_credited
                if line.uom_id.compare(quantity, 0) > 0:
                    left[line] = quantity
        return left

    def _get_credited_quantities(self):
        """Return {order line: quantity} on the credit notes, in the delivery's unit."""
        self.ensure_one()
        found = {}
        notes = self.credit_note_ids.filtered(lambda note: note.state != "cancel")
        units = {line.order_line_id: line.uom_id for line in self.line_ids}
        for item in notes.invoice_line_ids:
            for sold in item.sale_line_ids & self.line_ids.order_line_id:
                quantity = item.product_uom_id._compute_quantity(
                    item.quantity, units[sold]
                )
                found[sold] = found.get(sold, 0.0) + quantity
        return found

    def _credit(self, post=False):
        """Make the credit notes of what came and was invoiced.

        :param post: whether they are posted at once
        :return: account.move, which may be none
        """
        self.ensure_one()
        self._check_step("approved", "expected", "received", "credited")
        # sudo: finance asked for it, or the company's setting
        record = self.sudo()
        record.order_id._lock_for_return()
        notes = record._create_credit_notes(record._plan_credit())
        if notes and post:
            notes.action_post()
        if record.state in ("approved", "received") and not record.credit_note_ids:
            record.message_post(
                body=self.env._(
                    "Nothing to credit: the goods were not invoiced, or are credited"
                    " already."
                )
            )
            record._close()
        record._sync_credited()
        return notes

    def _plan_credit(self):
        """Return {invoice line: {return line: quantity}}, in the unit of the order."""
        plan = {}
        rest = {}  # invoiced lines are used up by the lines of this return
        for line, quantity in self._get_uncredited().items():
            sold = line.order_line_id
            wanted = line.uom_id._compute_quantity(
                quantity, sold.product_uom_id, round=False
            )
            if sold not in rest:
                rest[sold] = sold._get_creditable()
            limit, invoiced = rest[sold]
            start, end = sold._get_delivered_interval(line.move_id)
            parts = match(
                min(_decimal(wanted), limit), start, end, list(invoiced.values())
            )
            for key, part in parts.items():
                item = invoiced[key]
                invoiced[key] = item._replace(left=item.left - part)
                limit -= part
                plan.setdefault(key, {})[line] = part
            rest[sold] = (limit, invoiced)
        return plan

    def _create_credit_notes(self, plan):
        """Reverse the planned part of each invoice; return the drafts."""
        lines = self.env["account.move.line"].browse(plan)
        notes = self.env["account.move"]
        for invoice, billed in lines.grouped("move_id").items():
            notes += self._reverse_invoice(
                invoice, {line: plan[line.id] for line in billed}
            )
        return notes

    def _reverse_invoice(self, invoice, parts):
        """Return a draft that credits parts of an invoice.

        :param parts: {invoice line: {return line: quantity in the unit of the order}}
        """
        wizard = (
            self.env["account.move.reversal"]
            .with_context(active_model="account.move", active_ids=invoice.ids)
            .with_company(invoice.company_id)
            .create({"journal_id": invoice.journal_id.id, "reason": self.name})
        )
        wizard.refund_moves()
        note = wizard.new_move_ids
        note.distributor_return_id = self
        commands = []
        shares = self._share_discounts(invoice, note, parts)
        for line, copy in self._pair_lines(invoice, note):
            if line in parts:
                commands.append(self._prepare_credit_line(line, copy, parts[line]))
            elif line in shares:
                commands.append(Command.update(copy.id, shares[line]))
            else:
                commands.append(Command.delete(copy.id))
        note.write({"invoice_line_ids": commands})
        note._settle_tax_rounding()
        return note

    def _pair_lines(self, invoice, note):
        """Return [(line, its copy)]; copies are made in the order of ids."""
        return list(
            zip(
                invoice.invoice_line_ids.sorted("id"),
                note.invoice_line_ids.sorted("id"),
                strict=True,
            )
        )

    def _prepare_credit_line(self, line, copy, part):
        sold = next(iter(part)).order_line_id
        quantity = sold.product_uom_id._compute_quantity(
            float(sum(part.values())), line.product_uom_id, round=False
        )
        return Command.update(copy.id, {"quantity": quantity})

    def _share_discounts(self, invoice, note, parts):
        """Return {discount line: values} of what such lines take of the credit.

        A line below zero reduced all the goods of the invoice, so it reduces what is
        credited of them in the same proportion.
        """
        lines = invoice.invoice_line_ids
        discounts = lines.filtered(lambda line: line._is_shared_discount())
        total = sum(
            line.price_subtotal for line in lines if line._is_reduced_by_discount()
        )
        if not discounts or not total:
            return {}
        earlier = (
            (invoice.reversal_move_ids - note)
            .filtered(lambda move: move.state != "cancel")
            .invoice_line_ids
        )
        credited = sum(
            line.price_subtotal for line in earlier if line._is_reduced_by_discount()
        ) + sum(line._get_net_of(part) for line, part in parts.items())
        share = min(1.0, credited / total)
        return {
            line: line._prepare_discount_share(share, earlier) for line in discounts
        }

    def _sync_credited(self):
        """Follow the credit notes: posted, settled, or taken back."""
        for record in self.sudo():  # sudo: the notes were changed by right
            if record.state not in ("approved", "received", "credited", "closed"):
                continue
            notes = record.credit_note_ids.filtered(lambda n: n.state != "cancel")
            posted = notes and all(note.state == "posted" for note in notes)
            if not posted:
                if notes and record.state in ("credited", "closed"):
                    record._reopen()
            elif record.state in ("approved", "received"):
                record.state = "credited"
                record._tell_distributor("credited")
            if record.state == "credited" and all(n._is_settled() for n in notes):
                record._close()

    def _reopen(self):
        back = any(self.line_ids.mapped("quantity_received"))
        self.write({"state": "received" if back else "approved", "closed_date": False})

    def _get_returned_money(self):
        """Return [(wallet, amount)] that went back to each wallet, in its currency."""
        self.ensure_one()
        totals = {}
        # sudo: callers checked who may see the money of the distributor
        for capture in self.sudo().credit_note_ids.wallet_capture_ids:
            if not capture.undone:
                wallet = capture.wallet_id
                totals[wallet] = totals.get(wallet, 0.0) - capture.amount
        return list(totals.items())

    def action_view_credit_notes(self):
        """Open the credit notes of this return."""
        self.check_access("read")
        notes = self.sudo().credit_note_ids  # sudo: ids only, opened by rights
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "account.action_move_out_refund_type"
        )
        action = dict(action, domain=[("id", "in", notes.ids)], context={})
        if len(notes) == 1:
            action.update(views=[(False, "form")], res_id=notes.id)
        return action
