"""A log of beacons as a newspaper gets them: readers, and all that is none. Seeded: the same plan gives the same log.

Readers live in networks: homes (an IPv4 /24 or an IPv6 /48 with a few of them), a campus, and carriers that put many
behind few addresses. A reader is an address with a browser; nobody shares both. Each column has its share of a day's
readers: those of the list fall from place to place by a constant share, the others follow Zipf's law. Some read again
(a reload, a second tab), which is the same reader. Beside them come crawlers, browsers that fetch ahead, readers who
ask to be left out, people of the desk, and attackers, each with networks of his own and one column that he would push.
"""

import random
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import accumulate, product
from types import MappingProxyType
from typing import NamedTuple

HOUR, DAY = 3_600, 86_400
HEAD = 14  # columns of the steep part: ten places and those that press behind
RATIO = 0.85  # readers of a place to those of the one above it
TAIL = 0.08  # share of the reads that all other columns have together
BY_HOUR = (3, 2, 1, 1, 1, 2, 4, 7, 9, 9, 8, 8, 9, 8, 7, 7, 7, 8, 8, 9, 10, 10, 8, 5)
NOTHING: Mapping[str, str] = MappingProxyType({})
AHEAD: Mapping[str, str] = MappingProxyType({"HTTP_SEC_PURPOSE": "prefetch;prerender"})
LEFT_OUT: Sequence[Mapping[str, str]] = (
    MappingProxyType({"HTTP_DNT": "1"}),
    MappingProxyType({"HTTP_SEC_GPC": "1"}),
)
CRAWLERS = (
    "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0"
    " Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"
    " Chrome/116.0.1938.76 Safari/537.36",
    "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
    "Mozilla/5.0 (compatible; Yeti/1.1; +https://naver.me/spd)",
    "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
    "Mozilla/5.0 (compatible; SemrushBot/7~bl; +http://www.semrush.com/bot.html)",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4"
    " Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/139.0.0.0 Safari/537.36",
    "curl/8.5.0",
    "python-requests/2.32.3",
)
SYSTEMS = (
    "Windows NT 10.0; Win64; x64",
    "Macintosh; Intel Mac OS X 10_15_7",
    "X11; Linux x86_64",
    "Linux; Android 10; K",
    "Linux; Android 14; SM-S921N",
    "Linux; Android 13; SM-A536N",
)
BROWSERS = tuple(
    f"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version}.0.0.0{phone} Safari/537.36"
    for system, version in product(SYSTEMS, range(120, 142))
    for phone in ([" Mobile"] if "Android" in system else [""])
) + tuple(
    f"Mozilla/5.0 (iPhone; CPU iPhone OS {major}_{minor} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    f" Version/{major}.{minor} Mobile/15E148 Safari/604.1"
    for major, minor in product(range(15, 19), range(7))
)


class Kind(StrEnum):
    """Who sent a beacon, and so whether it is to count: a reader's first of a column and day does, nothing else."""

    READER = "readers"
    AGAIN = "read again"
    CRAWLER = "crawlers"
    AHEAD = "fetched ahead"
    LEFT_OUT = "asked to be left out"
    STAFF = "the desk"


class Sent(NamedTuple):
    """A beacon: when (seconds since 1970), of which column (its place in the truth, from nought), from whom."""

    at: int
    column: int
    address: str
    agent: str
    kind: str  # a Kind, or the name of an attack
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """Somebody who wants to push a column: `a_day` beacons from each of his networks on so many days.

    `seconds`: each day's come within that time. `addresses`, `agents`: how many he takes in each network.
    """

    name: str
    column: int
    networks: Sequence[str]
    a_day: int
    days: int
    seconds: int
    addresses: int
    agents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How big a log is. Shares are of all beacons but those of attackers."""

    start: datetime  # midnight in the paper's zone, of a zone whose clocks do not change meanwhile
    days: int = 3
    beacons: int = 1_000_000
    columns: int = 400
    reads: float = 0.72  # first ones of a reader, column and day
    again: float = 0.12
    crawlers: float = 0.08
    ahead: float = 0.04
    left_out: float = 0.03  # what is left over: the desk
    readers: int = 150_000
    carriers: float = 0.30  # of the readers
    campus: float = 0.03
    carrier_networks: int = 1_536
    campus_networks: int = 96
    home_networks: int = 60_000
    attacks: Sequence[Attack] = ()
    seed: int = 1

    @property
    def honest(self) -> int:
        """Return how many beacons are not an attacker's."""
        return self.beacons - sum(attack.a_day * attack.days * len(attack.networks) for attack in self.attacks)


