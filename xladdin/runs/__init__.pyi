from .limits import Limits
from .tasks import CHECK, EXTRACT, SCORE, Checked, Task
from .walked import How, walk_files

__all__ = ["CHECK", "EXTRACT", "SCORE", "Checked", "How", "Limits", "Task", "walk_files"]
