# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Commission After the Receipt",
    "summary": "Commission that waits for the goods waits for their receipt",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_commission", "distributor_receipt"],
    "auto_install": True,
    "data": ["views/res_config_settings_views.xml"],
}
