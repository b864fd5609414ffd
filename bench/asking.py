"""One request as a piece of work that can be timed."""

from collections.abc import Callable

from django.test import Client

from bench.cities import City


def asker(city: City, client: Client, address: str, **kwargs) -> Callable[[], None]:
    """A call that asks `city` for `address`; what is not answered 200 would measure nothing."""

    def ask() -> None:
        city.enter()
        response = client.get(address, **kwargs)
        if response.status_code != 200:
            raise RuntimeError(f"{address} 没有正常回答，而是 {response.status_code}。")

    return ask
