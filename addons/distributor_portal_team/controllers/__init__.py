from . import team
