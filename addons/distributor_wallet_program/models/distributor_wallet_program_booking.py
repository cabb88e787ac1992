# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from odoo import api, models
from odoo.fields import Domain

from ..engine import Event, replay


class DistributorWalletProgramBooking(models.AbstractModel):
    """Makes the grants of a programme equal what the money received earns.

    Each movement of the money is replayed by the engine from the first on, and what
    differs from the grants so far is booked: the same for a top-up, one that is undone,
    a refund and a refund that is undone, and nothing when called twice.
    """

    _name = "distributor.wallet.program.booking"
    _description = "Booking of Top-Up Programmes"

    @api.model
    def _follow(self, entry):
        """Grant or take back what an entry on a deposit wallet changes."""
        wallet = entry.wallet_id
        if entry.kind == "topup" and entry.amount > 0:
            for program in self._get_running(entry):
                self.env["distributor.wallet.grant"]._count(program, entry)
        for program, grants in (
            wallet.grant_ids.sorted("id").grouped("program_id").items()
        ):
            program._book(wallet, grants)

    @api.model
    def _get_running(self, entry):
        """Return the programmes for which a top-up counts."""
        wallet = entry.wallet_id
        return self.search(
            Domain("state", "=", "approved")
            & Domain("company_id", "=", wallet.company_id.id)
            & Domain("currency_id", "=", wallet.currency_id.id)
            & Domain("purpose_id", "=", wallet.purpose_id.id)
            & Domain("date_start", "<=", entry.date)
            & (Domain("date_end", "=", False) | Domain("date_end", ">=", entry.date))
            & (
                Domain("level_ids", "=", False)
                | Domain("level_ids", "in", wallet.level_id.ids)
            ),
            order="id",
        )

    def _book(self, wallet, grants):
        """Book the difference between what was earned and what was granted."""
        self.ensure_one()
        earned = self._replay(wallet, set(grants.entry_id.ids)).net
        for grant in grants:
            target = float(earned.get(grant.entry_id.id, 0))
            change = grant.currency_id.round(target - grant.net)
            if change > 0:
                grant._give(change)
            elif change < 0:
                grant._owe(-change)
        grants._recover()

    def _replay(self, wallet, counting):
        """Return the state of the engine after all movements of a wallet.

        :param counting: ids of the top-up entries that count for this programme
        """
        entries = self.env["distributor.wallet.entry"].search_fetch(
            [("wallet_id", "=", wallet.id), ("kind", "not in", ("capture", "refund"))],
            ["kind", "amount", "move_line_ref"],
            order="sequence",
        )
        return replay(self._get_terms(), self._get_events(entries, counting))

    @api.model
    def _get_events(self, entries, counting):
        """Return the entries as events of the engine.

        What orders use and get back is none: only money that comes in, is paid out, or
        turns out not to have come.
        """
        events, first = [], {}
        for entry in entries:
            amount = Decimal(str(abs(entry.amount)))
            undoes = None
            kind = "received" if entry.amount > 0 else "returned"
            if entry.kind == "undo":
                undone = first.get(entry.move_line_ref)
                if undone is None:
                    continue
                if undone.kind != kind:
                    kind, undoes = "undone", undone.key
            elif entry.amount < 0 and entry.kind != "payout":
                continue
            event = Event(entry.id, kind, amount, entry.id in counting, undoes)
            if entry.kind != "undo":
                first[entry.move_line_ref] = event
            events.append(event)
        return events
