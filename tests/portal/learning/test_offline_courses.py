"""The courses of content/, taken away."""

from io import BytesIO

import pikepdf
import pytest

from trajectoires.learning.models import CoursePage
from trajectoires.learning.selectors.offline import facts_of, offline_course
from trajectoires.learning.services.offline_pdf import typeset_course
from trajectoires.learning.services.offline_zip import pack_course

from .offline_cases import pages_of, unpacked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_site")]


def test_every_course_of_the_site_comes_out_with_about_the_pages_that_are_announced():
    found = list(CoursePage.objects.live())
    assert len(found) >= 4
    for page in found:
        course = offline_course(page)
        pages = len(pikepdf.open(BytesIO(typeset_course(course=course))).pages)
        assert abs(facts_of(course.outline).pages - pages) <= max(3, pages / 10), page.slug
        for name, each in pages_of(unpacked(pack_course(course=course), slug=page.slug)).items():
            assert each.opened == [], name
