"""The yardstick of benchmarks/pages.py: a page as Wagtail's own documentation teaches to write one."""
