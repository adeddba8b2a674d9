"""Messages that the site sends: both parts written, the right headers, no tracker."""
