"""What only the page of components needs."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from socioeco.charts import FAMILIES, Legend
from trajectoires.ui.loader import Sample
from trajectoires.ui.templatetags.ui import drawn

register = template.Library()


@register.simple_tag
def families() -> SafeString:
    return drawn(Legend((family.key, family.label) for family in FAMILIES))


@register.simple_tag(takes_context=True)
def draw_sample(context: Context, sample: Sample) -> SafeString:
    """Draw a sample exactly as the page shows how to write it."""
    component = context.template.engine.from_string(sample.source)
    with context.push(**sample.values):
        return component.render(context)
