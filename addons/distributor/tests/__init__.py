from . import test_access
from . import test_chain
from . import test_lifecycle
from . import test_tree
from . import test_tree_concurrency
from . import test_translations
