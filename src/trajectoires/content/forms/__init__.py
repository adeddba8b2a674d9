from trajectoires.content.forms.comparison import ModelsForm

__all__ = ["ModelsForm"]
