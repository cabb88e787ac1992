# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""One company with a chart of accounts for all classes of tests of a database.

Each of account's classes of tests makes the same company for itself, which takes longer
than all else that most of them make. Here it is made and committed once, in the copy of
the database that a worker of pytest-xdist has for itself; what a class does with it is
rolled back.
"""

from contextlib import contextmanager
from unittest import mock

from odoo import SUPERUSER_ID, api
from odoo.fields import Command

from odoo.addons.account.tests.common import AccountTestInvoicingCommon
from odoo.addons.base.tests.common import DISABLED_MAIL_CONTEXT


def needs_company(cls):
    """Tell whether a class of tests works in account's company."""
    return issubclass(cls, AccountTestInvoicingCommon)


def make_company(registry):
    """Make account's company as its own class does; return its id."""
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {**DISABLED_MAIL_CONTEXT})
        company = env["res.company"].create({"name": "company_1_data"})
        template = env["account.chart.template"]
        chart = template._guess_chart_template(company.country_id)
        template.try_loading(chart, company=company, install_demo=False)
        if not company.account_fiscal_country_id:
            company.account_fiscal_country_id = env.ref("base.us")
        company.user_ids = [Command.clear()]  # nobody's but of the users of a test
    return company.id


@contextmanager
def shared_company(registry):
    """Give it to each class that asks for no other country, chart or values."""
    company_id = make_company(registry)
    own_company = AccountTestInvoicingCommon.setup_independent_company.__func__

    def setup_independent_company(cls, **kwargs):
        if kwargs or cls.country_code or cls.chart_template:
            return own_company(cls, **kwargs)
        company = cls.env["res.company"].browse(company_id)
        cls.env.user.company_ids = [Command.link(company.id)]
        return company

    with mock.patch.object(
        AccountTestInvoicingCommon,
        "setup_independent_company",
        classmethod(setup_independent_company),
    ):
        yield
