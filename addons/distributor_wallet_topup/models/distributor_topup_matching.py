# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.sql import escape_psql

from .topup_reference import find_references, normalize

CERTAIN = 100
# days around a bank line in which the same money may have been registered by hand
NEAR = relativedelta(days=10)


class DistributorTopupMatching(models.AbstractModel):
    """Finds out which distributor money on a bank statement comes from.

    A reference with its very amount and currency is certain and booked at once. All
    else is a suggestion with its reasons, for finance to decide.
    """

    _name = "distributor.topup.matching"
    _description = "Matching of Bank Lines"

    def _suggest(self):
        """Score these open matches anew, and book those that are certain."""
        known = self._collect_known()
        for match in self:
            match.write(match._get_suggestion(known))
            if match.score == CERTAIN:
                match._book_if_certain()

    def _book_if_certain(self):
        self.ensure_one()
        try:
            with self.env.cr.savepoint():
                self.automatic = True
                self._book()
        except UserError as error:
            # the bank line stays as imported, and finance sees what was in the way
            self.invalidate_recordset()
            self.write({"automatic": False, "score": CERTAIN - 1, "reason": str(error)})

    def _collect_known(self):
        """Return what these lines may be recognised by, read for all of them at once.

        :return: dict of dicts, each by (company, text)
        """
        lines = self.statement_line_id
        companies = lines.company_id
        texts = {line: line._get_top_up_texts() for line in lines}
        references = {line: find_references(*texts[line]) for line in lines}
        names = {name for found in references.values() for name in found}
        topups = self.env["distributor.topup"].search(
            [
                ("name", "in", list(names)),
                ("company_id", "in", companies.ids),
            ]
        )
        return {
            "references": references,
            "topups": {(t.company_id, t.name): t for t in topups},
            "codes": self._collect_codes(texts, companies),
            "accounts": self._collect_accounts(lines, companies),
            "names": self._collect_names(lines, companies),
            "open": self._collect_open(lines),
            "registered": self._collect_registered(lines),
        }

    @api.model
    def _collect_codes(self, texts, companies):
        words = {
            word.strip(".,;:()[]").upper()
            for found in texts.values()
            for text in found
            for word in (text or "").split()
        }
        distributors = self.env["distributor.distributor"].search(
            [("code", "in", list(words)), ("company_id", "in", companies.ids)]
        )
        return {(d.company_id, d.code): d for d in distributors}

    @api.model
    def _collect_accounts(self, lines, companies):
        numbers = {
            normalize(line.account_number) for line in lines if line.account_number
        }
        accounts = self.env["res.partner.bank"].search(
            [("sanitized_acc_number", "in", list(numbers))]
        )
        owners = self._collect_distributors(accounts.partner_id, companies)
        return {
            (company, account.sanitized_acc_number): owner
            for account in accounts
            for (company, partner), owner in owners.items()
            if partner == account.partner_id.commercial_partner_id
        }

    @api.model
    def _collect_distributors(self, partners, companies):
        distributors = self.env["distributor.distributor"].search(
            [
                ("partner_id", "in", partners.commercial_partner_id.ids),
                ("company_id", "in", companies.ids),
            ]
        )
        return {(d.company_id, d.partner_id): d for d in distributors}

    @api.model
    def _collect_names(self, lines, companies):
        names = {
            name.strip()
            for line in lines
            for name in (line.partner_name, line.partner_id.commercial_partner_id.name)
            if name and name.strip()
        }
        if not names:
            return {}
        distributors = self.env["distributor.distributor"].search(
            Domain("company_id", "in", companies.ids)
            & Domain.OR(Domain("name", "=ilike", escape_psql(n)) for n in names)
        )
        found = {}
        for distributor in distributors:
            key = (distributor.company_id, normalize(distributor.name))
            # two of one name say nothing
            found[key] = distributor if key not in found else distributor.browse()
        return found

    @api.model
    def _collect_open(self, lines):
        """Return {(distributor, currency, amount): top-ups that wait}."""
        amounts = {line._get_received()[0] for line in lines}
        groups = self.env["distributor.topup"]._read_group(
            [
                ("company_id", "in", lines.company_id.ids),
                ("amount", "in", list(amounts)),
                ("state", "in", ("waiting", "expired")),
            ],
            ["distributor_id", "currency_id", "amount"],
            ["id:recordset"],
        )
        return {(d, c, c.round(amount)): t for d, c, amount, t in groups}

    @api.model
    def _collect_registered(self, lines):
        """Return {(partner, currency, amount): payments} registered by hand."""
        if not lines:
            return {}
        payments = self.env["account.payment"].search(
            [
                ("distributor_wallet_id", "!=", False),
                ("distributor_topup_id", "=", False),
                ("payment_type", "=", "inbound"),
                ("state", "in", ("in_process", "paid")),
                ("company_id", "in", lines.company_id.ids),
                ("date", ">=", min(lines.mapped("date")) - NEAR),
                ("date", "<=", max(lines.mapped("date")) + NEAR),
            ]
        )
        return payments.grouped(
            lambda p: (p.partner_id, p.currency_id, p.currency_id.round(p.amount))
        )

    def _get_suggestion(self, known):
        """Return the values of the best suggestion for this bank line."""
        self.ensure_one()
        score, distributor, topup, reasons = self._suggest_reference(known)
        if not distributor:
            score, distributor, reasons = self._suggest_payer(known, reasons)
        key = (distributor, self.currency_id, self.currency_id.round(self.amount))
        if distributor and not topup and len(known["open"].get(key, ())) == 1:
            topup = known["open"][key]
            score += 15
            reasons.append(self.env._("%s waits for this amount.", topup.name))
        key = (distributor.partner_id, *key[1:])
        registered = known["registered"].get(key) if distributor else None
        near = registered and registered.filtered(
            lambda p: self.date - NEAR <= p.date <= self.date + NEAR
        )
        if near:
            score = min(score, 40)
            reasons.append(
                self.env._(
                    "Payment %s of this amount was registered by hand already: booking"
                    " this line as well would credit the money twice.",
                    near[:1].name,
                )
            )
        return {
            "distributor_id": distributor.id,
            "topup_id": topup.id,
            "score": score,
            "reason": " ".join(reasons) or False,
        }

    def _suggest_reference(self, known):
        """Return (score, distributor, top-up, reasons) by what the line names."""
        line, company = self.statement_line_id, self.company_id
        references = known["references"][line]
        topups = self.env["distributor.topup"].browse()
        for name in references:
            topups |= known["topups"].get((company, name), topups.browse())
        distributor = topups.distributor_id
        if not topups:
            reasons = [self.env._("No top-up has reference %s.", n) for n in references]
            return 0, distributor, topups, reasons
        if len(topups) > 1:
            reasons = [
                self.env._("It names several: %s.", ", ".join(topups.mapped("name")))
            ]
            if len(distributor) > 1:
                return 0, distributor.browse(), topups.browse(), reasons
            return 60, distributor, topups.browse(), reasons
        return self._suggest_topup(topups)

    def _suggest_topup(self, topup):
        """Return (score, distributor, top-up, reasons) for the one it names."""
        distributor = topup.distributor_id
        reasons = [self.env._("Reference %s.", topup.name)]
        if topup.currency_id != self.currency_id:
            reasons.append(
                self.env._("It was asked for in %s.", topup.currency_id.name)
            )
            return 70, distributor, topup.browse(), reasons
        if topup.state in ("paid", "refunded"):
            reasons.append(self.env._("It was paid already."))
            return 60, distributor, topup.browse(), reasons
        if topup.currency_id.compare_amounts(topup.amount, self.amount):
            reasons.append(
                self.env._(
                    "It was asked for with %s.", topup.currency_id.format(topup.amount)
                )
            )
            return 80, distributor, topup, reasons
        if topup.state == "cancelled":
            reasons.append(self.env._("It was cancelled."))
            return 75, distributor, topup, reasons
        return CERTAIN, distributor, topup, reasons

    def _suggest_payer(self, known, reasons):
        """Return (score, distributor, reasons) by who paid."""
        line, company = self.statement_line_id, self.company_id
        account = normalize(line.account_number)
        if owner := known["accounts"].get((company, account)):
            return 70, owner, [*reasons, self.env._("Paid from its bank account.")]
        for text in line._get_top_up_texts():
            for word in (text or "").split():
                key = (company, word.strip(".,;:()[]").upper())
                if owner := known["codes"].get(key):
                    return 65, owner, [*reasons, self.env._("Code %s.", owner.code)]
        for name in (line.partner_name, line.partner_id.commercial_partner_id.name):
            if owner := known["names"].get((company, normalize(name))):
                return 50, owner, [*reasons, self.env._("The payer has its name.")]
        return 0, self.env["distributor.distributor"].browse(), reasons
