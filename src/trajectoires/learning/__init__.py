"""Courses, lessons, exercises, and how far a learner has come."""
