"""What helps an organisation to act: the questionnaire that says what holds, what may give way and what comes first."""
