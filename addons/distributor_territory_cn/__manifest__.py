# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Divisions of China",
    "summary": "China's provinces, cities and districts as territories",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_territory"],
    "data": [
        "security/ir.model.access.csv",
        "wizards/distributor_territory_cn_load_views.xml",
    ],
}
