# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Statement of Account",
    "summary": "What both sides have and owe, confirmed or disputed line by line",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_wallet"],
    "data": [
        "security/distributor_statement_security.xml",
        "security/ir.model.access.csv",
        "report/distributor_statement_reports.xml",
        "report/distributor_statement_templates.xml",
        "data/mail_template_data.xml",
        "data/ir_cron_data.xml",
        "wizards/distributor_statement_decide_views.xml",
        "wizards/distributor_statement_make_views.xml",
        "views/distributor_statement_dispute_views.xml",
        "views/distributor_statement_views.xml",
        "views/distributor_distributor_views.xml",
        "views/res_config_settings_views.xml",
        "views/distributor_statement_menus.xml",
    ],
}
