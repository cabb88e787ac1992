# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What all tests of the suite share."""

import os
import shutil
from collections import Counter
from pathlib import Path
from unittest import mock

import freezegun
import hypothesis
import pytest
from browser import PatientBrowser
from kept_caches import commits, kept_caches
from shared_company import needs_company, shared_company

from odoo.modules.registry import Registry
from odoo.tests.common import get_db_name
from odoo.tools import config

# a class of tests with a day of its own took no 1,772,242,825 seconds
freezegun.configure(extend_ignore_list=["_pytest.timing"])

# The same examples every time, however slow the machine is: what fails is the code.
# Others are tried with --hypothesis-profile=default.
hypothesis.settings.load_profile("ci")

# Few tests, each of which takes long: processes that are killed, walks of a browser.
LONG = (
    "test_concurrency",
    "test_killed",
    "distributor_demo",
    "test_translations",
    "test_accessibility",
    "_walk",
    "_way",
    "_phone",
    "_tour",
)


def pytest_collection_modifyitems(items):
    """Begin with what takes longest, so that no worker waits for another at the end.

    What comes after is begun by the number of its tests, as pytest-xdist would do.
    """
    scopes = [item.nodeid.rpartition("::")[0] for item in items]
    sizes = Counter(scopes)
    first = {scope for scope in sizes if any(name in scope for name in LONG)}
    order = {
        scope: number
        for number, scope in enumerate(
            sorted(sizes, key=lambda scope: (scope not in first, -sizes[scope]))
        )
    }
    items.sort(key=lambda item: order[item.nodeid.rpartition("::")[0]])


def copy_filestore(source, target):
    """Make a second filestore of hard links: Odoo never writes into a file it has."""
    shutil.rmtree(target, ignore_errors=True)
    if source.is_dir():
        shutil.copytree(source, target, copy_function=os.link)


@pytest.fixture(scope="session", autouse=True)
def own_filestore(load_registry):
    """Give each worker of pytest-xdist a filestore of its own.

    pytest-odoo gives each a database of its own, but all of them one filestore. After
    each class of tests Odoo deletes the new files which its own database does not know:
    also those of a test that still runs in another worker. Scripts and style sheets of
    pages are such files, and a browser that does not get them shows no tour.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if not worker:
        yield
        return
    shared = Path(config.filestore(get_db_name()))
    own = shared.with_name(f"{shared.name}-{worker}")
    copy_filestore(shared, own)
    with mock.patch.object(config, "filestore", return_value=str(own)):
        yield
    shutil.rmtree(own, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def patient_browser():
    """Start Chromium again when it did not start in time."""
    with mock.patch("odoo.tests.common.ChromeBrowser", PatientBrowser):
        yield


@pytest.fixture(scope="session", autouse=True)
def warm_caches(load_registry):
    """Compile a page once, not once for each test."""
    with kept_caches():
        yield


@pytest.fixture(scope="class", autouse=True)
def cold_caches_after_commits(request):
    """Trust no cache after tests whose work, in other processes too, may stay."""
    yield
    if request.cls and commits(request.cls):
        Registry(get_db_name()).clear_all_caches()


@pytest.fixture(scope="session", autouse=True)
def one_company(request, own_filestore):
    """Make the company of account's classes once, in a database that is a copy."""
    classes = {item.cls for item in request.session.items if item.cls}
    if os.environ.get("PYTEST_XDIST_WORKER") and any(map(needs_company, classes)):
        with shared_company(Registry(get_db_name())):
            yield
    else:
        yield
