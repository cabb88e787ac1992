# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import uuid

from odoo.addons.distributor_wallet.tests.processes import ProcessCase

from .common import CommissionFactory


class CommissionProcessCase(CommissionFactory, ProcessCase):
    """For tests in which several processes work on the plans of a new company."""

    def _prepare_company(self, env, plans, distributors, vals=None, chart=None):
        """Make a company with plans, and distributors that may earn.

        :param plans: number of plans, whose values are ``vals``
        :param chart: chart of accounts of the company, if any
        :return: plans, distributors
        """
        mark = uuid.uuid4().hex[:8]
        company = env["res.company"].create(
            {"name": f"T-{mark}", "country_id": env.ref("base.us").id}
        )
        if chart:
            env["account.chart.template"].try_loading(chart, company, False)
        level = env.ref("distributor.distributor_level_store")
        names = [f"T-{mark}-{number}" for number in range(distributors)]
        partners = env["res.partner"].create([{"name": name} for name in names])
        people = env["distributor.distributor"].create(
            [
                {
                    "code": partner.name,
                    "partner_id": partner.id,
                    "company_id": company.id,
                    "level_id": level.id,
                    "state": "active",
                }
                for partner in partners
            ]
        )
        made = env["distributor.commission.plan"].create(
            [
                {
                    "name": f"T-{mark}-{number}",
                    "company_id": company.id,
                    # the levels of the brand may ask for papers
                    "hold_documents": False,
                    **(vals or {}),
                }
                for number in range(plans)
            ]
        )
        return made, people
