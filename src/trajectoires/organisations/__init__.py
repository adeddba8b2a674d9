"""The organisations that the site names: who publishes, who organises, whose trajectory is told."""
