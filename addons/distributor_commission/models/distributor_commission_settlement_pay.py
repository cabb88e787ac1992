# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command

LEFT_OUT = 5  # invoices that are named


class DistributorCommissionSettlementPay(models.AbstractModel):
    """Pays settlements: by vendor bill, which may go into the deposit or be set off."""

    _name = "distributor.commission.settlement.pay"
    _description = "Paying Settlements"

    def _bill(self):
        """Make one draft vendor bill for each confirmed settlement.

        Those that have nothing to pay stop nobody else's bill.

        :return: account.move records, without sudo
        :raise UserError: names the settlement that cannot be billed
        """
        ended = self._end_without_payment()
        payable = self.filtered(lambda settlement: settlement.outcome == "bill")
        if not payable and not ended:
            self._check_nothing_to_pay()
        payable._check_step("confirmed")
        payable._check_holds()
        return payable._make_bills()

    def _make_bills(self):
        # sudo: a manager without accounting rights may bill, callers checked that
        # the user is finance or manager; the accountant checks and posts the bill
        bills = self.env["account.move"].sudo()
        for plan, settlements in self.sudo().grouped("plan_id").items():
            account = plan._get_expense_account(plan.company_id)
            cancelled = settlements.filtered("bill_id")
            for settlement in cancelled:
                settlement._renew_bill(account)
            bills |= cancelled.bill_id
            bills |= (settlements - cancelled)._create_bills(account)
        return bills.sudo(self.env.su)

    def _create_bills(self, account):
        bills = self.env["account.move"].create(
            [settlement._prepare_bill_vals(account) for settlement in self]
        )
        for settlement, bill in zip(self, bills, strict=True):
            settlement.write({"bill_id": bill.id, "state": "billed"})
        return bills

    def _renew_bill(self, account):
        """Use the bill that was cancelled again, so that no two can be posted."""
        vals = self._prepare_bill_vals(account)
        self.bill_id.button_draft()
        self.bill_id.write(
            {
                "invoice_date": vals["invoice_date"],
                "invoice_line_ids": [Command.clear(), *vals["invoice_line_ids"]],
            }
        )

    def _check_nothing_to_pay(self):
        for settlement in self:
            if settlement.outcome != "bill":
                raise UserError(
                    self.env._(
                        "%(name)s has a total of %(total)s: there is nothing to bill."
                        " What is below zero or below the minimum is carried into the"
                        " next settlement.",
                        name=settlement.name,
                        total=settlement.currency_id.format(settlement.amount_total),
                    )
                )

    def _prepare_bill_vals(self, account):
        """Return the values of the vendor bill, in the language of the distributor.

        :param account: expense account, or none for that of the journal
        """
        self.ensure_one()
        lang = self.partner_id.lang or self.env.lang
        translated = self.with_context(lang=lang)
        names = []
        if self.entry_count:
            names.append(
                (
                    translated.env._(
                        "Commission %(month)s", month=translated._format_month()
                    ),
                    self.amount_lines,
                )
            )
        if self.amount_carried:
            names.append(
                (
                    translated.env._(
                        "Brought forward from %(names)s",
                        names=", ".join(self.carried_from_ids.mapped("name")),
                    ),
                    self.amount_carried,
                )
            )
        return {
            "move_type": "in_invoice",
            "company_id": self.company_id.id,
            "partner_id": self.partner_id.id,
            "currency_id": self.currency_id.id,
            "invoice_date": self.company_id._get_commission_today(),
            "ref": self.name,
            "invoice_origin": self.name,
            "invoice_line_ids": [
                Command.create(
                    {
                        "name": name,
                        "quantity": 1.0,
                        "price_unit": amount,
                        "tax_ids": [Command.clear()],
                        **({"account_id": account.id} if account else {}),
                    }
                )
                for name, amount in names
            ],
        }

    def _pay_out(self):
        """Pay posted bills without the bank, as each settlement says.

        :raise UserError: names what is not billed, or is paid by the bank
        """
        self._check_step("billed")
        self._check_holds()
        for settlement in self.sorted(lambda s: s.beneficiary_id.id):
            # sudo: the caller is finance or manager, and the bill belongs to them
            pay = getattr(settlement.sudo(), f"_pay_as_{settlement.payout}")
            pay()

    def _pay_as_bill(self):
        raise UserError(
            self.env._(
                "%(name)s is paid by the bank: register the payment of its bill.",
                name=self.name,
            )
        )

    def _pay_as_wallet(self):
        self.bill_id._pay_into_wallet(self.beneficiary_id)

    def _pay_as_offset(self):
        """Set the bill off against open invoices, oldest first; the rest stays payable.

        :raise UserError: when the bill is not posted, or nothing is open
        """
        self.ensure_one()
        bill = self.bill_id
        if bill.state != "posted" or bill.currency_id.is_zero(bill.amount_residual):
            raise UserError(
                self.env._(
                    "%s is not posted, or nothing of it is left to pay.",
                    bill.display_name,
                )
            )
        payable = bill.line_ids.filtered(
            lambda line: line.account_type == "liability_payable"
            and not line.reconciled
        )
        shares = self._get_offset_shares(-sum(payable.mapped("amount_residual")))
        if not shares:
            raise UserError(
                self.env._(
                    "%(distributor)s has no open invoice against which %(name)s could"
                    " be set off. Pay the bill, or into the deposit. %(left_out)s",
                    distributor=self.beneficiary_id.display_name,
                    name=self.name,
                    left_out=self._describe_left_out(),
                )
            )
        move = self.env["account.move"].create(
            self._prepare_offset_vals(payable[0], shares)
        )
        move.action_post()
        (payable | move.line_ids[0]).reconcile()
        for (invoice_line, _amount), line in zip(
            shares, move.line_ids[1:], strict=True
        ):
            (invoice_line | line).reconcile()
        self.offset_move_id = move
        left_out = self._describe_left_out()
        if left_out and not bill.currency_id.is_zero(bill.amount_residual):
            self._message_log(body=left_out)

    def _describe_left_out(self):
        """Return which open invoices are not set off, and why; empty without any."""
        lines = self.env["account.move.line"].search(
            [
                *self._get_offset_domain(),
                ("currency_id", "!=", self.currency_id.id),
            ],
            order="date_maturity, date, id",
            limit=LEFT_OUT + 1,
        )
        if not lines:
            return ""
        names = [
            f"{line.move_id.name} ({line.currency_id.name})"
            for line in lines[:LEFT_OUT]
        ]
        return self.env._(
            "Left out, as only invoices in %(currency)s are set off: %(names)s.",
            currency=self.currency_id.name,
            names=", ".join(names) + (" …" if len(lines) > LEFT_OUT else ""),
        )

    def _get_offset_domain(self):
        """Return the domain of what the distributor owes, in any currency."""
        return [
            ("company_id", "=", self.company_id.id),
            (
                "partner_id.commercial_partner_id",
                "=",
                self.partner_id.commercial_partner_id.id,
            ),
            ("move_id.move_type", "=", "out_invoice"),
            ("parent_state", "=", "posted"),
            ("account_type", "=", "asset_receivable"),
            ("reconciled", "=", False),
            ("amount_residual", ">", 0),
        ]

    def _get_offset_shares(self, amount):
        """Return [(receivable line, amount)] that a payable amount settles."""
        lines = self.env["account.move.line"].search(
            [*self._get_offset_domain(), ("currency_id", "=", self.currency_id.id)],
            order="date_maturity, date, id",
        )
        shares = []
        for line in lines:
            share = min(line.amount_residual, amount)
            if self.currency_id.compare_amounts(share, 0) <= 0:
                break
            shares.append((line, share))
            amount = self.currency_id.round(amount - share)
        return shares

    def _prepare_offset_vals(self, payable, shares):
        """Return the entry that moves what is owed against what is owed to us."""
        total = self.currency_id.round(sum(amount for _line, amount in shares))
        label = self.env._("Set off: %(name)s", name=self.name)
        journal = self.env["account.journal"].search(
            [
                *self.env["account.journal"]._check_company_domain(self.company_id),
                ("type", "=", "general"),
            ],
            order="sequence, id",
            limit=1,
        )
        if not journal:
            raise UserError(
                self.env._(
                    "%s has no journal for miscellaneous entries.", self.company_id.name
                )
            )
        return {
            "move_type": "entry",
            "company_id": self.company_id.id,
            "journal_id": journal.id,
            "date": self.company_id._get_commission_today(),
            "ref": label,
            "line_ids": [
                Command.create(
                    {
                        "account_id": line.account_id.id,
                        "partner_id": line.partner_id.id,
                        "currency_id": self.currency_id.id,
                        "name": label,
                        "debit": debit,
                        "credit": credit,
                    }
                )
                for line, debit, credit in [
                    (payable, total, 0.0),
                    *((line, 0.0, amount) for line, amount in shares),
                ]
            ],
        }

    def _undo_offset(self):
        """Open the invoices again which were set off against bills that are reset.

        :raise UserError: when the set-off stands in a locked period
        """
        moves = self.offset_move_id.filtered(lambda move: move.state == "posted")
        if moves:
            moves.line_ids.remove_move_reconcile()
            moves.button_draft()
            moves.button_cancel()
