# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Commission Statement",
    "summary": "Each settlement on paper and as a sheet, line by line to its documents",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_commission"],
    "data": [
        "report/distributor_commission_statement_reports.xml",
        "report/distributor_commission_statement_templates.xml",
        "data/mail_template_data.xml",
        "data/ir_cron_data.xml",
        "views/distributor_commission_settlement_views.xml",
    ],
}
