"""Appraisals of postings (挂职锻炼考核鉴定), and the duties of a posting's middle and end."""
