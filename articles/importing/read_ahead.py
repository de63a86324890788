"""The program that `reading_ahead` starts to read files: not for people."""

from django.conf import settings
from django.utils.log import configure_logging

from articles.importing import reading_process

if __name__ == "__main__":
    configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)
    reading_process.serve()
