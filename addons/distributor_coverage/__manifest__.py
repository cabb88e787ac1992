# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Coverage Map",
    "summary": "Where the channel sells, and where nobody does",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_territory"],
    "data": [
        "security/distributor_coverage_security.xml",
        "security/ir.model.access.csv",
        "views/distributor_coverage_views.xml",
        "views/distributor_coverage_menus.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "distributor_coverage/static/src/coverage_map/*",
        ],
        "web.assets_tests": ["distributor_coverage/static/tests/tours/*.esm.js"],
    },
}
