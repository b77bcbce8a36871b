"""Trainings, participants, attendance, certificates, follow-ups, skills."""

from training.models.certificates import Certificate
from training.models.follow_ups import FollowUp, Skill
from training.models.organisers import Organiser, Trainer
from training.models.participants import Attendance, Participant
from training.models.sessions import Session, TrainingFile
from training.models.topics import Topic
from training.models.trainings import MOST_PARTICIPANTS, Training

__all__ = [
    "MOST_PARTICIPANTS",
    "Attendance",
    "Certificate",
    "FollowUp",
    "Organiser",
    "Participant",
    "Session",
    "Skill",
    "Topic",
    "Trainer",
    "Training",
    "TrainingFile",
]
