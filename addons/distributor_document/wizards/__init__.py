from . import distributor_document_refuse
from . import distributor_contract_end
from . import distributor_contract_renew
from . import distributor_paper_step
