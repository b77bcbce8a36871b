"""What of the machines and papers comes over when two records of a person are merged."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.merging import add_merge, repointing

# One piece has one custodian, one turn one holder: whoever it was, it is the one who stays.
add_merge(
    repointing("custodies", _("Custody of equipment"), "aid.Custody.person", order=110),
    repointing("bookings", _("Turns"), "aid.Booking.person", order=120),
    repointing("uses", _("Uses"), "aid.UseLog.person", order=130),
    repointing("handovers", _("Handovers received"), "aid.Handover.receiver", order=140),
)
