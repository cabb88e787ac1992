# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What an import would do: create, update (field by field), skip."""

from dataclasses import dataclass, field
from dataclasses import fields as dataclass_fields

#: the kinds that are kept up to date from the files, and by which name
MASTER = ("territories", "distributors", "products")
NOT_COMPARED = ("line", "code")
EMPTY_SAYS_NOTHING = ("category", "contact_name")


@dataclass(frozen=True)
class Change:
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Plan:
    """By kind: codes to create, {code: changes} to update, codes to leave alone."""

    create: dict = field(default_factory=dict)
    update: dict = field(default_factory=dict)
    skip: dict = field(default_factory=dict)

    def get_counts(self):
        """Return {kind: {"create": n, "update": n, "skip": n}}."""
        return {
            kind: {
                "create": len(self.create[kind]),
                "update": len(self.update[kind]),
                "skip": len(self.skip[kind]),
            }
            for kind in self.create
        }


def make_plan(channel, snapshot):
    """Return the :class:`Plan` of loading ``channel`` over ``snapshot``."""
    plan = Plan()
    for kind in MASTER:
        _plan_master(plan, kind, getattr(channel, kind), getattr(snapshot, kind))
    refs = [order.order_ref for order in channel.orders]
    _plan_once(plan, "orders", refs, snapshot.orders)
    lines = {line: order.order_ref for order in channel.orders for line in order.lines}
    known = {line for line, ref in lines.items() if ref in snapshot.orders}
    _plan_once(plan, "order_lines", list(lines), known)
    keys = [topup.key for topup in channel.topups or ()]
    _plan_once(plan, "wallets", keys, snapshot.topups)
    return plan


def _plan_master(plan, kind, records, known):
    create, update, skip = [], {}, []
    for record in records:
        if record.code not in known:
            create.append(record.code)
        elif changes := compare(record, known[record.code]):
            update[record.code] = changes
        else:
            skip.append(record.code)
    plan.create[kind], plan.update[kind], plan.skip[kind] = create, update, skip


def _plan_once(plan, kind, keys, known):
    plan.create[kind] = [key for key in keys if key not in known]
    plan.update[kind] = {}
    plan.skip[kind] = [key for key in keys if key in known]


def compare(record, known):
    """Return the fields in which ``record`` differs; a missing column says nothing."""
    changes = []
    for item in dataclass_fields(record):
        new = getattr(record, item.name)
        if item.name in NOT_COMPARED or new is None:
            continue
        if item.name in EMPTY_SAYS_NOTHING and not new:
            continue
        old = known.get(item.name)
        old = "" if old is None else old
        if old != new:
            changes.append(Change(item.name, str(old), str(new)))
    return changes
