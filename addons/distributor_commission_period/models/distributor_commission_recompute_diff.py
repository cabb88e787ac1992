# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import json
from collections import defaultdict
from decimal import Decimal

from odoo import models
from odoo.tools import SQL

from odoo.addons.distributor_commission.engine import get_portion

from .distributor_commission_recompute_sql import BOOKED, CREDITED

ZERO = Decimal(0)
MONEY = ("basis", "source_basis", "amount_before", "amount")
BACK = ("back_basis", "back_source", "back_amount")


class DistributorCommissionRecomputeDiff(models.AbstractModel):
    """Compares what documents earn now with what was booked, share by share.

    A share is the line, the earner and the rule. What credit notes took back of it is
    compared apart, so that later credit notes find the right rest.
    """

    _name = "distributor.commission.recompute.diff"
    _description = "Differences of a Computation Again"
    _inherit = [
        "distributor.commission.recompute.facts",
        "distributor.commission.recompute.decided",
    ]

    def _compare(self, rows, sources, is_missing=False):
        """Return the drafts of entries, and what changes of promises.

        :param rows: facts of the documents
        :param sources: ids of all of them, those without a line as well
        :return: drafts as dict, totals {distributor: [old, new]}, {source: promise}
        """
        shares = self._compute_shares(rows)
        reached = self._get_reached(rows)
        company = rows[0]["company"] if rows else self.env.company.id
        unit = self._get_booking()._get_unit(company)
        new = self._sum_new(shares, reached, unit)
        old = self._fetch_booked(sources)
        taken = self._get_taken(rows, old)
        firsts = self._get_firsts(old)
        decided, beside = self._fetch_decided(sources)
        drafts = []
        for place, pairs in _group_by_place(old, new).items():
            kept, offset = self._draft_decided(decided.get(place), pairs)
            backs = self._get_backs(pairs, taken.get(place[:2], ZERO), kept, unit)
            own = [*self._draft_place(pairs, backs, firsts.get(place)), *offset]
            drafts += [{**draft, "source": place[0]} for draft in own]
        drafts += self._draft_beside(beside, drafts)
        totals = self._sum_up(old, [*decided.values(), *beside.values()], drafts)
        documents = {row["source"]: row for row in rows}
        for draft in drafts:
            source = draft.pop("source")
            row = documents.get(source, {})
            draft.update(
                source_id=None if is_missing else source,
                move_id=row.get("move"),
                order_id=row.get("order"),
                is_missing=is_missing,
            )
        return drafts, totals, self._find_promises(rows, shares)

    def _sum_up(self, old, decided, drafts):
        """Return {distributor: [what is booked, what it comes to]}."""
        totals = defaultdict(lambda: [ZERO, ZERO])
        booked = [(key[3], _sum_amounts(was)) for key, was in old.items()]
        booked += [(own.row["who"], own.paid) for own in decided]
        for who, amount in booked:
            totals[who][0] += amount
            totals[who][1] += amount
        for draft in drafts:
            totals[draft["beneficiary_id"]][1] += Decimal(draft["amount"])
        return totals

    def _draft_decided(self, decided, pairs):
        """Return what decisions pay on top of an earner's share, and drafts for it."""
        if not decided:
            return None, []
        before = sum((was["amount"] for _key, was, _now in pairs if was), ZERO)
        now = sum((now[0][3] for _key, _was, now in pairs if now), ZERO)
        kept, draft = self._draft_kept(decided, now - before)
        return (kept, Decimal(decided.row["whole"])), [draft] if draft else []

    def _sum_new(self, shares, reached, unit):
        """Return {key: ([basis, source basis, before, amount], Share, version)}."""
        found = {}
        for source, own in shares.items():
            for share, version in own:
                money = self._reach(share, source, reached, unit)
                if any(money):
                    found[(source, *share.get_key())] = (money, share, version)
        return found

    def _fetch_booked(self, sources):
        rows = self.env.execute_query_dict(SQL(BOOKED, sources=list(sources)))
        names = ("source", "line", "sale_line", "who", "earner", "generation", "rule")
        booked = {}
        for row in rows:
            for name in (*MONEY, *BACK):
                row[name] = Decimal(row[name])
            booked[tuple(row[name] for name in names)] = row
        return booked

    def _get_firsts(self, old):
        """Return {share without its rule: its first accrual}."""
        firsts = {}
        for key, row in old.items():
            if row["first"]:
                firsts[key[:6]] = min(row["first"], firsts.get(key[:6], row["first"]))
        return firsts

    def _get_taken(self, rows, old):
        """Return {(source, line): net that credit notes took back}.

        Each credit note takes the same part of every share of a line. Where nobody
        earned before, the credit notes themselves tell.
        """
        places, taken = defaultdict(lambda: ZERO), {}
        for key, row in old.items():
            # by the rule of the first accrual, and by a later one
            places[key[:6]] -= row["back_source"]
        for place, net in places.items():
            taken[place[:2]] = max(taken.get(place[:2], ZERO), net, key=abs)
        seen = set(taken)
        unseen = [
            row
            for row in rows
            if row["line"]
            and row["event"] == "invoiced"
            and (row["source"], row["line"]) not in seen
        ]
        if unseen:
            lines = [row["line"] for row in unseen]
            credited = dict(self.env.execute_query(SQL(CREDITED, lines=lines)))
            for row in unseen:
                net = Decimal(credited.get(row["line"], "0"))
                taken[row["source"], row["line"]] = net
        return taken

    def _get_backs(self, pairs, taken, kept, unit):
        """Return what credit notes take back of each pair: basis, source, amount.

        :param kept: what decisions pay on top and the net of the whole line, or None
        """
        amount, whole = kept or (ZERO, ZERO)
        backs = []
        for _key, _was, now in pairs:
            if not now or not taken or not now[0][1]:
                backs.append((ZERO, ZERO, ZERO))
                continue
            # credit notes take the same part of what was decided, with one rounding
            values = (now[0][0], now[0][1], now[0][3] + amount)
            amount = ZERO
            backs.append(
                tuple(-get_portion(value, taken, now[0][1], unit) for value in values)
            )
        if amount and taken and whole:
            basis, source, back = backs[0]
            back -= get_portion(amount, taken, whole, unit)
            backs[0] = (basis, source, back)
        return backs

    def _draft_place(self, pairs, backs, first):
        """Return the drafts of an earner of a line: of what it earns, and taken back.

        A credit note takes back by the rule of the first accrual, so that what was
        taken back is compared over all rules.

        :param pairs: list of (key, what was booked, what is earned now)
        :param backs: what is taken back of each
        """
        drafts = []
        for key, was, now in pairs:
            booked = [was[name] for name in MONEY] if was else [ZERO] * 4
            earned = now[0] if now else [ZERO] * 4
            if earned[3] != booked[3] or earned[0] != booked[0]:
                change = [new - old for new, old in zip(earned, booked, strict=True)]
                kind = "correction" if first else "accrual"
                drafts.append(
                    self._prepare_draft(key, was, now, kind, first, change, booked[3])
                )
        gone = [
            [was[name] for name in BACK] if was else [ZERO] * 3
            for _key, was, _now in pairs
        ]
        sums = zip(*gone, strict=True), zip(*backs, strict=True)
        is_same = list(map(sum, sums[0])) == list(map(sum, sums[1]))
        if not drafts and is_same:
            return []
        for (key, was, now), back, before in zip(pairs, backs, gone, strict=True):
            basis, source, amount = (
                new - old for new, old in zip(back, before, strict=True)
            )
            if basis or amount:
                change = [basis, source, None, amount]
                drafts.append(
                    self._prepare_draft(
                        key, was, now, "reversal", first, change, before[2]
                    )
                )
        return drafts

    def _prepare_draft(self, key, was, now, kind, first, change, old):
        _source, line, sale_line, who, earner, generation, rule = key
        share = now[1]._asdict() if now else was
        basis, source_basis, before, amount = change
        return {
            "beneficiary_id": who,
            "kind": kind,
            "earner": earner,
            "generation": None if generation < 0 else generation,
            "level_id": share["level"],
            "version_id": now[2] if now else was["version"],
            "rule_id": rule,
            "move_line_id": line or None,
            "sale_line_id": sale_line or None,
            "product_id": share["product"],
            "rate": share["rate"],
            "rate_kind": share["rate_kind"],
            "basis": str(basis),
            "basis_kind": share["basis_kind"],
            "source_basis": str(source_basis),
            "amount_before": None if before is None else str(before),
            "limits": share["limits"] if now else None,
            "old": str(old),
            "new": str(old + amount),
            "amount": str(amount),
            "origin_entry_id": first,
        }

    def _find_promises(self, rows, shares):
        """Return {source: promise} of those that promise something else now."""
        found = {}
        for row in rows:
            if row["event"] == "invoiced" or row["source"] in found:
                continue
            new = [share for share, _version in shares.get(row["source"], ())]
            found[row["source"]] = {"shares": json.loads(json.dumps(new))}
        sources = self.env["distributor.commission.source"].browse(found)
        for source in sources:
            promised = (source.promised or {}).get("shares", [])
            if sorted(map(str, promised)) == sorted(
                map(str, found[source.id]["shares"])
            ):
                del found[source.id]
        return found


def _sum_amounts(was):
    return was["amount"] + was["back_amount"]


def _group_by_place(old, new):
    """Return {share without its rule: [(key, what was booked, what is earned now)]}."""
    by_place = defaultdict(list)
    for key in sorted({*old, *new}, key=str):
        by_place[key[:6]].append((key, old.get(key), new.get(key)))
    return by_place
