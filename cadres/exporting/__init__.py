"""花名册 and 任免审批表 as files: choosing, writing, and the person's own tab."""
