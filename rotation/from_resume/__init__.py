"""Postings out of the résumé: what its lines say of posts, looked through before it is written."""
