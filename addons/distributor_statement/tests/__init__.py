from . import test_access
from . import test_answer
from . import test_crons
from . import test_figures
from . import test_papers
