"""The rules of the most-read list, in one place: the code obeys them and the method page prints them."""

VERSION = 1  # raise it whenever a rule below, or the order of a tie, changes

VISIBLE_SECONDS = 10  # how long a page must have been in view before its script reports a read (static/js/reads.js)
MINIMUM_READS = 5  # readers that every place of a list must have
WINDOW_DAYS = 7  # days that a list counts, its own included
PLACES = 10  # places of a full list
FEWEST_PLACES = 5  # a paper with fewer published columns than this has no counted list
FRESH_DAYS = 2  # a counted list older than this no longer speaks of "the last days"
REFRESH_SECONDS = 300  # how often reads may make today's list anew
NETWORK_READS_AN_ARTICLE = 20  # readers of one article counted from one network (an IPv4 /24, an IPv6 /48) in a day
NETWORK_READS_A_MINUTE = 120  # reads counted from one network in a minute, whatever is read
NETWORK_READS_A_DAY = 2_000  # and in a day
HOSTS_AN_ARTICLE_DAY = 50  # other sites that are told apart among those that led to an article in a day
OTHER_HOSTS = "other"  # those beyond, and what is no site's name
IPV4_NETWORK, IPV6_NETWORK = 24, 48
HOURS_KEPT_DAYS = 31  # days before today whose reads are kept by the hour; then they become days
DAYS_KEPT_DAYS = 731  # days before today whose month is kept by the day, two years; then its days become one month
REFERRERS_KEPT_DAYS = 400  # how long the hosts that readers came from are kept


def places_of(published: int) -> int:
    """Return how many places a counted list has in a paper of so many published columns; 0: it has none."""
    places = min(PLACES, published)
    return places if places >= FEWEST_PLACES else 0
