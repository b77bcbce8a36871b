"""Devices in words, in templates."""

from django import template

from accounts.devices import device, handle

register = template.Library()
register.filter("device", device)
register.filter("handle", handle)
