# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Odoo's command as a file, which a server with workers can start again for chats.

Usage: odoo_server.py SUBCOMMAND ARGUMENTS…
"""

from odoo.cli.command import main

if __name__ == "__main__":
    main()
