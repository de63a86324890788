"""What an editor taught about a site comes before everything else."""

from lxml.html import document_fromstring

from articles.importing.documents import Credit, Lesson, LessonKind
from articles.importing.readers.web.site_rules import SiteRules
from tests.importing.readers.web.pages import PARAGRAPHS, codes, page, read, text


def rule(field, selector, host="harbourtimes.example"):
    return Lesson(kind=LessonKind.SITE_RULE, scope=host, pattern=field, value=selector)


def test_fields_stand_where_an_editor_said():
    html = page(
        before='<p class="kopf">A harbour needs its boats</p><p class="wer">By Min-ho Park and Ann Lee</p>'
        '<p class="wann">on 7 April 2001, in the evening</p><p class="satz">Why boats matter more than sums.</p>'
    )

    document = read(
        html,
        lessons=(
            rule("headline", ".kopf"),
            rule("credits", "p.wer"),
            rule("published_at", ".wann"),
            rule("standfirst", ".satz"),
        ),
    )

    assert document.headline == "A harbour needs its boats"
    assert document.credits == (Credit(name="Min-ho Park"), Credit(name="Ann Lee"))
    assert document.published.at.date().isoformat() == "2001-04-07"
    assert document.standfirst == "Why boats matter more than sums."
    for key in ("headline", "authors", "published_at", "standfirst"):
        assert document.provenance[key][0].rule == "taught for harbourtimes.example"


def test_the_body_is_what_a_rule_chooses_without_what_another_leaves_out():
    body = f'<div class="story">{text()}<div class="box"><p>What the council said in its letter of May.</p></div></div>'
    lessons = (rule("body", "div.story"), rule("leave_out", ".story .box"))

    document = read(page(body + "<p>Something else that stands below.</p>"), lessons=lessons)

    assert document.paragraphs == PARAGRAPHS
    assert document.provenance["body"][0].selector == "div.story"


def test_rules_of_another_site_change_nothing():
    assert read(page(), lessons=(rule("headline", "p", "other.example"),)).headline == "Keep the ferry"


def test_a_rule_that_finds_nothing_or_is_none_is_said():
    document = read(page(), lessons=(rule("headline", ".gone"), rule("credits", "p[")))

    assert document.headline == "Keep the ferry"
    assert codes(document) >= {"site_rule_missed", "site_rule_broken"}


def test_a_rule_that_a_long_page_would_never_come_to_an_end_with_is_passed_over():
    page = document_fromstring("<p>a</p>" * 20_000)
    rules = SiteRules(selectors={"bio": ["p ~ p ~ p"]})

    assert rules.elements("bio", page) == []
    assert "site_rule_broken" in {notice.code for notice in rules.notices}
