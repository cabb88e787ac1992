# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import logging

from psycopg2.errors import DeadlockDetected, LockNotAvailable, SerializationFailure

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..reader import explain, read

_logger = logging.getLogger(__name__)

RETRIES = 5
CONFLICTS = (SerializationFailure, DeadlockDetected, LockNotAvailable)
PLAN_NAME = "Standard 5/3/2"
RATES = ((1, 5.0), (2, 3.0), (3, 2.0))


class DistributorImportRunner(models.AbstractModel):
    """Reads, prepares and runs an import, for the form and for the command alike."""

    _name = "distributor.import.runner"
    _description = "Import Runner"

    @api.model
    def _read(self, company, contents):
        """Return the ``reader.Channel`` of {kind: bytes}, checked against Odoo."""
        # sudo: codes and states of the whole company decide, not what the user sees
        Snapshots = self.env["distributor.import.snapshot"].sudo()
        return read(contents, Snapshots._get_snapshot(company))

    @api.model
    def _explain(self, issue):
        """Return the reason of an issue in the user's language."""
        return explain(issue, lambda text: self.env._(text))

    @api.model
    def _prepare_company(self, company, first_day=None):
        """Make a new company ready for orders; return what was done, as sentences.

        Loads the generic chart of accounts and approves the standard commission plan
        when there is none; it applies from ``first_day`` (default: today).
        """
        # sudo: callers check the right to import; this runs once in a new company
        self = self.sudo().with_company(company)
        done = []
        if not company.chart_template:
            self.env["account.chart.template"].try_loading(
                "generic_coa", company=company, install_demo=False
            )
            done.append(self.env._("The generic chart of accounts was loaded."))
        if self._round_per_line(company):
            done.append(
                self.env._("Amounts are rounded line by line from now on, as in files.")
            )
        company._get_wallet_journal()
        first_day = first_day or fields.Date.context_today(self)
        if note := self._prepare_plan(company, first_day):
            done.append(note)
        return done

    @api.model
    def _round_per_line(self, company):
        """Round each line, unless the company has invoiced before; return if changed.

        Rounding the total only would make invoices differ from the files by cents.
        """
        if company.tax_calculation_rounding_method == "round_per_line":
            return False
        if self.env["account.move"].search_count(
            [
                ("company_id", "=", company.id),
                ("move_type", "in", ("out_invoice", "out_refund")),
            ],
            limit=1,
        ):
            return False
        company.tax_calculation_rounding_method = "round_per_line"
        return True

    @api.model
    def _prepare_plan(self, company, first_day):
        """Approve the standard plan in a company without any; return what to say."""
        Plan = self.env["distributor.commission.plan"]
        plan = Plan.search([("company_id", "=", company.id)], limit=1)
        if not plan:
            self._create_plan(company, first_day)
            return self.env._(
                "There was no commission plan: “%(plan)s” was created and approved, "
                "from %(date)s on.",
                plan=PLAN_NAME,
                date=first_day,
            )
        Version = self.env["distributor.commission.version"]
        if not Version._get_applying(company.id, first_day):
            return self.env._(
                "The commission plan “%(plan)s” does not apply on %(date)s yet: orders "
                "before its first approved version earn nothing.",
                plan=plan.name,
                date=first_day,
            )
        return None

    @api.model
    def _create_plan(self, company, first_day):
        rules = [
            Command.create({"generation": generation, "rate": rate})
            for generation, rate in RATES
        ]
        plan = self.env["distributor.commission.plan"].create(
            {
                "name": PLAN_NAME,
                "company_id": company.id,
                "max_generations": len(RATES),
                # an import brings no papers, whatever the levels ask for
                "hold_documents": False,
                "version_ids": [
                    Command.create({"date_start": first_day, "rule_ids": rules})
                ],
            }
        )
        plan.version_ids._approve(
            occasion=self.env._("an import into a company without a commission plan")
        )
        return plan

    @api.model
    def _get_journal(self, company):
        """Return the bank journal into which past top-ups were paid."""
        # sudo: the importer need not be an accountant
        journal = (
            self.env["account.journal"]
            .sudo()
            .search(
                [
                    *self.env["account.journal"]._check_company_domain(company),
                    ("type", "=", "bank"),
                ],
                limit=1,
            )
        )
        if not journal:
            raise UserError(
                self.env._(
                    "%s has no bank journal: set up its accounting first.", company.name
                )
            )
        return journal

    @api.model
    def _run(self, channel, company, journal, commit, **options):
        """Load ``channel``, committing each step; yield the steps.

        :param commit: callable(step), called after each step; what it returns is
            yielded with the step, falsy = the caller wants to stop
        A conflict with another transaction undoes the batch and starts over from
        what is committed.
        """
        attempt = 0
        while True:
            try:
                for step in self.env["distributor.import.loader"]._load(
                    channel, company, journal, **options
                ):
                    yield step, commit(step)
                    attempt = 0
                return
            except CONFLICTS:
                attempt += 1
                if attempt > RETRIES:
                    raise
                _logger.info("Import: conflict, trying again (%s)", attempt)
                self.env.cr.rollback()
                self.env.invalidate_all()
