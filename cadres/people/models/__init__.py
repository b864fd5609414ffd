"""A person and the rows of his file."""

from cadres.people.models.cadre import Cadre
from cadres.people.models.conduct import Discipline, Reward
from cadres.people.models.family import FamilyMember
from cadres.people.models.resume import ResumeLine

__all__ = ["Cadre", "Discipline", "FamilyMember", "ResumeLine", "Reward"]
