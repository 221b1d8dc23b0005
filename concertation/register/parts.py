"""The parts that organizations take in the records of each kind."""

from concertation.register.models import Participation, Record

Role = Participation.Role
Kind = Record.Kind

PARTS: dict[str, tuple[Role, ...]] = {
    Kind.AGREEMENT: (Role.PARTY, Role.PARTICIPANT),
    Kind.MECHANISM: (Role.PARTY,),
    Kind.MEETING: (Role.PARTICIPANT, Role.CHAIR, Role.HOST),
    Kind.ACTIVITY: (Role.PARTICIPANT, Role.LEAD),
    Kind.COMMITMENT: (Role.OWNER, Role.BENEFICIARY),
    Kind.PLEDGE: (Role.PARTY, Role.BENEFICIARY),
    Kind.PRESENCE: (Role.PARTICIPANT, Role.HOST),
    Kind.NOTICE: (Role.PARTICIPANT, Role.LEAD),
    Kind.MANDATE: (Role.PARTY, Role.PARTICIPANT),
}
"""By kind; the first is what an organization takes where nothing more is said."""
