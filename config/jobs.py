"""Every kind of job, by name: what it is called on the page, and the function that does it."""

JOBS = {
    "core.export": ("导出", "core.listing.exports.run"),
    "core.units.check_import": ("核对单位导入", "core.units.imports.check"),
    "core.units.apply_import": ("写入单位导入", "core.units.imports.apply"),
    "core.audit.seal": ("日志封存", "core.audit.chain.seal_job"),
    "core.audit.verify": ("核对封存链", "core.audit.jobs.verify_log"),
    "cadres.roster.act": ("名册批量办理", "cadres.roster.batch_jobs.run"),
    "cadres.checks.run": ("校核", "cadres.checks.jobs.run"),
    "cadres.exporting": ("导出花名册和审批表", "cadres.exporting.job.run"),
    "cadres.importing.check": ("核对导入", "cadres.importing.jobs.check"),
    "cadres.importing.apply": ("写入导入", "cadres.importing.jobs.apply"),
    "cadres.importing.forget": ("清理过期的导入", "cadres.importing.jobs.forget"),
    "cadres.feed.forget_departures": (
        "清理过期的离开记录",
        "cadres.feed.services.forget_departures",
    ),
    "policy.plan.follow": ("参数变更后更新责任事项", "policy.plan.jobs.follow"),
    "policy.notices.remind": ("提醒", "policy.notices.jobs.remind"),
    "policy.notices.deliver": ("发送提醒邮件", "policy.notices.jobs.deliver"),
    "policy.duties.refresh": ("计算责任事项", "policy.duties.jobs.run"),
    "rotation.from_resume": ("从简历提取任职", "rotation.from_resume.jobs.run"),
    "assessments.rounds.papers": ("年度考核登记表", "assessments.rounds.jobs.run"),
    "assessments.spot_checks.look": ("查找谈话疑点", "assessments.spot_checks.jobs.look"),
    "assessments.cases.sweep": ("对照七种情形立案", "assessments.cases.jobs.sweep"),
    "reporting.volume": ("年度报告汇编", "reporting.volume.job.run"),
    "reporting.volume.help": ("分担汇编", "reporting.volume.job.help_out"),
    "reporting.volume.sweep": ("清理没有登记的报告文件", "reporting.volume.sweeping.run"),
    "core.jobs.expire": ("清理到期结果", "core.jobs.services.expire_results"),
    "core.accounts.write": ("发送账号通知", "core.accounts.letters.write"),
    "core.accounts.clear_sessions": ("清理过期会话", "core.accounts.services.clear_sessions"),
}

# What was refused here is gone about anew on its own page, not run again as it was.
JOBS_ONCE = frozenset({"cadres.importing.apply"})

# What shows the outcome of a kind better than the job's own page, by the job's number.
JOB_PAGES = {
    "core.units.check_import": "units:preview",
    "core.audit.verify": "audit:verdict",
    "cadres.importing.check": "imports:of_job",
    "cadres.importing.apply": "imports:of_job",
}
