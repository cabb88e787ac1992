from .simulation_book import write_simulation
