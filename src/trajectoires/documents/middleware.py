"""What a request meets before its form: files are weighed while they come in, and none outlives its request."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse

from trajectoires.documents.enums import MAXIMUM_FILE_BYTES, MAXIMUM_FILES
from trajectoires.documents.fields import UnkeptFile


class WeighingUploadHandler(TemporaryFileUploadHandler):
    """Writes each file to the private folder, up to a limit of size and of number.

    Beyond either, what was written is erased at once, and what still comes in is counted and not kept: the form
    refuses the file by its name and true size. The size of the whole request is held before, by its Content-Length,
    beyond which nothing is read; short requests stay in memory, with the handler before this one.
    """

    number = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.is_kept = True
        self.number += 1
        if self.number > MAXIMUM_FILES:
            self._let_go()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > MAXIMUM_FILE_BYTES:
            self._let_go()
        if self.is_kept:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile:
        if self.is_kept:
            return super().file_complete(file_size)
        return UnkeptFile(name=self.file_name, content_type=self.content_type, size=file_size)

    def _let_go(self) -> None:
        """Closing a temporary file erases it; closing it again does nothing."""
        self.is_kept = False
        self.file.close()


def erase_unfinished(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """A file whose connection or encoding breaks on the way is erased with its request.

    Django closes those that came whole, and leaves this one on the disk for as long as the error is remembered.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        try:
            return get_response(request)
        finally:
            if request.method == "POST":
                for handler in request.upload_handlers:
                    handler.upload_interrupted()

    return middleware
