# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import defaultdict
from dataclasses import dataclass, field

from odoo import api, models

from ..reader import Channel, Snapshot, make_plan
from .distributor_import_orders import QUIET, REFUSALS

BATCH = 40


@dataclass
class ImportJob:
    """What one run of an import works with: files, plan, and records by code."""

    env: object
    company: object
    journal: object
    channel: Channel
    snapshot: Snapshot
    plan: object = None
    countries: dict = field(default_factory=dict)
    levels: dict = field(default_factory=dict)
    territories: dict = field(default_factory=dict)
    distributors: dict = field(default_factory=dict)
    products: dict = field(default_factory=dict)
    wallets: dict = field(default_factory=dict)

    @property
    def own_money(self):
        """Orders bring the money they need, unless a wallet file says otherwise."""
        return self.channel.topups is None

    @property
    def first_day(self):
        return self.channel.first_day or self.snapshot.today

    def split(self, kind, records):
        """Return the new records and [(record, changed field names)]."""
        new, update = set(self.plan.create[kind]), self.plan.update[kind]
        changed = [
            (record, {change.field for change in update[record.code]})
            for record in records
            if record.code in update
        ]
        return [record for record in records if record.code in new], changed

    def get_wallet(self, distributor):
        if distributor not in self.wallets:
            wallet = self.env["distributor.wallet"]._get_or_create(
                distributor, self.company.currency_id
            )
            self.wallets[distributor] = wallet
        return self.wallets[distributor]


@dataclass(frozen=True)
class Step:
    """One batch that is in and may be committed."""

    done: int
    total: int
    refused: tuple = ()


class DistributorImportLoader(models.AbstractModel):
    """Files to records, in steps that may each be committed.

    Every step is repeatable: what is in is left alone, so a run that was interrupted
    goes on where it stopped.
    """

    _name = "distributor.import.loader"
    _description = "Import Loader"

    @api.model
    def _load(self, channel, company, journal, batch=BATCH, skip=frozenset()):
        """Load ``channel``, which has no errors; yield a :class:`Step` for each batch.

        ``skip`` holds references of orders and keys of top-ups to leave out.

        Runs with superuser rights: the caller has checked the right to import, and
        commits (or not) after each step.
        """
        # sudo: callers check the group; the import writes stock, sales and accounting
        self = self.sudo().with_company(company).with_context(**QUIET)
        job = self._prepare_job(channel, company, journal)
        orders, topups = self._get_pending(job, skip)
        masters = ("territories", "distributors", "products")
        total = sum(len(getattr(channel, kind)) for kind in masters)
        total += len(orders) + len(topups)
        done = 0
        Master = self.env["distributor.import.master"]
        for kind in masters:
            records = getattr(channel, kind)
            getattr(Master, f"_load_{kind}")(job, records)
            self.env.flush_all()
            done += len(records)
            # each step brings the import on: a caller whose time is up may stop at it
            if job.plan.create[kind] or job.plan.update[kind]:
                yield Step(done, total)
        for events in self._split_events(orders, topups, batch):
            refused = self._load_events(job, events)
            done += len(events)
            yield Step(done, total, tuple(refused))

    @api.model
    def _prepare_job(self, channel, company, journal):
        Snapshots = self.env["distributor.import.snapshot"]
        snapshot = Snapshots._get_snapshot(company)
        own = [("company_id", "=", company.id)]
        everything = self.with_context(active_test=False).env
        territories = everything["distributor.territory"].search(own)
        distributors = everything["distributor.distributor"].search(own)
        return ImportJob(
            env=self.env,
            company=company,
            journal=journal.with_env(self.env),
            channel=channel,
            snapshot=snapshot,
            plan=make_plan(channel, snapshot),
            countries={c.code: c.id for c in self.env["res.country"].search([])},
            levels={v.code: v.id for v in self.env["distributor.level"].search([])},
            territories={item.code: item for item in territories},
            distributors={item.code: item for item in distributors},
            products=Snapshots._find_products(company),
        )

    @api.model
    def _get_pending(self, job, skip):
        """Return the orders and wallet rows that are not in yet."""
        known = skip.union(job.snapshot.orders)
        orders = [o for o in job.channel.orders if o.order_ref not in known]
        known = skip.union(job.snapshot.topups)
        topups = [t for t in job.channel.topups or () if t.key not in known]
        return orders, topups

    @api.model
    def _split_events(self, orders, topups, batch):
        """Yield lists of top-ups, then orders: each list may be worked off at once.

        Events go by day, top-ups first. A top-up closes the list when the list holds
        an order of the same distributor: later money must not pay an earlier order.
        """
        events = [(t.date, 0, t.line, t) for t in topups]
        events += [(o.order_date, 1, o.line, o) for o in orders]
        current, buyers = [], set()
        for _day, is_order, _line, event in sorted(events, key=lambda e: e[:3]):
            code = event.distributor_code
            if len(current) >= batch or (not is_order and code in buyers):
                yield current
                current, buyers = [], set()
            current.append(event)
            if is_order:
                buyers.add(code)
        if current:
            yield current

    @api.model
    def _load_events(self, job, events):
        kinds = defaultdict(list)
        for event in events:
            kinds[hasattr(event, "order_ref")].append(event)
        refused = self._load_topups(job, kinds[False])
        if kinds[True]:
            Orders = self.env["distributor.import.orders"]
            refused += Orders._load_orders(job, kinds[True])
        return refused

    @api.model
    def _load_topups(self, job, topups):
        """Book rows of the wallet file, each once; return those refused."""
        refused = []
        for topup in topups:
            try:
                with self.env.cr.savepoint():
                    wallet = job.get_wallet(job.distributors[topup.distributor_code])
                    payment = wallet._top_up(
                        float(topup.amount),
                        job.journal,
                        topup.date,
                        topup.memo or topup.key,
                    )
                    payment.import_reference = topup.key
            except REFUSALS as error:
                job.wallets.clear()
                reason = self.env["distributor.import.orders"]._get_reason(error)
                refused.append((topup, reason))
        return refused
