# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Commission Simulation",
    "summary": "What a commission plan would have cost, on the sales that were made",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_commission"],
    "data": [
        "security/distributor_commission_simulation_security.xml",
        "security/ir.model.access.csv",
        "data/ir_cron_data.xml",
        "views/distributor_commission_simulation_line_views.xml",
        "views/distributor_commission_simulation_earner_views.xml",
        "views/distributor_commission_simulation_comparison_views.xml",
        "views/distributor_commission_simulation_views.xml",
        "views/distributor_commission_version_views.xml",
        "views/distributor_commission_simulation_menus.xml",
    ],
}
