"""Addresses of editing, below those of people (`cadres:`)."""

from django.urls import path

from cadres.editing import conduct, person, photo, rows

editing_urls = [
    path("add/", person.add, name="add"),
    path("<int:pk>/edit/", person.edit, name="edit"),
    path("<int:pk>/edit/resume/", rows.edit_resume, name="edit_resume"),
    path("<int:pk>/edit/family/", rows.edit_family, name="edit_family"),
    path("<int:pk>/edit/photo/", photo.edit_photo, name="edit_photo"),
    path("<int:pk>/edit/rewards/", conduct.rewards, name="rewards"),
    path("<int:pk>/edit/rewards/add/", conduct.reward, name="add_reward"),
    path("<int:pk>/edit/rewards/<int:row>/", conduct.reward, name="edit_reward"),
    path("<int:pk>/edit/rewards/<int:row>/remove/", conduct.remove_reward, name="remove_reward"),
    path("<int:pk>/edit/discipline/add/", conduct.discipline, name="add_discipline"),
    path("<int:pk>/edit/discipline/<int:row>/", conduct.discipline, name="edit_discipline"),
    path(
        "<int:pk>/edit/discipline/<int:row>/remove/",
        conduct.remove_discipline,
        name="remove_discipline",
    ),
]
