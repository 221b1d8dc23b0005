"""The reporting work: a cycle, what is asked of whom, what they contribute, the draft and its clearance."""

from concertation.reporting.models.clearance import Clearance, Comment, Snapshot
from concertation.reporting.models.contributions import Answer, Contribution, InputFile, Inquiry
from concertation.reporting.models.cycles import Cycle, CycleMandate, CycleSection, Question
from concertation.reporting.models.drafts import Draft, Sentence
from concertation.reporting.models.requests import Addressee, InputRequest, Sending

__all__ = [
    "Addressee",
    "Answer",
    "Clearance",
    "Comment",
    "Contribution",
    "Cycle",
    "CycleMandate",
    "CycleSection",
    "Draft",
    "InputFile",
    "InputRequest",
    "Inquiry",
    "Question",
    "Sending",
    "Sentence",
    "Snapshot",
]
