"""The whole timetable: what runs by itself, and how often. Periods in seconds unless a crontab.

A run has one slot, counted by the local clock: two schedulers, or one that was down over night and
comes late, start it once. One that failed is tried again by the reaper (core/jobs/services.py).
"""

from celery.schedules import crontab

SCHEDULE = {
    "worker-pulse": {"task": "core.jobs.pulse", "schedule": 20},
    "jobs-reap": {"task": "core.jobs.reap", "schedule": 30},
    "audit-seal": {"task": "core.jobs.start", "schedule": 60, "args": ["core.audit.seal", 60]},
    "results-expire": {
        "task": "core.jobs.start",
        "schedule": crontab(hour=3, minute=10),
        "args": ["core.jobs.expire", 86400],
    },
    "papers-sweep": {
        "task": "core.jobs.start",
        "schedule": crontab(hour=3, minute=50),
        "args": ["reporting.volume.sweep", 86400],
    },
    "departures-forget": {
        "task": "core.jobs.start",
        "schedule": crontab(hour=3, minute=30),
        "args": ["cadres.feed.forget_departures", 86400],
    },
    "imports-forget": {
        "task": "core.jobs.start",
        "schedule": crontab(hour=3, minute=40),
        "args": ["cadres.importing.forget", 86400],
    },
    "duties-refresh": {
        "task": "core.jobs.start",
        "schedule": crontab(hour=1, minute=40),
        "args": ["policy.duties.refresh", 86400],
    },
    "checks-run": {
        "task": "core.jobs.start",
        "schedule": crontab(hour=2, minute=20),
        "args": ["cadres.checks.run", 86400],
    },
    "cases-sweep": {
        "task": "core.jobs.start",
        "schedule": crontab(hour=1, minute=20),
        "args": ["assessments.cases.sweep", 86400],
    },
    "duties-remind": {
        "task": "core.jobs.start",
        "schedule": crontab(hour=8, minute=30),
        "args": ["policy.notices.remind", 86400],
    },
    "notices-deliver": {
        "task": "core.jobs.start",
        "schedule": crontab(minute="*/10"),
        "args": ["policy.notices.deliver", 600],
    },
    "letters-write": {
        "task": "core.jobs.start",
        "schedule": crontab(minute="*/10"),
        "args": ["core.accounts.write", 600],
    },
    "sessions-clear": {
        "task": "core.jobs.start",
        "schedule": crontab(hour=3, minute=20),
        "args": ["core.accounts.clear_sessions", 86400],
    },
}
