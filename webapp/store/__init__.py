"""The store: visitors, transcripts, attempts, progress."""

from webapp.store.entries import (
    Attempt,
    Draft,
    Entry,
    Kind,
    NewAttempt,
    NewSnippet,
    Recorded,
    Standing,
    StepProgress,
    Transcript,
)
from webapp.store.errors import (
    AlreadyRecordedError,
    StoreError,
    TranscriptMovedError,
    UnknownTranscriptError,
    UnknownVisitorError,
)
from webapp.store.store import Store

__all__ = [
    "AlreadyRecordedError",
    "Attempt",
    "Draft",
    "Entry",
    "Kind",
    "NewAttempt",
    "NewSnippet",
    "Recorded",
    "Standing",
    "StepProgress",
    "Store",
    "StoreError",
    "Transcript",
    "TranscriptMovedError",
    "UnknownTranscriptError",
    "UnknownVisitorError",
]
