"""The writing of dates, numbers and names as template filters; the rules are in core.display."""

from django import template

from core import display

register = template.Library()

for _name in (
    "long_date",
    "short_date",
    "moment",
    "ago",
    "since",
    "returned_since",
    "age",
    "phone",
    "phone_masked",
    "tel_link",
    "whatsapp_link",
    "rupiah",
    "initials",
):
    register.filter(_name, getattr(display, _name))

register.simple_tag(display.period, name="period")
register.simple_tag(display.greeting, name="greeting")
