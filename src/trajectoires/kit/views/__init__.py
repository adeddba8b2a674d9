"""The questionnaire is answered, its result read and taken away, its answers taken up, erased."""
