"""What the page of a person is made of, by name: the lanes of its timeline and its tabs."""

LANES = (
    "rotation.person.lanes.posts",
    "rotation.person.lanes.frontline",
    "rotation.person.lanes.studies",
    "cadres.dossier.lanes.stays",
    "cadres.dossier.lanes.reserve_pools",
    "training.mentoring.person.mentoring",
    "cadres.dossier.lanes.conduct",
    "assessments.person.lanes.assessed",
    "assessments.recording.person.lane",
)
TABS = (
    "cadres.dossier.tabs.BASICS",
    "cadres.exporting.form_tab.FORM",
    "cadres.dossier.tabs.RESUME",
    "cadres.dossier.tabs.FAMILY",
    "rotation.person.tab.POSTINGS",
    "training.mentoring.person.MENTORING",
    "cadres.dossier.tabs.CONDUCT",
    "cadres.dossier.tabs.STAYS",
    "assessments.person.tab.ASSESSMENTS",
    "assessments.recording.person.TALKS",
    "cadres.checks.tabs.CHECKS",
    "cadres.dossier.tabs.HISTORY",
)
