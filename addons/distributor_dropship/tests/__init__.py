from . import test_access
from . import test_dropship
from . import test_erasure
from . import test_parcel
