"""What a visitor may write. Every refusal is a French sentence that says what to write instead, all of them at once."""

from trajectoires.trajectories.forms.activities import ColumnForm, NamesForm
from trajectoires.trajectories.forms.alliances import AllianceForm
from trajectoires.trajectories.forms.answers import AnswersForm
from trajectoires.trajectories.forms.budget import BudgetForm
from trajectoires.trajectories.forms.comments import CommentForm
from trajectoires.trajectories.forms.consent import AnswerForm, ConsentForm
from trajectoires.trajectories.forms.dispute import DisputeForm
from trajectoires.trajectories.forms.distribution import DistributionForm
from trajectoires.trajectories.forms.files import ImportForm, ReplaceForm
from trajectoires.trajectories.forms.keeping import KeepForm
from trajectoires.trajectories.forms.periods import DatesForm
from trajectoires.trajectories.forms.rangement import FinanceurForm, PlaceForm
from trajectoires.trajectories.forms.reports import ReportForm, WorkbookForm
from trajectoires.trajectories.forms.scenarios import CardForm, ScenarioForm
from trajectoires.trajectories.forms.sharing import ShareForm
from trajectoires.trajectories.forms.stories import Material, StoryForm
from trajectoires.trajectories.forms.typed import TypedForm

__all__ = [
    "AllianceForm",
    "AnswerForm",
    "AnswersForm",
    "BudgetForm",
    "CardForm",
    "ColumnForm",
    "CommentForm",
    "ConsentForm",
    "DatesForm",
    "DisputeForm",
    "DistributionForm",
    "FinanceurForm",
    "ImportForm",
    "KeepForm",
    "Material",
    "NamesForm",
    "PlaceForm",
    "ReplaceForm",
    "ReportForm",
    "ScenarioForm",
    "ShareForm",
    "StoryForm",
    "TypedForm",
    "WorkbookForm",
]
