# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The import as a command: ``run(env, directory)``; see readme/USAGE.md."""

import gc
import json
import sys
import time
from pathlib import Path

from .reader import FILES, KINDS, make_plan

OK, BAD_FILES, REFUSED, WALLETS_DIFFER = range(4)
SHOWN_ISSUES = 200


def run(env, directory, dry_run=False, as_json=False, out=sys.stdout, err=sys.stderr):
    """Import the CSV files of ``directory`` into ``env.company``; return the status.

    Commits batch by batch (not with ``dry_run``), so that a run that was stopped goes
    on when it is started again.

    :return: 0 all is in, 1 the files have errors and nothing was imported, 2 some
        orders were refused, 3 a wallet differs from its ledger account
    """
    return Command(env, Path(directory), as_json, out, err).run(dry_run)


class Command:
    def __init__(self, env, directory, as_json, out, err):
        self.env = env
        self.company = env.company
        self.directory = directory
        self.as_json = as_json
        self.out = out
        self.err = err
        self.runner = env["distributor.import.runner"]

    def run(self, dry_run):
        contents = self._read_files()
        if contents is None:
            return BAD_FILES
        channel = self.runner._read(self.company, contents)
        report = self._preview(channel)
        if channel.errors:
            self._print(report)
            return BAD_FILES
        if dry_run:
            self._say("dry run: nothing was written")
            if self.as_json:  # else all of it is said already
                self._print(report)
            return OK
        report.update(self._load(channel))
        summary = self.env["distributor.import.summary"]
        report.update(summary._get_summary(self.company, channel))
        self._print(report)
        if report["wallet_differences"]:
            return WALLETS_DIFFER
        return REFUSED if report["refused"] else OK

    def _read_files(self):
        """Return {kind: bytes} of the files that are there; None if there are none."""
        contents = {}
        try:
            for kind, name in FILES.items():
                if (self.directory / name).exists():
                    contents[kind] = (self.directory / name).read_bytes()
        except OSError as error:
            self._say(f"{error.filename}: {error.strerror}")
            return None
        if not contents:
            names = ", ".join(FILES.values())
            self._say(f"{self.directory}: none of {names} is there")
            return None
        return contents

    def _preview(self, channel):
        for issue in channel.issues[:SHOWN_ISSUES]:
            self._say(self._format(issue))
        if len(channel.issues) > SHOWN_ISSUES:
            self._say(f"… and {len(channel.issues) - SHOWN_ISSUES} more")
        report = {
            "errors": len(channel.errors),
            "warnings": len(channel.warnings),
        }
        if channel.errors:
            self._say(f"{report['errors']} errors: nothing was imported")
            report["issues"] = [self._as_dict(issue) for issue in channel.issues]
            return report
        Snapshots = self.env["distributor.import.snapshot"]
        plan = make_plan(channel, Snapshots._get_snapshot(self.company))
        counts = plan.get_counts()
        for key in ("create", "update", "skip"):
            name = {"create": "created", "update": "updated", "skip": "skipped"}[key]
            report[name] = {kind: counts[kind][key] for kind in KINDS}
            told = ", ".join(f"{n} {k}" for k, n in report[name].items() if n)
            self._say(f"to {key}: {told or 'nothing'}")
        self._say_updates(plan)
        return report

    def _say_updates(self, plan):
        for kind, changed in plan.update.items():
            for code, changes in changed.items():
                for change in changes:
                    self._say(
                        f"  {kind} {code}: {change.field}: "
                        f"{change.old!r} → {change.new!r}"
                    )

    def _load(self, channel):
        """Load with a commit after each batch; return what was refused and how fast."""
        for note in self.runner._prepare_company(self.company, channel.first_day):
            self._say(note)
        self._commit(None)
        journal = self.runner._get_journal(self.company)
        started = time.monotonic()
        refused = []
        orders_before = self._count_orders()
        # the registry stays for good: do not look through it again and again
        gc.freeze()
        for step, _go_on in self.runner._run(
            channel, self.company, journal, self._commit
        ):
            for row, reason in step.refused:
                refused.append(self._refuse(row, reason))
            self._progress(step, time.monotonic() - started)
        gc.unfreeze()
        if self.err.isatty():
            self._say("")
        seconds = time.monotonic() - started
        orders = self._count_orders() - orders_before
        return {
            "refused": refused,
            "seconds": round(seconds, 2),
            "orders_per_second": round(orders / seconds, 2) if seconds else 0,
        }

    def _count_orders(self):
        return self.env["sale.order"].search_count(
            [("company_id", "=", self.company.id), ("import_reference", "!=", False)]
        )

    def _commit(self, step):
        self.env["ir.cron"]._commit_progress()
        return True

    def _refuse(self, row, reason):
        name = "orders.csv" if hasattr(row, "order_ref") else "wallets.csv"
        code = getattr(row, "order_ref", "") or row.distributor_code
        self._say(f"{name}:{row.line}: {code}: {reason}")
        return {"file": name, "line": row.line, "code": code, "reason": reason}

    def _progress(self, step, seconds):
        text = f"{step.done}/{step.total} rows, {seconds:.0f} s"
        if self.err.isatty():
            self.err.write(f"\r{text}")
            self.err.flush()
        else:
            self._say(text)

    def _format(self, issue):
        place = f"{issue.file}:{issue.line}"
        column = f" {issue.column}:" if issue.column else ""
        value = f" ({issue.value})" if issue.value else ""
        level = " warning:" if issue.warning else ""
        return f"{place}:{level}{column} {self.runner._explain(issue)}{value}"

    def _as_dict(self, issue):
        return {
            "file": issue.file,
            "line": issue.line,
            "column": issue.column,
            "value": issue.value,
            "reason": self.runner._explain(issue),
            "level": "warning" if issue.warning else "error",
        }

    def _say(self, text):
        self.err.write(f"{text}\n")
        self.err.flush()

    def _print(self, report):
        if self.as_json:
            json.dump(report, self.out, ensure_ascii=False)
            self.out.write("\n")
        else:
            self.out.write("\n".join(self._get_lines(report)) + "\n")
        self.out.flush()

    def _get_lines(self, report):
        lines = []
        for key, value in report.items():
            if key == "commission":
                lines.append(f"commission: {value['total']:.2f}")
                for name in ("by_generation", "by_beneficiary"):
                    lines += [f"  {k}: {v:.2f}" for k, v in value[name].items()]
            elif isinstance(value, dict):
                told = ", ".join(f"{n} {k}" for k, n in value.items() if n)
                lines.append(f"{key}: {told or 'nothing'}")
            elif isinstance(value, list):
                lines.append(f"{key}: {len(value)}")
            elif key == "untaxed":
                lines.append(f"{key}: {value:.2f}")
            else:
                lines.append(f"{key}: {value}")
        return lines
