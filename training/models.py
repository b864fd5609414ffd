"""Django's view of the app: every model of every noun."""

from training.mentoring.models import MentoringReview, MentoringSession, Mentorship

__all__ = ["MentoringReview", "MentoringSession", "Mentorship"]
