"""How often one may ask, and who a proxy says is asking."""

from __future__ import annotations

import pytest

from communique.errors import QuestionError
from communique.web.limits import Buckets, Limits, Rate
from communique.web.proxies import hear, read_proxies

from .conftest import HOME

FEW = Limits(
    read=Rate(burst=6, second=0.5), write=Rate(burst=2, second=0.1), login=Rate(burst=3, second=0.1)
)


def test_a_bucket_empties_and_fills_again(clock):
    buckets = Buckets(Rate(burst=3, second=0.5), clock.seconds)
    assert [buckets.take("a") for _ in range(4)] == [0, 0, 0, 2]
    assert buckets.take("b") == 0
    clock.move(seconds=1)
    assert buckets.take("a") == 1
    clock.move(seconds=1)
    assert [buckets.take("a") for _ in range(2)] == [0, 2]
    clock.move(hours=1)
    assert [buckets.take("a") for _ in range(4)] == [0, 0, 0, 2], "never more than it holds"


def test_buckets_of_who_has_not_asked_for_long_are_forgotten(clock, monkeypatch):
    monkeypatch.setattr("communique.web.limits._MOST", 10)
    buckets = Buckets(Rate(burst=1, second=0.001), clock.seconds)
    for number in range(30):
        assert buckets.take(str(number)) == 0
    assert len(buckets._held) == 10
    assert buckets.take("29") > 0
    assert buckets.take("0") == 0


def test_reading_too_much_is_answered_with_the_time_to_wait(share, clock):
    desk = share(limits=FEW)
    clock.move(minutes=5)
    browser = desk.client()
    statuses = [browser.get("/login").status_code for _ in range(7)]
    assert statuses == [200] * 6 + [429]
    answer = browser.get("/api/v1/events")
    assert answer.status_code == answer.json()["error"]["status"] == 429
    assert answer.headers["retry-after"] == "2"
    assert desk.client(address="10.0.0.8").get("/login").status_code == 200
    assert browser.get("/static/style.css").status_code == 200
    clock.move(seconds=2)
    assert browser.get("/login").status_code == 200


def test_who_has_logged_in_is_counted_by_name_wherever_they_are(share, clock):
    desk = share(limits=FEW)
    here, there = desk.inside("Rea"), desk.inside("Rea", address="10.0.0.8")
    other = desk.inside("Rob")
    assert [b.get("/account").status_code for b in [here, there] * 4] == [200] * 6 + [429] * 2
    assert other.get("/account").status_code == 200
    clock.move(seconds=2)
    assert here.get("/account").status_code == 200


def test_writing_too_much_is_refused_before_anything_is_written(share, clock):
    desk = share(limits=FEW)
    browser = desk.inside("Rea")
    statuses = [desk.post(browser, "/account/token", {"days": "1"}).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    assert len(desk.accounts.tokens.all()) == 2
    clock.move(seconds=10)
    assert desk.post(browser, "/account/token", {"days": "1"}).status_code == 200


def test_logging_in_too_often_is_refused_before_a_password_is_looked_at(share, clock):
    desk = share(limits=FEW)
    for _ in range(3):
        assert desk.log_in("Rea", "wrong")[1].status_code == 401
        clock.move(seconds=1)
    answer = desk.log_in("Rob")[1]
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert desk.log_in("Rob", address="10.0.0.8")[1].status_code == 303


def test_made_up_tokens_are_slowed_down_and_do_not_fill_the_log(share):
    desk = share(limits=FEW)
    program = desk.client(headers={"authorization": "Bearer cmq_nonsense"})
    statuses = [program.get("/api/v1/stats").status_code for _ in range(20)]
    assert statuses == [401] * 3 + [429] * 17
    assert len(desk.logged()) == 3


def test_at_ones_own_machine_nobody_is_slowed_down(client):
    assert {client.get("/api/v1/openapi.json").status_code for _ in range(500)} == {200}


def test_a_body_is_bounded_before_it_is_read(shared_desk):
    browser = shared_desk.inside("Rea")
    answer = shared_desk.post(browser, "/account/token", {"days": "1" * 300_000})
    assert answer.status_code == 413
    assert shared_desk.logged()[-1] == ("Rea", "write", "/account/token", "refused, 413")


def scope(client="10.0.0.1", **said):
    headers = [(b"host", b"a.example")]
    headers += [(f"x-forwarded-{n}".encode(), v.encode()) for n, v in said.items()]
    return {"type": "http", "client": (client, 1), "scheme": "http", "headers": headers}


@pytest.mark.parametrize(
    ("said", "client"),
    [
        ({"for": "192.0.2.1"}, "192.0.2.1"),
        ({"for": "6.6.6.6, 192.0.2.1"}, "192.0.2.1"),
        ({"for": "6.6.6.6, 192.0.2.1, 10.0.0.2"}, "192.0.2.1"),
        ({"for": "[2001:db8::1]"}, "2001:db8::1"),
        ({"for": "nonsense"}, "10.0.0.1"),
        ({"for": "10.0.0.2"}, "10.0.0.1"),
        ({"for": ""}, "10.0.0.1"),
        ({"proto": "https"}, "10.0.0.1"),
    ],
)
def test_a_proxy_says_who_asks(said, client):
    assert hear(scope(**said), {"10.0.0.1", "10.0.0.2"})["client"][0] == client


def test_a_proxy_says_how_and_under_which_name():
    heard = hear(scope(proto="https", host="desk.example.org"), {"10.0.0.1"})
    assert heard["scheme"] == "https"
    assert heard["headers"] == [(b"host", b"desk.example.org")]
    assert hear(scope(proto="gopher"), {"10.0.0.1"})["scheme"] == "http"
    assert hear(scope(), {"10.0.0.1"}) == scope()


def test_nobody_else_is_believed():
    given = scope("6.6.6.6", **{"for": "192.0.2.1", "proto": "https", "host": "b.example"})
    for proxies in ((), {"10.0.0.1"}):
        heard = hear(given, proxies)
        assert (heard["client"][0], heard["scheme"]) == ("6.6.6.6", "http")
        assert heard["headers"] == [(b"host", b"a.example")]


def test_a_proxy_is_named_by_its_address():
    assert read_proxies(["127.0.0.1", "[::1]"]) == {"127.0.0.1", "::1"}
    for wrong in ("*", "10.0.0.0/8", "proxy.example", ""):
        with pytest.raises(QuestionError, match="--behind-proxy"):
            read_proxies([wrong])


def test_behind_a_proxy_one_logs_in_by_https_and_the_log_has_ones_address(share):
    desk = share(hosts=("desk.example.org",), proxies=("127.0.0.1",))
    said = {
        "x-forwarded-for": "192.0.2.9",
        "x-forwarded-proto": "https",
        "host": "desk.example.org",
        "origin": "https://desk.example.org",
    }
    browser = desk.client(address="127.0.0.1", base="https://desk.example.org", headers=said)
    browser, answer = desk.log_in("Rea", client=browser)
    assert answer.status_code == 303
    assert "; Secure" in answer.headers["set-cookie"]
    assert browser.get("/account").status_code == 200
    assert desk.accounts.log.page(limit=1)[0].address == "192.0.2.9"
    plain = desk.client(address="127.0.0.1", base=HOME, headers=said)
    by_http = {"x-forwarded-proto": "http", "origin": "https://desk.example.org"}
    refused = desk.post(plain, "/login", page="/login", headers=by_http)
    assert refused.status_code == 403
    assert "--behind-proxy" in refused.text
