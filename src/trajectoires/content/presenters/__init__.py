from trajectoires.content.presenters.comparison import Comparison, present_comparison
from trajectoires.content.presenters.sheets import Sheet, present_sheet

__all__ = ["Comparison", "Sheet", "present_comparison", "present_sheet"]
