"""What answers people who are nobody here, each with its reason."""

# To whoever comes by, logged in or not.
EVERYBODY = {
    "login": "the door",
    "logout": "leads to the first page, and from there to the door",
    "healthz": "says that the process answers, to the load balancer",
    "readyz": "says which of database, Redis and worker is missing",
    "ballot:enter": "a voter has a code, not an account",
    "ballot:vote": "a voter has a code, not an account",
    "ballot:done": "thanks for a ballot; its address is signed and names a poll alone",
}
# To every account, whatever it has been granted: what is shown and done there is its own.
ONES_OWN = {
    "logout": "ends one's session",
    "account": "leads to one's own account",
    "accounts:detail": "one's own account, where it is one's own",
    "logins": "one's own log-ins",
    "password": "one's own password",
    "totp": "one's own authenticator",
    "home": "who one is, and that one has been granted nothing",
    "jobs:list": "jobs that one asked for oneself",
    "jobs:detail": "a job that one asked for oneself: its label, progress and outcome",
    "jobs:progress": "a job that one asked for oneself",
    "jobs:cancel": "a job that one asked for oneself",
    "jobs:run_again": "a job that one asked for oneself; it runs with the rights of now",
    "listing:export": "a job that finds no rows",
    "listing:views": "one's own saved views",
    "listing:save_view": "one's own saved view",
    "listing:delete_view": "one's own saved view",
    "notices:preferences": "whether one wants reminders by e-mail",
    "notices:read_all": "one's own inbox",
    "notices:inbox": "one's own inbox",
    "notices:detail": "a reminder that was sent to oneself",
}
# What only leads on, to a list that shows what one may see of it, where no duty was named.
LEADING_ON = {
    "exporting:roster": "back to the list that is exported from",
    "exporting:cadres": "back to the list that is exported from",
    "cases:of_duty": "to the list",
    "rounds:of_duty": "to the list",
    "annual:of_duty": "to the list",
    "mentoring:create": "to where pairs are made, which is refused",
    "mentoring:midterm_of_duty": "to the list",
    "mentoring:final_of_duty": "to the list",
    "appraisals:midterm_of_duty": "to the list",
    "appraisals:final_of_duty": "to the list",
    "appraisals:return_of_duty": "to the list",
    "notices:nudge": "back to where one pressed, with the refusal above the page",
}
