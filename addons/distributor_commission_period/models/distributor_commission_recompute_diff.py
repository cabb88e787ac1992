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
    _inherit = ["distributor.commission.recompute.facts"]

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
        documents = {row["source"]: row for row in rows}
        drafts, totals = [], defaultdict(lambda: [ZERO, ZERO])
        by_place = defaultdict(list)
        for key in sorted({*old, *new}, key=str):
            now = new.get(key)
            back = self._get_back(now, taken.get(key[:2], ZERO), unit)
            by_place[key[:6]].append((key, old.get(key), now, back))
            total = totals[key[3]]
            total[0] += _sum_amounts(old.get(key))
            total[1] += (now[0][3] if now else ZERO) + back[2]
        for place, pairs in by_place.items():
            row = documents.get(place[0], {})
            for draft in self._draft_place(pairs, firsts.get(place)):
                draft.update(
                    source_id=None if is_missing else place[0],
                    move_id=row.get("move"),
                    order_id=row.get("order"),
                    is_missing=is_missing,
                )
                drafts.append(draft)
        return drafts, totals, self._find_promises(rows, shares)

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

    def _get_back(self, now, taken, unit):
        """Return basis, source basis and amount that credit notes take back."""
        if not now or not taken or not now[0][1]:
            return (ZERO, ZERO, ZERO)
        basis, whole, _before, amount = now[0]
        return (
            -get_portion(basis, taken, whole, unit),
            -get_portion(whole, taken, whole, unit),
            -get_portion(amount, taken, whole, unit),
        )

    def _draft_place(self, pairs, first):
        """Return the drafts of an earner of a line: of what it earns, and taken back.

        A credit note takes back by the rule of the first accrual, so that what was
        taken back is compared over all rules.

        :param pairs: list of (key, what was booked, what is earned now, taken back)
        """
        drafts = []
        for key, was, now, _back in pairs:
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
            for _key, was, _now, _back in pairs
        ]
        sums = zip(*gone, strict=True), zip(*(pair[3] for pair in pairs), strict=True)
        is_same = list(map(sum, sums[0])) == list(map(sum, sums[1]))
        if not drafts and is_same:
            return []
        for (key, was, now, back), before in zip(pairs, gone, strict=True):
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
    return was["amount"] + was["back_amount"] if was else ZERO
