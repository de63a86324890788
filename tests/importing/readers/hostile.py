"""Files made to break a reader, and a process that reads one of them within limits."""

import multiprocessing
import resource
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from articles.importing.documents import ReadOptions, UnreadableError
from articles.importing.readers import FORMATS, read
from tests.importing.readers import seeds

MB = 1024 * 1024
# Twice the processor time that a reader may take for a file (other work shares the core), and ample memory.
SECONDS, MEMORY = 10, 1500 * MB
BOMB = "<!DOCTYPE x [" + '<!ENTITY a0 "lol">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
) + "]>"  # fmt: skip
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>'
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
REMOTE = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'
XML = {"wxr": seeds.WXR, "feed": seeds.FEED, "nitf": seeds.NITF, "newsml": seeds.NEWSML}


def with_entity(text: str, doctype: str, use: str) -> bytes:
    """Return an XML file with a document type, and the use of its entity in the headline."""
    head, mark, rest = text.partition("?>")
    return f"{head}{mark}{doctype}{rest.replace('Lamps for an empty pier', use)}".encode()


def xml_files() -> dict[str, tuple[str, Callable[[], bytes]]]:
    """Return the files that every XML format must stand."""
    found: dict[str, tuple[str, Callable[[], bytes]]] = {}
    for name, text in XML.items():
        file = seeds.SEEDS[name][0]
        found |= {
            f"{name} entity bomb": (file, lambda text=text: with_entity(text, BOMB, "&a11;")),
            f"{name} quadratic": (file, lambda text=text: with_entity(text, QUADRATIC, "&a;" * 20_000)),
            f"{name} external entity": (file, lambda text=text: with_entity(text, EXTERNAL, "&a;")),
            f"{name} remote document type": (file, lambda text=text: with_entity(text, REMOTE, "x")),
            f"{name} deep": (file, lambda text=text: (text[:-20] + "<a>" * 200_000).encode()),
            f"{name} unclosed sections": (file, lambda text=text: (text[:-20] + "<![CDATA[" * 100_000).encode()),
            f"{name} cut": (file, lambda text=text: text[: len(text) // 2].encode()),
        }
    return found


MULTIPART = b"Content-Type: multipart/related; boundary=x\n\n"
FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    **xml_files(),
    "web deep": ("page.html", lambda: b"<html><body>" + b"<div>" * 200_000 + b"x"),
    "web deep inline": ("page.html", lambda: b"<html><body><p>" + b"<b><i>" * 100_000 + b"x"),
    "web huge attribute": ("page.html", lambda: b'<html><body><p class="' + b"a " * (5 * MB) + b'">x</p></html>'),
    "web many attributes": (
        "page.html",
        lambda: b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">x</p></body></html>",
    ),
    "web many links": ("page.html", lambda: b"<html><body>" + b'<a href="/x">word</a> ' * 200_000 + b"</body></html>"),
    "web deep data": (
        "page.html",
        lambda: b'<html><script type="application/ld+json">' + b'{"a":' * 100_000 + b"</script><body>x</body></html>",
    ),
    "web long data": (
        "page.html",
        lambda: b'<html><script type="application/ld+json">[' + b'{"@type":"Person"},' * 200_000 + b"{}]</script>",
    ),
    "web unclosed comment": ("page.html", lambda: b"<html><body><!--" + b"<!-" * MB),
    "web unclosed comments": ("page.html", lambda: b"<html><body>" + b"<!--" * 100_000),
    "web unclosed scripts": ("page.html", lambda: b"<html><body>" + b"<script>" * 100_000),
    "web long name": ("page.html", lambda: b"<html><body><" + b"a" * MB + b"<p>"),
    "web unclosed tags": ("page.html", lambda: b"<html><body>" + b"<p><a><" * 300_000),
    "web spaces": ("page.html", lambda: b"<html><body><h1>" + b" " * (5 * MB) + b"</h1><p>x</p></body></html>"),
    "ghost deep": ("ghost.json", lambda: b'{"db":[{"data":{"posts":' + b"[" * 100_000),
    "ghost deep and closed": ("ghost.json", lambda: b'{"db":' + b"[" * 50_000 + b"]" * 50_000 + b"}"),
    "ninjs huge number": ("a.json", lambda: b'{"uri":"x","version":' + b"9" * 1_000_000 + b"}"),
    "json lines deep": ("a.jsonl", lambda: b'{"title":' + b'{"a":' * 50_000 + b"1" + b"}" * 50_001 + b"\n"),
    "table of one quote": ("a.csv", lambda: b'title,body\n"' + b"a,b\n" * 20_000),
    "table of many columns": ("a.csv", lambda: b",".join(b"c%d" % n for n in range(200_000)) + b"\n" + b"1," * 200_000),
    "table of many rows": ("a.csv", lambda: b"title,body\n" + b"a,b\n" * 20_000),
    "markdown aliases": (
        "a.md",
        lambda: b"---\na: &a [x,x,x,x,x,x,x,x,x]\n"
        + b"".join(b"%c: &%c [%s]\n" % (n, n, b",".join([b"*%c" % (n - 1)] * 9)) for n in range(98, 110))
        + b"title: *m\n---\ntext\n",
    ),
    "markdown object": ("a.md", lambda: b"---\ntitle: !!python/object/apply:os.system ['true']\n---\ntext\n"),
    "markdown brackets": ("a.md", lambda: b"---\ntitle: a\n---\n" + b"[" * 50_000 + b"a" + b"](" * 50_000),
    "markdown quotes": ("a.md", lambda: b"---\ntitle: a\n---\n" + b">" * 20_000 + b" a\n"),
    "markdown spaces": ("a.md", lambda: b"---\ndate: 2011-04-03\n---\n" + b" " * 200_000 + b"x\ntext\n"),
    "markdown stars": ("a.md", lambda: b"---\ntitle: a\n---\n" + b"**a _b " * 100_000),
    "markdown shortcodes": ("a.md", lambda: b"---\ntitle: a\n---\n" + b"{{< figure " * 100_000),
    "wxr shortcodes": ("e.xml", lambda: seeds.WXR.replace("[caption", "[caption " * 100_000, 1).encode()),
    "wxr blocks": (
        "e.xml",
        lambda: seeds.WXR.replace("<!-- wp:paragraph", "<!-- wp:columns -->" * 50_000 + "<!-- wp:p").encode(),
    ),
    "docx entity bomb": (
        "a.docx",
        lambda: seeds.docx(f"<?xml version='1.0'?>{BOMB}<w:document xmlns:w='{seeds.WORDS}'>&a11;</w:document>"),
    ),
    "docx deep": ("a.docx", lambda: seeds.docx(f"<w:document xmlns:w='{seeds.WORDS}'><w:body>" + "<w:p>" * 100_000)),
    "docx huge": ("a.docx", lambda: seeds.docx(f"<w:document xmlns:w='{seeds.WORDS}'>{' ' * 200 * MB}</w:document>")),
    "docx of nothing": ("a.docx", lambda: seeds.docx()[:200]),
    "odt entity bomb": ("a.odt", lambda: seeds.odt(f"<?xml version='1.0'?>{BOMB}<a>&a11;</a>")),
    "odt deep": ("a.odt", lambda: seeds.odt("<a>" * 200_000)),
    "mhtml of itself": (
        "a.mhtml",
        lambda: b"MIME-Version: 1.0\n" + MULTIPART + (b"--x\n" + MULTIPART) * 20_000,
    ),
    "warc of lies": (
        "a.warc",
        lambda: b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
    ),
    "text of one line": ("a.txt", lambda: b"Posted : " + b"2012-05-06 " * 500_000),
    "text of comments": ("a.txt", lambda: b"<!--a-->" * 60 + b"x"),
    "text of many dates": ("a.txt", lambda: b"Posted : 2012-05-06 10:20\n" * 20_000),
}  # fmt: skip


def read_within_limits(name: str) -> dict[str, Any]:
    """Read a file in a process of its own; return what came of it, and how the process ended."""
    here, there = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=_read, args=(name, there))
    process.start()
    there.close()
    try:
        told: dict[str, Any] = here.recv()
    except EOFError:
        told = {}
    process.join()
    return {**told, "exit": process.exitcode}


def _read(name: str, answer: Connection) -> None:
    file, make = FILES[name]
    content = make()
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        documents = read(file, content, ReadOptions())
    except UnreadableError as refusal:
        answer.send({"refused": str(refusal)})
        return
    shown = [document.headline + document.standfirst + document.body_html for document in documents]
    answer.send(
        {
            "documents": len(documents),
            "leaks": any("root:" in text for text in shown),
            "longest": max(map(len, shown)),
            "size": len(content),
        }
    )


# A server that has the readers loaded forks for each file: a start from nothing costs more than most files.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.importing.readers.hostile", *FORMATS.values()])
