# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from .distributor_commission_dispute_states import KINDS, OPEN

MAX_REASON = 5000
# settlements whose lines can still be taken out
CHANGEABLE = ("draft", "reviewed", "approved", "confirmed")


class DistributorCommissionDisputeOpening(models.AbstractModel):
    """Opening disputes, and freezing what they are about."""

    _name = "distributor.commission.dispute.opening"
    _description = "Opening Disputes"

    @api.model
    def _open_by_distributor(
        self,
        distributor,
        entry,
        expected,
        reason,
        files=(),
        kind=None,
        document=None,
        user=None,
    ):
        """Record that a distributor does not agree, as it says in the portal.

        The caller checks that the user works for the distributor.

        :param distributor: distributor.distributor record
        :param entry: its entry, or none when nothing was paid for a document
        :param expected: the amount it expects, in the currency of the company
        :param reason: why
        :param files: list of (name, content, mimetype) that were checked
        :param kind: a key of KINDS; by default too little, or missing without entry
        :param document: number of the invoice or order for which nothing was paid
        :param user: res.users who disputes, the current one by default
        :return: distributor.commission.dispute, in sudo
        :raise UserError: the entry is of somebody else, disputed already, or part of a
            settlement that counts as confirmed; or nothing is expected
        """
        user = user or self.env.user
        # sudo: the caller checked the user
        if closed := entry.sudo()._get_dispute_closed():
            raise UserError(closed)
        return self.with_user(user)._open(
            distributor, entry, expected, reason, files, kind, document, "distributor"
        )

    @api.model
    def _open(
        self, distributor, entry, expected, reason, files, kind, document, opened_by
    ):
        """Open a dispute; callers checked who may.

        :param opened_by: a key of the field of this name
        """
        # sudo: the callers checked the user; nobody writes disputes otherwise
        disputes, distributor, entry = self.sudo(), distributor.sudo(), entry.sudo()
        vals = disputes._prepare_vals(distributor, entry, expected, kind, document)
        vals["reason"] = self._read_reason(reason)
        dispute = disputes.create(
            {**vals, "opened_by": opened_by, "user_id": self.env.uid}
        )
        dispute._add_files(files)
        dispute._freeze()
        dispute._plan_activity()
        dispute._tell_distributor("opened")
        return dispute

    def _read_reason(self, reason):
        reason = (reason or "").strip()[:MAX_REASON]
        if not reason:
            raise UserError(self.env._("Write why the amount is not right."))
        return reason

    def _prepare_vals(self, distributor, entry, expected, kind, document):
        kind = kind or ("amount" if entry else "missing")
        if kind not in dict(KINDS):
            raise UserError(self.env._("Choose what is wrong."))
        currency = distributor.company_id.currency_id
        if entry:
            self._check_entry(distributor, entry)
            source, number = entry.source_id, entry.document_id.document
        else:
            number = (document or "").strip()[:100]
            self._check_document(distributor, number)
            source = self._find_source(distributor, number)
        amount = self._get_standing_amount(entry)
        expected = currency.round(expected or 0.0)
        if not currency.compare_amounts(expected, amount):
            raise UserError(
                self.env._(
                    "%s is what it earned already: enter the amount it expects.",
                    currency.format(amount),
                )
            )
        company = distributor.company_id
        today = company._get_commission_today()
        days = company.distributor_commission_dispute_days
        return {
            "name": self._get_next_number(company),
            "distributor_id": distributor.id,
            "entry_id": entry.id,
            "source_id": source.id,
            "document": number,
            "kind": kind,
            "date": today,
            "deadline": today + relativedelta(days=days),
            "entry_amount": amount,
            "expected_amount": expected,
            "settlement_id": entry.settlement_id.id,
            "responsible_id": self._get_responsible(distributor).id,
        }

    def _get_standing_amount(self, entry):
        """Return what an entry came to, with corrections and decisions about it."""
        standing = self._fetch_standing(entry)
        return float(standing[entry.id]["amount"]) if entry else 0.0

    def _get_next_number(self, company):
        sequences = self.env["ir.sequence"].with_company(company)
        return sequences.next_by_code("distributor.commission.dispute")

    def _check_entry(self, distributor, entry):
        """Refuse an entry of somebody else, and one that is disputed.

        :raise UserError: says which dispute is open
        """
        entry.ensure_one()
        if entry.beneficiary_id != distributor:
            raise UserError(
                self.env._(
                    "%(entry)s is no entry of %(distributor)s.",
                    entry=entry.display_name,
                    distributor=distributor.display_name,
                )
            )
        self._check_new([("entry_id", "=", entry.id)])

    def _check_document(self, distributor, number):
        if not number:
            raise UserError(
                self.env._("Enter the number of the invoice or order that is missing.")
            )
        self._check_new(
            [
                ("distributor_id", "=", distributor.id),
                ("entry_id", "=", False),
                ("document", "=", number),
            ]
        )
        sources = self._find_sources(distributor, number)
        entry = self.env["distributor.commission.entry"].search(
            [
                ("source_id", "in", sources.filtered(lambda s: not s.undone).ids),
                ("beneficiary_id", "=", distributor.id),
            ],
            order="id",
            limit=1,
        )
        if entry:
            raise UserError(
                self.env._(
                    "%(number)s is not missing: %(entry)s was booked on %(date)s with"
                    " %(amount)s. Dispute that entry. If another invoice of the order"
                    " is missing, enter the number of the invoice.",
                    number=number,
                    entry=entry.display_name,
                    date=format_date(self.env, entry.date),
                    amount=entry.currency_id.format(entry.amount),
                )
            )

    def _check_new(self, domain):
        if known := self.search([*domain, ("state", "in", OPEN)], limit=1):
            raise UserError(
                self.env._(
                    "%(document)s is disputed already in %(dispute)s: wait for the"
                    " decision.",
                    document=known.document,
                    dispute=known.name,
                )
            )

    def _find_source(self, distributor, number):
        """Return the sale that a document number names, if commission knows it.

        One for which the distributor stood above the buyer comes first.
        """
        found = self._find_sources(distributor, number)
        own = found.filtered(
            lambda source: any(link[1] == distributor.id for link in source.chain or [])
        )
        return (own or found)[:1]

    def _find_sources(self, distributor, number):
        """Return what commission knows under a document number, undone sales last."""
        found = self.env["distributor.commission.source"].search(
            [
                ("company_id", "=", distributor.company_id.id),
                ("plan_id", "!=", False),
                "|",
                ("document", "=", number),
                ("order_id.name", "=", number),
            ],
            limit=50,
        )
        return found.sorted("undone")

    def _add_files(self, files):
        # sudo: part of the dispute, whose right was checked by the caller; files are
        # evidence and stay as they came
        attachments = self.env["ir.attachment"].sudo()
        attachments.with_context(image_no_postprocess=True).create(
            [
                {
                    "name": name,
                    "raw": content,
                    "mimetype": mimetype,
                    "res_model": self._name,
                    "res_id": self.id,
                }
                for name, content, mimetype in files
            ]
        )

    def _freeze(self):
        """Take disputed entries out of settlements that are not billed.

        The rest of the settlement goes on. What is billed stays as it is; the decision
        goes into the next settlement.
        """
        for dispute in self:
            # sudo: callers checked the user; lines have no rights of their own
            line = dispute.entry_id.sudo().settlement_line_ids
            settlement = line.settlement_id
            if settlement.state not in CHANGEABLE or settlement.carried_to_id:
                continue
            dispute.sudo().settlement_id = settlement
            settlement._take_out(line)
            settlement._message_log(
                body=self.env._(
                    "%(document)s (%(amount)s) is disputed in %(dispute)s and was taken"
                    " out. It waits for the decision.",
                    document=dispute.document,
                    amount=dispute.currency_id.format(dispute.entry_amount),
                    dispute=dispute.name,
                )
            )
