"""The rules of the most-read list, in one place: the code obeys them and the method page prints them."""

VERSION = 2  # raise it whenever a rule of the ranking changes, and say in HISTORY what became of it
HISTORY = {  # each version in a sentence or two, for readers; a kept list says by which it was made
    1: (
        "Seven of the paper’s days, today included; five readers for every place; a list once all places were filled."
        " In a tie the newer column came first, then the one that was added later. Nothing was kept with a list."
    ),
    2: (
        "Windows of 24 hours, seven and thirty days and all time; a list as soon as five places are filled; in a tie of"
        " columns that appeared in the same moment the permanent id decides, so that two copies of the paper agree. The"
        " desk may limit the columns of one author and their age. Each closed list keeps its rules, the reads that it"
        " was counted from, and a hash."
    ),
}

VISIBLE_SECONDS = 10  # how long a page must have been in view before its script reports a read (static/js/reads.js)
MINIMUM_READS = 5  # readers that every place of a list must have
ALL_TIME = 0
WINDOWS = (1, 7, 30, ALL_TIME)  # days that lists count, their own included; 1 is the last 24 hours
WINDOW_DAYS = 7  # those of the list beside columns, if the desk sets nothing else
PLACES = 10  # places of a full list
FEWEST_PLACES = 5  # with fewer columns that have readers enough there is no list
CONTENDERS = 1_000  # columns that are looked at for the places of a list, those with most readers first
RUNNERS_UP = 10  # columns below the last place whose reads are kept with a closed list
FRESH_DAYS = 2  # a counted list older than this no longer speaks of "the last days"
REFRESH_SECONDS = 300  # how often reads may make today's lists anew
LONG_WINDOW_DAYS = 30  # lists of so many days or more, and of all time,
LONG_REFRESH_SECONDS = 3_600  # are made anew less often: they change little, and are sums over much
WAITING_SECONDS = 15  # how often reads look whether there can be a first list
CLOSING_SECONDS = 300  # so long after midnight the day before is closed: the last reads of it have been counted by then
SILENT_HOURS = 24  # so long without a new list, and the desk is told why
RISING_PLACES = 5
RISING_HOURS = 24  # hours whose readers are held against what is usual
RISING_USUAL_DAYS = 28  # days before these hours that say what is usual: the mean of 24 hours in them
RISING_LEAST_DAYS = 3  # a column that has not been out for so long before these hours has no usual yet
RISING_MINIMUM_READS = 10  # readers in these hours that it takes
RISING_SMOOTHING = 5  # readers added to both sides, so that three after none are no wave
RISING_TIMES = 2  # so many times its usual, both sides smoothed, is rising
RISING_SHOWN_SECONDS = 7_200  # so long what was rising may be shown
NETWORK_READS_AN_ARTICLE = 20  # readers of one article counted from one network (an IPv4 /24, an IPv6 /48) in a day
NETWORK_READS_A_MINUTE = 120  # reads counted from one network in a minute, whatever is read
NETWORK_READS_A_DAY = 2_000  # and in a day
HOSTS_AN_ARTICLE_DAY = 50  # other sites that are told apart among those that led to an article in a day
OTHER_HOSTS = "other"  # those beyond, and what is no site's name
IPV4_NETWORK, IPV6_NETWORK = 24, 48
HOURS_KEPT_DAYS = 31  # days before today whose reads are kept by the hour; then they become days
DAYS_KEPT_DAYS = 731  # days before today whose month is kept by the day, two years; then its days become one month
REFERRERS_KEPT_DAYS = 400  # how long the hosts that readers came from are kept
