from trajectoires.learning.forms.attestations import AttestationForm, KeyForm, NameForm
from trajectoires.learning.forms.exercises import ExerciseForm, PlacementForm, shuffled

__all__ = ["AttestationForm", "ExerciseForm", "KeyForm", "NameForm", "PlacementForm", "shuffled"]
