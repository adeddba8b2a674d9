"""The portal: a Django and Wagtail site, one user of the engine `socioeco`."""
