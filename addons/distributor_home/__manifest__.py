# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Today",
    "summary": "What waits for you today, and what each order waits for",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_order"],
    "data": [
        "views/distributor_home_views.xml",
    ],
    "assets": {
        "web.assets_backend": ["distributor_home/static/src/home/*"],
        "web.assets_tests": ["distributor_home/static/tests/tours/*.esm.js"],
    },
    "auto_install": True,
}
