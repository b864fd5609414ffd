"""Addresses of the plan, its clauses and its figures."""

from django.urls import path

from policy.plan.views import changing, figures, plan

app_name = "plan"
urlpatterns = [
    path("", plan.page, name="page"),
    path("print/", plan.printed, name="print"),
    path("clauses/", plan.clauses, name="clauses"),
    path("clauses/<int:pk>/", plan.clause, name="clause"),
    path("clauses/<str:code>/units/", plan.units, name="units"),
    path("parameters/", figures.parameters, name="parameters"),
    path("parameters/<str:key>/", figures.parameter, name="parameter"),
    path("parameters/<str:key>/change/", changing.change, name="change"),
    path("values/<int:pk>/", figures.value, name="value"),
    path("values/<int:pk>/withdraw/", changing.withdraw, name="withdraw"),
]
