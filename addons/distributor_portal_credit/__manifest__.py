# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Credit in the Portal",
    "summary": "A distributor sees its credit, what uses it, and what helps",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_portal", "distributor_credit"],
    "auto_install": True,
    "data": ["views/distributor_portal_credit_templates.xml"],
}
