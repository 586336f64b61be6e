"""Feeds: RSS and Atom give a report an item; other XML is refused."""

from __future__ import annotations

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour Daily</title><link>https://harbour.example/</link>
<item><title>Talks &amp; tea</title><link>https://harbour.example/1</link><guid>h-1</guid>
<pubDate>Wed, 17 Jun 2020 10:00:00 GMT</pubDate><description>Short.</description>
<content:encoded>&lt;p&gt;Kenya met Uganda.&lt;/p&gt;
&lt;p&gt;They &lt;b&gt;ate&lt;/b&gt;.&lt;/p&gt;</content:encoded>
</item><item><title>Nothing</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour</title><entry><title>T</title>
<id>x1</id><updated>2020-06-17T10:00:00Z</updated><link rel="self" href="https://h.example/self"/>
<link href="https://h.example/9"/><summary>Kenya met Uganda.</summary></entry></feed>"""


def test_an_item_of_rss_is_a_report_with_its_fullest_text(read_file):
    found = read_file("feed.rss", RSS)
    report = found.report
    assert report.text == "Kenya met Uganda.\n\nThey ate."
    assert (report.id, report.title, report.publisher) == ("h-1", "Talks & tea", "Harbour Daily")
    assert (str(report.date), report.url) == ("2020-06-17", "https://harbour.example/1")
    assert found.codes == ["no-text"]


def test_an_entry_of_atom_is_a_report_with_the_address_of_its_page(read_file):
    report = read_file("feed.xml", ATOM).report
    assert (report.id, report.text, report.url) == (
        "x1",
        "Kenya met Uganda.",
        "https://h.example/9",
    )


def test_a_broken_feed_is_a_problem(read_file):
    assert read_file("feed.rss", RSS[:300]).codes == ["bad-feed"]


def test_other_xml_and_archives_are_not_read_as_texts(read_file):
    assert read_file("visits.xml", "<?xml version='1.0'?><visits/>").codes == ["unknown-form"]
    [problem] = read_file("site.warc", "WARC/1.0\r\nWARC-Type: response\r\n").problems
    assert problem.code == "unknown-form" and "web archive" in problem.detail
