from django import forms


class EraseForm(forms.Form):
    use_required_attribute = False

    is_sure = forms.BooleanField(
        label="Oui, effacer mon compte et ce qu’il garde, tout de suite",
        error_messages={
            "required": "Cochez la case pour dire que vous voulez tout effacer. Rien n’est effacé encore."
        },
    )
