# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)


def post_init_hook(env):
    """Switch price lists on as the settings page does, each company with a default."""
    env["res.company"]._activate_or_create_pricelists()
