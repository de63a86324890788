"""What stands in or around an article and is none of it: told by what it says and by what its box is called."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

BOX = re.compile(
    r"(?:^|[\s_-])(?:newsletters?|subscri(?:be|ption)s?|sign-?up|promos?|promotion|related|recommend(?:ed|ation|"
    r"ations)?|share|sharing|shares|social|"
    r"sidebar|widgets?|advert\w*|ads?|sponsor\w*|affiliate|disclosures?|disclaimer|cta|paywall|breadcrumbs?|"
    r"crumbs?|comments?|"
    r"commentlist|respond|replies|toolbar|tags?|topics|trust-badge|teasers?|more-from|most-read|popular|trending|"
    r"read-?(?:more|next|also)|"
    r"also-?read|outbrain|taboola|toolbox|pagination|pager|rating|ratings|stars|login|register|cookie|consent|"
    r"gdpr|banner|popup|modal|"
    r"copyright|donate|donation|support-us|membership|jump-to-\w+|skip-\w+|screen-reader-text|sr-only|"
    r"visually-hidden|print-?only|"
    r"author-?(?:box|bio|info)|about-?(?:the-)?author|bio|byline|dateline|post-?meta|entry-?meta|article-?meta|"
    r"timestamp|"
    r"card-feature|product-card|hidden-print|noprint|no-print|nocontent|carousel|slide-?show|gallery-nav|feedback|"
    r"error-report|"
    r"letters-cta|meta-?data|author|footer|masthead|menu|nav|navigation|navbar|hide)(?:$|[\s_-])|newsletter|"
    r"related-?(?:posts|articles|stories|content|links)|"
    r"recirc|sharedaddy|jp-relatedposts|addtoany|disqus|syndicat|trust-?badge|social-?(?:share|media)|"
    r"most-?(?:read|popular)|yarpp",
    re.IGNORECASE,
)
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
LEAST_OWN = 0.3  # a box with more of the article than this is not beside it, whatever it is called

INVITES = re.compile(
    r"(?:sign(?:ing)?[\s-]+up|subscribe|subscrib(?:ing|er)|register|join\s+(?:us|our|the\s+conversation)|"
    r"follow\s+(?:us|@|[\w\s.]+on\s+(?:twitter|facebook|instagram))|"
    r"like\s+us\s+on|download\s+(?:our|the)\s+app|newsletters?\b|in\s+your\s+inbox|"
    r"get\s+.{2,60}\s+(?:by\s+e-?mail|delivered|straight\s+to)|"
    r"we\s+want\s+to\s+hear\s+(?:what|from)|submit\s+a\s+letter|letters?\s+to\s+the\s+editor|donate|"
    r"support\s+(?:our|us|quality|independent)|become\s+a\s+(?:member|patron|supporter)|"
    r"abonn(?:ieren|ez|é)|anmelden|eingeloggt|einloggen|suscr[ií]b|inscr[ií]b|logged\s+in|log\s+in\s+to|"
    r"leave\s+a\s+(?:comment|reply)|post\s+a\s+comment|"
    r"turn\s+on\s+desktop\s+notifications|whatsapp\s+channel|push\s+notifications|구독|뉴스레터)",
    re.IGNORECASE,
)
POINTS = re.compile(
    r"(?:read\s+(?:more|also|next|the\s+full)|also\s+read|see\s+also|related(?:\s+(?:stories|articles|content|"
    r"coverage|news|posts|links))?|more\s+(?:on\s+this|from|stories|news|like\s+this)|"
    r"you\s+(?:might|may)\s+(?:also\s+)?(?:like|be\s+interested)|recommended(?:\s+(?:for\s+you|reading|stories))?|"
    r"don[’']t\s+miss|must\s+read|click\s+here|watch\s*:|listen\s*:|"
    r"lire\s+aussi|[àa]\s+lire(?:\s+aussi)?|lesen\s+sie\s+(?:auch|mehr)|mehr\s+zum\s+thema|auch\s+interessant|"
    r"lees\s+ook|leia\s+(?:também|mais)|lea\s+(?:también|además)|le[ae]r?\s+m[áa]s|"
    r"leggi\s+anche|l[äa]s\s+(?:också|mer|även)|les\s+også|čtěte\s+(?:také|více)|관련\s*(?:기사|뉴스)|top\s+stories|"
    r"trending|what\s+to\s+read\s+next|editor[’']?s[’']?\s+picks?)"
    r"\b\s*[:：>»…\-–—]?",
    re.IGNORECASE,
)
NOTICES = re.compile(
    r"(?:advertis(?:e)?ments?|anzeige|werbung|publicit[ée]|publicidad|sponsored(?:\s+content)?|promoted|"
    r"story\s+continues\s+below|article\s+continues\s+(?:below|after)|continue\s+reading|"
    r"scroll\s+to\s+continue|loading\.*|share(?:\s+(?:this|on|via).{0,40})?|tweet|print|e-?mail|save|comments?|"
    r"\d+\s+(?:comments?|shares?)|view\s+comments|show\s+comments|"
    r"copy\s*(?:the\s+)?link|facebook|twitter|whatsapp|linkedin|pinterest|reddit|copied|back\s+to\s+top|"
    r"skip\s+to.{0,40}|previous|next|close|menu|search|"
    r"tags?\s*:.{0,120}|topics?\s*:.{0,160}|filed\s+under.{0,120}|posted\s+in.{0,80}|rate\s+this\s+(?:post|"
    r"article)|image|photo|picture|video|"
    r"report\s+(?:an?\s+)?(?:error|typo)|\d+\s+min(?:ute)?s?\s+read|listen\s+to\s+this\s+article.{0,40}|"
    r"reprints.{0,40}|permalink)\s*[.:…]?",
    re.IGNORECASE,
)
LEGAL = re.compile(
    r"(?:©|\(c\)\s*(?:19|20)\d\d|copyright\b|all\s+rights\s+reserved|this\s+(?:post|article|page|"
    r"site)\s+(?:may\s+)?contains?\s+(?:affiliate|references\s+to\s+products)|"
    r"we\s+may\s+(?:earn|receive)\s+(?:a\s+)?(?:commission|compensation)|as\s+an\s+amazon\s+associate|"
    r"our\s+standards:|this\s+(?:material|article)\s+may\s+not\s+be\s+(?:published|reproduced)|"
    r"unauthorized\s+(?:reproduction|distribution)|무단\s*(?:전재|복제)|저작권자)",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"[(\[]?\s*(?:(?:photo|image|picture|foto|bild|credit)s?(?:\s+(?:credit|source|by|"
    r"courtesy))?)\s*[:：/].{1,100}|\((?:AP|AFP|Reuters|EPA|Getty)\s+(?:photo|images).{0,60}\)",
    re.IGNORECASE,
)
NAMED_BY = ("class", "id", "data-component", "data-testid")
SHORT, MIDDLING = 260, 420
MOSTLY_LINKS, SOME_LINKS = 0.5, 0.1  # shares of a block


def is_furniture(text: str, linked: float) -> bool:
    """Whether a block is an invitation, a pointer to other pages, a button or a notice, by what it says."""
    if len(text) > MIDDLING:
        return False
    if NOTICES.fullmatch(text) or CREDIT.fullmatch(text) or LEGAL.match(text):
        return True
    if (
        len(text) <= SHORT
        and POINTS.match(text)
        and (POINTS.fullmatch(text) or linked > MOSTLY_LINKS or _ends_as_label(text))
    ):
        return True
    invited = INVITES.search(text)
    return invited is not None and len(text) <= SHORT and (linked > SOME_LINKS or _addresses_reader(text))


def is_furniture_box(element: HtmlElement) -> bool:
    """Whether a box is called what boxes beside an article are called."""
    if element.tag in {"body", "html", "article", "main"}:
        return False
    if element.tag in {"footer", "aside", "nav", "form"}:
        return True
    names = " ".join(element.get(name, "") for name in NAMED_BY)
    return BOX.search(CAMEL.sub("-", names)) is not None or element.get("role") in {
        "navigation",
        "complementary",
        "search",
    }


def _ends_as_label(text: str) -> bool:
    match = POINTS.match(text)
    return match is not None and match[0].rstrip().endswith((":", "：", ">", "»"))


def _addresses_reader(text: str) -> bool:
    """An invitation speaks to its reader, in the imperative or as "you"."""
    return (
        re.match(
            r"[\W_]*(?:sign|subscribe|join|follow|get|like|download|donate|support|become|register|don[’']t|never|"
            r"do\s+you|want|stay|keep|enter|click|for\s+more|we\s+want|leave|to\s+get|du|sie\s+müssen|abonn|suscr|"
            r"inscr|\[)",
            text,
            re.IGNORECASE,
        )
        is not None
    )
