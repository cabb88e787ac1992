# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from odoo.addons.distributor.models.group_names import DECIDERS, FINANCE, MANAGER


class DistributorCommissionCredit(models.AbstractModel):
    """Credit notes that nobody linked to a sale: what they credit is said here."""

    _name = "distributor.commission.credit"
    _description = "Credit Note That Takes Commission Back"
    _inherit = "distributor.commission.unlinked"

    commission_assigned = fields.Boolean(
        "Assigned for Commission", readonly=True, copy=False, groups=DECIDERS
    )
    commission_assigned_lines = fields.Json(
        readonly=True,
        copy=False,
        groups=DECIDERS,
        help="Its lines that were assigned, where others named their order before.",
    )
    commission_reversal_added = fields.Boolean(
        "Reversal by Assignment",
        readonly=True,
        copy=False,
        groups=DECIDERS,
        help="The invoice it reverses was named when it was assigned.",
    )
    commission_exempt_reason = fields.Char(
        "Why No Sale",
        readonly=True,
        copy=False,
        groups=DECIDERS,
        help="Why no sale stands behind this credit note.",
    )

    def _check_commission_finance(self):
        """Only finance and managers say what credit notes are about.

        :raise AccessError: for anybody else
        """
        self.check_access("read")
        if not self.env.su and not any(
            map(self.env.user.has_group, (FINANCE, MANAGER))
        ):
            raise AccessError(
                self.env._(
                    "Only finance or a distribution manager says which sale a credit"
                    " note is about."
                )
            )

    def action_assign_commission(self):
        """Ask which invoice credit notes credit, or why there is none."""
        self._check_commission_finance()
        self._check_unassigned()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission.distributor_commission_credit_assign_action"
        )
        return dict(action, context={"default_credit_ids": [Command.set(self.ids)]})

    def action_unassign_commission(self):
        """Take back what was said about credit notes, with what followed from it."""
        self._check_commission_finance()
        self._unassign_commission()

    def _check_unassigned(self):
        """Refuse credit notes of which it is known what they credit.

        :raise UserError: names the first of them
        """
        self.invalidate_recordset(["commission_is_unassigned"])
        # sudo: the field is for finance and managers, whom callers checked
        if known := self.sudo().filtered(lambda m: not m.commission_is_unassigned):
            raise UserError(
                self.env._(
                    "%s is no posted credit note of a distributor without a sale, or"
                    " somebody has assigned it by now.",
                    known[0].display_name,
                )
            )

    def _assign_commission(self, invoice, sale_lines):
        """Let a credit note take commission back as one made from the invoice does.

        Callers checked the group. The order itself stays as it is: nothing of it is to
        be invoiced again. Where other lines name their order already, only those that
        do not take back, and the invoice that it reverses stays what it was.

        :param invoice: the posted invoice that it credits
        :param sale_lines: {line of the credit note: order line on the invoice}
        :raise UserError: when it is assigned, or a line is not on the invoice
        """
        self.ensure_one()
        self._check_unassigned()
        self._check_assignable(invoice, sale_lines)
        # sudo: callers checked the group; a posted credit note changes nothing else
        credit = self.sudo()
        is_part = bool(credit.invoice_line_ids.sale_line_ids)
        added = not is_part and not credit.reversed_entry_id
        credit.write(
            {
                "commission_assigned": True,
                "commission_assigned_lines": is_part and [ln.id for ln in sale_lines],
                "commission_reversal_added": added,
                **({"reversed_entry_id": invoice.id} if added else {}),
            }
        )
        before = credit._get_commission_taken()
        for line, sale_line in sale_lines.items():
            line.sudo().sale_line_ids = [Command.set(sale_line.ids)]
        self.env["distributor.commission.booking"].sudo()._book_credited(credit)
        credit._follow_commission_orders()
        credit.invalidate_recordset()
        self._log_commission(
            self.env._(
                "Assigned to %(invoice)s: it takes %(amount)s of commission back.",
                invoice=invoice.name,
                amount=credit.company_currency_id.format(
                    credit._get_commission_taken() - before
                ),
            )
        )

    def _get_commission_taken(self):
        """Return what a credit note takes of commission back by now."""
        self.invalidate_recordset(["commission_amount"])
        return -self.commission_amount

    def _check_assignable(self, invoice, sale_lines):
        # sudo: whether they fit together does not depend on who asks
        credit, invoice = self.sudo(), invoice.sudo()
        fits = (
            invoice.move_type == "out_invoice"
            and invoice.state == "posted"
            and invoice.company_id == credit.company_id
            and invoice.commercial_partner_id == credit.commercial_partner_id
            and invoice.currency_id == credit.currency_id
            and credit.reversed_entry_id in (invoice, invoice.browse())
        )
        if not fits:
            raise UserError(
                self.env._(
                    "Choose a posted invoice of %(distributor)s in %(currency)s for"
                    " %(credit)s: the one it reverses, if it reverses one.",
                    distributor=credit.commercial_partner_id.display_name,
                    currency=credit.currency_id.name,
                    credit=credit.name,
                )
            )
        products = credit._get_commission_lines()
        known = invoice.line_ids.sale_line_ids.filtered(
            lambda line: not line.is_downpayment
        )
        chosen = {line.id for line in sale_lines}
        if (
            not products
            or chosen != set(products.ids)
            or any(not lines or lines.sudo() - known for lines in sale_lines.values())
        ):
            raise UserError(
                self.env._(
                    "Choose for each line of %(credit)s which line of %(invoice)s it"
                    " credits.",
                    credit=credit.name,
                    invoice=invoice.name,
                )
            )

    def _exempt_commission(self, reason):
        """Note why no sale stands behind credit notes; callers checked the group.

        :raise UserError: without a reason, or when one is assigned
        """
        self._check_unassigned()
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Write why no sale stands behind it."))
        # sudo: callers checked the group; a posted credit note changes nothing else
        self.sudo().commission_exempt_reason = reason
        self._log_commission(
            self.env._("No sale stands behind it, no commission follows: %s", reason)
        )

    def _unassign_commission(self):
        """Let credit notes stand without a sale again; callers checked the group.

        :raise UserError: when nothing was said about one
        """
        # sudo: callers checked the group; a posted credit note changes nothing else
        for credit in self.sudo():
            if not credit.commission_assigned and not credit.commission_exempt_reason:
                raise UserError(
                    self.env._("Nothing was said about %s.", credit.display_name)
                )
            if credit.commission_assigned:
                credit._unlink_commission_lines()
            credit.write(
                {
                    "commission_assigned": False,
                    "commission_assigned_lines": False,
                    "commission_exempt_reason": False,
                    "commission_reversal_added": False,
                }
            )
        self._log_commission(
            self.env._(
                "What was said about its sale is taken back, and so is what followed."
            )
        )

    def _unlink_commission_lines(self):
        """Let the lines that were assigned stand without an order again."""
        orders, lines = self.line_ids.sale_line_ids.order_id, self.invoice_line_ids
        if own := self.commission_assigned_lines:
            lines = lines.filtered(lambda line: line.id in own)
        lines.sale_line_ids = [Command.clear()]
        if self.commission_reversal_added:
            self.reversed_entry_id = False
        # what follows payments looks at the credit notes that are left
        booking = self.env["distributor.commission.booking"].sudo()
        booking._undo(self)
        if own:
            booking._book_credited(self)
        orders._follow_commission()

    def _log_commission(self, body):
        # sudo: callers checked the group; who did it is the author
        author = self.env.user.partner_id.id
        self.sudo()._message_log_batch(
            bodies=dict.fromkeys(self.ids, body), author_id=author
        )