def attacks(limit: int, *, most: int = 90_000, networks: int = 49, days: int = 3) -> list[Attack]:
    """Return attackers of every sort, none with more networks than given; about so many beacons in all.

    `limit` is what a network may add to a column in a day: the patient ones stay just at it.
    """
    v4, v6 = _networks("45.{}.{}"), _networks("2a0e:{:x}:{:x}")
    some = max(networks // 5, 1)

    def take(source: Iterator[str], number: int) -> list[str]:
        return [next(source) for _ in range(number)]

    def burst(share: float, number: int) -> int:
        return max(int(most * share) // number, limit + 1)

    whole, short = DAY - 600, 300
    return [
        Attack(name="one address, many browsers", column=200, networks=take(v4, 1), a_day=burst(0.17, 1), days=1,
               seconds=2 * HOUR, addresses=1, agents=len(BROWSERS)),
        Attack(name="a /24, many addresses and browsers", column=7, networks=take(v4, 1), a_day=burst(0.17, 1), days=1,
               seconds=12 * HOUR, addresses=254, agents=len(BROWSERS)),
        Attack(name="an IPv6 /48, an address each time", column=8, networks=take(v6, 1), a_day=burst(0.17, 1), days=1,
               seconds=12 * HOUR, addresses=1_000_000, agents=40),
        Attack(name="one browser, over and over", column=30, networks=take(v4, 1), a_day=burst(0.10, 1), days=1,
               seconds=whole, addresses=1, agents=1),
        Attack(name=f"{some} networks, a burst", column=40, networks=take(v4, some), a_day=burst(0.11, some), days=1,
               seconds=short, addresses=200, agents=60),
        Attack(name=f"{some} networks, patient", column=2, networks=take(v6, some), a_day=limit, days=days,
               seconds=whole, addresses=10_000, agents=60),
        Attack(name=f"{networks} networks, a burst", column=5, networks=take(v4, networks),
               a_day=burst(0.24, networks), days=1, seconds=short, addresses=200, agents=60),
        Attack(name=f"{networks} networks, patient", column=10, networks=take(v4, networks), a_day=limit, days=days,
               seconds=whole, addresses=200, agents=60),
    ]  # fmt: skip


def weights(columns: int) -> list[float]:
    """Return the share of each column in a day's reads, the most read first."""
    head = [RATIO**place for place in range(min(HEAD, columns))]
    tail = [1 / (place + 1) for place in range(len(head), columns)]
    rest = TAIL if tail else 0.0
    return [(1 - rest) * share / sum(head) for share in head] + [rest * share / sum(tail) for share in tail]


class Log:
    """A plan as beacons, day by day in the order of their time, and the truth that a count must come to."""

    def __init__(self, plan: Plan) -> None:
        """Begin with no truth; it grows with `days`."""
        self.plan = plan
        self.truth: Counter[tuple[int, int]] = Counter()  # (column, beginning of the hour) -> readers
        # (network, column, day) -> readers: what a limit of each network would have to let through
        self.together: Counter[tuple[int, int, int]] = Counter()
        self._random = random.Random(plan.seed)  # noqa: S311 no secret
        self._begin = int(plan.start.timestamp())
        self._hours = list(accumulate(BY_HOUR))
        self._shares = list(accumulate(weights(plan.columns)))

    def days(self) -> Iterator[list[Sent]]:
        """Yield each day's beacons, sorted by time."""
        share = self.plan.honest // self.plan.days
        for day in range(self.plan.days):
            number = share if day else self.plan.honest - share * (self.plan.days - 1)
            sent = [*self._readers(day, int(number * self.plan.reads))]
            sent += self._again(day, sent, int(number * self.plan.again))
            sent += self._others(day, number - len(sent), number)
            sent += [one for attack in self.plan.attacks for one in self._attack(attack, day)]
            # Stable: a reload in the second of the first read comes after it.
            yield sorted(sent, key=lambda one: one.at)

    def _readers(self, day: int, number: int) -> Iterator[Sent]:
        """Yield first reads: each column has its share of the day exactly, read by so many different readers."""
        for column, share in enumerate(weights(self.plan.columns)):
            for reader in self._random.sample(range(self.plan.readers), min(round(number * share), self.plan.readers)):
                network, address, agent = self._reader(reader)
                at = self._moment(day)
                self.truth[column, at - at % HOUR] += 1
                self.together[network, column, day] += 1
                yield Sent(at, column, address, agent, Kind.READER, NOTHING)

    def _again(self, day: int, first: Sequence[Sent], number: int) -> Iterator[Sent]:
        last = self._begin + (day + 1) * DAY - 1
        for one in self._random.choices(first, k=number):
            later = min(one.at + self._random.choice((0, 0, 1, 40, 400, 4_000)), last)
            yield one._replace(at=later, kind=Kind.AGAIN)

    def _others(self, day: int, number: int, of: int) -> Iterator[Sent]:
        """Yield what is sent by machines, ahead of readers, by those who want no part in it, and by the desk."""
        plan = self.plan
        sorts = (
            (Kind.CRAWLER, int(of * plan.crawlers)),
            (Kind.AHEAD, int(of * plan.ahead)),
            (Kind.LEFT_OUT, int(of * plan.left_out)),
        )
        kinds = [kind for kind, some in sorts for _ in range(some)][:number]
        kinds += [Kind.STAFF] * (number - len(kinds))
        for kind in kinds:
            column, at = bisect(self._shares, self._random.random()) % plan.columns, self._moment(day)
            _network, address, agent = self._reader(self._random.randrange(plan.readers))
            match kind:
                case Kind.CRAWLER:
                    agent = self._random.choice(CRAWLERS)
                    yield Sent(at, column, f"66.249.{self._random.randrange(64)}.9", agent, kind, NOTHING)
                case Kind.AHEAD:
                    yield Sent(at, column, address, agent, kind, AHEAD)
                case Kind.LEFT_OUT:
                    yield Sent(at, column, address, agent, kind, self._random.choice(LEFT_OUT))
                case _:
                    yield Sent(at, column, "198.51.100.7", BROWSERS[0], kind, NOTHING)

    def _attack(self, attack: Attack, day: int) -> Iterator[Sent]:
        if day >= attack.days:
            return
        begin = self._begin + day * DAY + self._random.randrange(DAY - attack.seconds)
        for network in attack.networks:
            for number in range(attack.a_day):
                at = begin + self._random.randrange(attack.seconds)
                address = _address(network, number % attack.addresses)
                # Each address shows another browser each time it comes round.
                agent = BROWSERS[(number // attack.addresses + number) % attack.agents]
                yield Sent(at, attack.column % self.plan.columns, address, agent, attack.name, NOTHING)

    def _moment(self, day: int) -> int:
        hour = bisect(self._hours, self._random.randrange(self._hours[-1]))
        return self._begin + day * DAY + hour * HOUR + self._random.randrange(HOUR)

    def _reader(self, reader: int) -> tuple[int, str, str]:
        """Return a reader's network as a number, address and browser; no two have both the same."""
        plan = self.plan
        carried, studying = int(plan.readers * plan.carriers), int(plan.readers * plan.campus)
        if reader < carried:
            nth, network = divmod(reader, plan.carrier_networks)
            return network, f"100.{64 + network // 256}.{network % 256}.{1 + nth % 16}", _browser(network, nth // 16)
        reader -= carried
        if reader < studying:
            nth, network = divmod(reader, plan.campus_networks)
            return 1 << 20 | network, f"147.46.{network}.{1 + nth % 254}", _browser(network, nth // 254)
        nth, network = divmod(reader - studying, plan.home_networks)
        if network % 5 == 0:
            return 1 << 21 | network, f"2001:2d8:{network:x}:{nth:x}::1", _browser(network, nth)
        return (
            1 << 21 | network,
            f"{61 + network // 65_536}.{network // 256 % 256}.{network % 256}.{1 + nth % 254}",
            _browser(network, nth // 254),
        )


def cut_by(together: Mapping[tuple[int, int, int], int], limit: int, *, merged: int = 1) -> int:
    """Return how many readers a limit of each network, column and day would cut, were so many networks one."""
    sums: defaultdict[tuple[int, int, int], int] = defaultdict(int)
    for (network, column, day), number in together.items():
        sums[network // merged, column, day] += number
    return sum(max(number - limit, 0) for number in sums.values())


def _browser(network: int, nth: int) -> str:
    return BROWSERS[(network * 7 + nth) % len(BROWSERS)]


def _networks(pattern: str) -> Iterator[str]:
    for number in range(1 << 14):
        yield pattern.format(number // 256 + 1, number % 256)


def _address(network: str, number: int) -> str:
    if ":" in network:
        return f"{network}:{number % 65_536:x}::{number // 65_536 + 1:x}"
    return f"{network}.{1 + number % 254}"
