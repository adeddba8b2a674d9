"""What happens: own articles, the agenda, the watch on the law and on outside feeds."""
