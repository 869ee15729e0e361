import pytest

from briefing.analysis.language.document import read_document
from briefing.analysis.sources import citation_patterns
from briefing.analysis.sources.citations import find_citations
from briefing.model.citation import CitationForm
from briefing.model.spans import Span
from briefing.model.story import Link


def told(text: str) -> list[tuple[str, str]]:
    return [(citation.form.value, citation.outlet) for citation in find_citations(read_document(text))]


@pytest.mark.parametrize(
    ("text", "form", "outlet"),
    [
        ("The minister told NBC News that the port was open.", "told", "NBC News"),
        ("The port is shut, she said in an interview with the Velmar Gazette.", "told", "Velmar Gazette"),
        ("According to Reuters, the ship sank.", "according to", "Reuters"),
        ("The ship sank, according to a Reuters report.", "according to", "Reuters"),
        ("It sank, according to a March 3 investigation from Reuters.", "according to", "Reuters"),
        ("It sank, according to KVLM.", "according to", "KVLM"),
        ("It sank, according to a recording obtained by the Times.", "according to", "Times"),
        ("She told the “Today” show that it sank.", "told", "Today"),
        ("She told Elle Monday that it sank.", "told", "Elle"),
        ("“It sank,” Doe said, via the Velmar Times.", "according to", "Velmar Times"),
        ("Doe said in an email to Reuters that the ship sank.", "told", "Reuters"),
        ("In an interview with HarbourWatch.org, Doe denied it.", "told", "HarbourWatch.org"),
        ("He told the Orsinan state-owned Al-Harbour television that it sank.", "told", "Al-Harbour"),
        ("Rents doubled, according to an analysis of port fees by Reuters.", "according to", "Reuters"),
        ("Rents doubled, according to data compiled by Bloomberg.", "according to", "Bloomberg"),
        ("The ship sank, according to an article in Scientific American.", "according to", "Scientific American"),
        ("She told Good Housekeeping that the port was shut.", "told", "Good Housekeeping"),
        ("She spoke to Men’s Health magazine of the port.", "told", "Men’s Health"),
        ("She told the Velmar Ledger-Herald that the port was shut.", "told", "Velmar Ledger-Herald"),
        ("The ship sank, reports the Velmar Echo.", "reported", "Velmar Echo"),
        ("As the Spectator reported, the ship sank.", "reported", "Spectator"),
        ("The ship sank, he told the Orsina Broadcasting Corporation.", "told", "Orsina Broadcasting Corporation"),
        ("The ship sank, according to a report by the Associated Press.", "according to", "Associated Press"),
        ("Reuters reported that the ship sank.", "reported", "Reuters"),
        ("The New York Times first reported the sale.", "reported", "The New York Times"),
        ("The sale was first reported by The Lantern.", "reported", "The Lantern"),
        ("“It cost a fortune,” Ann Doe told CNN affiliate WVLM.", "told", "WVLM"),
        ("The union spoke to KVLM on Monday.", "told", "KVLM"),
        ("He told the Ostmark newspaper Dnevnik that the port was shut.", "told", "Dnevnik"),
        ("He told Velmar's Harbour news channel that it was shut.", "told", "Harbour"),
        ("It cost a million, according to the Velmar-based Harbour Gazette.", "according to", "Harbour Gazette"),
        ("The ship sank, the ministry said, quoted by Yonhap.", "according to", "Yonhap"),
        ("With reporting by Associated Press writer Ann Doe", "credit", "Associated Press"),
        ("Additional reporting from PA", "credit", "PA"),
        ("Ann Doe contributed to this report.", "credit", ""),
        ("WASHINGTON (AP) — The port is open.", "dateline", "AP"),
        ("(Reuters) - The port is open.", "dateline", "Reuters"),
        ("SEOUL, March 4 (Yonhap) -- The port is open.", "dateline", "Yonhap"),
        ("(Reporting by Ann Doe in Velmar; Editing by Bo Roe)", "credit", ""),
        ("This article originally appeared on Kestrel Health News.", "credit", "Kestrel Health News"),
        ("Associated Press writer Ann Doe contributed to this report.", "credit", "Associated Press"),
        ("SOURCE: Velmar Grain Board", "source line", "Velmar Grain Board"),
        ("“It sank,” said The Atlantic.", "reported", "The Atlantic"),
        ("The ship is “too old”, said the Financial Times, “for the ice”.", "reported", "Financial Times"),
        ("The ship is “too old,” Politico said.", "reported", "Politico"),
        ("It is “too old”, said The Guardian’s port correspondent Ann Doe.", "reported", "The Guardian"),
        ("The ship is old, said Ann Doe in The Guardian.", "reported", "The Guardian"),
        ("Reuters now reports that the ship sank.", "reported", "Reuters"),
        ("Bloomberg added, citing two clerks, that it sank.", "reported", "Bloomberg"),
        (
            "It sank, he wrote in an excerpt published Wednesday by The Wall Street Journal.",
            "reported",
            "The Wall Street Journal",
        ),
        ("CNN harbour reporter Ann Doe has reported that it sank.", "reported", "CNN"),
        ("The clerk told a CNN reporter that it sank.", "told", "CNN"),
        ("“It sank,” he said in a release emailed to CNBC.", "told", "CNBC"),
        ("He denied it in an interview Ann Doe gave to Reuters.", "told", "Reuters"),
        ("He denied it in an interview Sunday morning on CBS.", "told", "CBS"),
        ("He denied it in a long CNN interview.", "told", "CNN"),
        ("Most agree, according to the latest Reuters/Velmar poll.", "according to", "Reuters"),
        ("He left, according to a 1998 Washington Post article.", "according to", "Washington Post"),
        ("Ann Doe, via USA Today, said that it sank.", "according to", "USA Today"),
        ("Associated Press reporters in Velmar and Oslo contributed.", "credit", "Associated Press"),
        ("It sank, with Reuters citing a port clerk.", "according to", "Reuters"),
        ("The Guardian newspaper said that it sank.", "reported", "The Guardian"),
        ("“It was never this late.” — Ann Doe, Politico", "reported", "Politico"),
        ("In an editorial the Global Times, a paper of the party, implied it.", "reported", "Global Times"),
        ("It will sink, officials tell Foreign Policy.", "told", "Foreign Policy"),
        ("Speaking to Reuters, the mayor said that the port was shut.", "told", "Reuters"),
        ("Speaking exclusively to BT Sport, he said it was over.", "told", "BT Sport"),
        ("“It is over,” he told BT Sport.", "told", "BT Sport"),
        ("The port is shut, the board said in a statement to the Velmar Gazette.", "told", "Velmar Gazette"),
        ("A statement provided to CNN said that the port was shut.", "told", "CNN"),
        ("“It is over,” the mayor said on Fox News.", "told", "Fox News"),
        ("“It is over,” the mayor said Sunday on CBS.", "told", "CBS"),
        ("The mayor confirmed to AFP that the port was shut.", "told", "AFP"),
        ("The pictures were verified by AFP.", "reported", "AFP"),
        ("A memo seen by Reuters says that the port is shut.", "reported", "Reuters"),
        ("CNN has learned that the port is shut.", "reported", "CNN"),
        ("The Velmar Gazette was first to report the sale.", "reported", "The Velmar Gazette"),
        ("The sale, first revealed by the Velmar Gazette, is off.", "reported", "Velmar Gazette"),
        ("The port “is a ruin,” as the New York Times put it.", "reported", "New York Times"),
        ("She pointed out in the New York Times that ships sink.", "told", "New York Times"),
        ("It followed a Reuters investigation of the port.", "reported", "Reuters"),
        ("The Velmar Times wrote that the port was shut.", "reported", "The Velmar Times"),
        ("The port is shut, the agency said, quoting the Velmar Times.", "according to", "Velmar Times"),
        ("The port is shut (via the Velmar Times).", "according to", "Velmar Times"),
        ("Additional reporting by Ann Doe", "credit", ""),
        ("Source: Reuters", "source line", "Reuters"),
        ("“It is over,” she told The Lantern.", "told", "The Lantern"),
        ("The port is shut, according to The Lantern.", "according to", "The Lantern"),
        ("The port is shut, ABC7 reports.", "reported", "ABC7"),
        ("He told VTR, the national TV station, that the port was shut.", "told", "VTR"),
        ("Police used tear gas at the port, WVLM-TV reported.", "reported", "WVLM-TV"),
        ("Paul Doe at The New York Times said that the port was shut.", "reported", "The New York Times"),
        ("CNN’s Ann Doe reported that the port was shut.", "reported", "CNN"),
        ("He answered Ann Doe’s New York Times profile.", "reported", "New York Times"),
        ("A video filmed by Reuters, the mayor said, was false.", "reported", "Reuters"),
        ("The left-wing newspaper Haaretz said that the port was shut.", "reported", "Haaretz"),
        ("She went further, telling CNN that the port was shut.", "told", "CNN"),
        ("She told THE CITY about the port.", "told", "THE CITY"),
        ("She told German ARD public television that it sank.", "told", "ARD"),
        ("The clerk told a reporter from The Velmar Times that it sank.", "told", "The Velmar Times"),
        ("The mayor put it bluntly to The Velmar Star: “Go.”", "told", "The Velmar Star"),
        ("A clerk spoke of it Monday on her SiriusXM show.", "told", "SiriusXM"),
        ("Ann Doe questioned his motives on Fox News.", "told", "Fox News"),
        ("In an interview with Ann Doe on Fox News, he denied it.", "told", "Fox News"),
        ("Ann Doe argues in Slate that ports are late.", "told", "Slate"),
        ("“It will fade.” — Fox News interview June 17.", "told", "Fox News"),
        ("The study was published in the journal Harbour Medicine.", "reported", "Harbour Medicine"),
        ("A study in the Harbour Journal of Public Health found it.", "reported", "Harbour Journal of Public Health"),
        ("This graphic, provided by Statista, shows the ports.", "reported", "Statista"),
        ("“Ports Are Late,” read one headline in Politico Magazine.", "reported", "Politico Magazine"),
        ("Sports Illustrated writer Ann Doe observed that it sank.", "reported", "Sports Illustrated"),
        ("“It is late.” — Ann Doe and Bo Roe, CNN", "reported", "CNN"),
        ("He leads in an average of polls maintained by RealClearPolitics.", "reported", "RealClearPolitics"),
        ("The Velmar Zeitung has released the biggest leak of all.", "reported", "The Velmar Zeitung"),
        ("The Velmar Democrat-Gazette reports that it sank.", "reported", "The Velmar Democrat-Gazette"),
        ("The Guardian said the mayor had known for a year.", "reported", "The Guardian"),
        ("The Velmar Times found cases of this kind.", "reported", "The Velmar Times"),
        ("A database built by the Times showed it.", "reported", "Times"),
        ("A new Reuters/Ipsos survey also found it.", "reported", "Reuters"),
        ("Der Spiegel, the German magazine, said that it sank.", "reported", "Der Spiegel"),
        ("A possible meteor was seen, CBS Velmar reports.", "reported", "CBS Velmar"),
        ("“It is late.” pic.example/x — Daily Caller (@DailyCaller)", "reported", "Daily Caller"),
        ("His book is ‘exceedingly tedious’ (New York Times).", "according to", "New York Times"),
        ("This article was published in partnership with The Guardian.", "credit", "The Guardian"),
        ("The sale was first reported by Ann Doe at The Lantern.", "reported", "The Lantern"),
        ("“It sank,” said Bo Marr, a sailor, to Real Simple.", "told", "Real Simple"),
        ("The crew issued a statement to Ann Doe at ESPN.", "told", "ESPN"),
        ("Spectrum News in Velmar reported that it sank.", "reported", "Spectrum News"),
        ("The letter was obtained by Ann Doe of the Velmar Gazette.", "reported", "Velmar Gazette"),
        ("The files were obtained from a sailor by the daily Dagbladet.", "reported", "Dagbladet"),
        ("The files were shared with ten papers by Der Spiegel.", "reported", "Der Spiegel"),
        ("Velmar News, meanwhile, also announced that it sank.", "reported", "Velmar News"),
        ("The official Orsinan Press Agency also said on X that it sank.", "reported", "Orsinan Press Agency"),
        ("On CNN, one sailor asserted that it sank.", "reported", "CNN"),
        ("Content created by Velmar News is free.", "credit", "Velmar News"),
        ("The local NBC affiliate KVLM released a video.", "reported", "KVLM"),
        ("An email reached the local ABC News affiliate, WVLM.", "reported", "WVLM"),
        ("It was published this week by the Velmar Herald.", "reported", "Velmar Herald"),
        ("The fees were first reported in January by an Orsinan newspaper, Le Soir.", "reported", "Le Soir"),
        ("He cited a report from a small cable news outlet, Velmar Radio.", "reported", "Velmar Radio"),
        ("As the Velmar Times dutifully reported, it sank.", "reported", "Velmar Times"),
        ("As The New York Times explains, it sank.", "reported", "The New York Times"),
        ("From a Reuters explainer by Ann Doe: it sank.", "reported", "Reuters"),
        ("It is in the journal Velmar Letters and it is long.", "reported", "Velmar Letters"),
        ("Ann Doe gave an interview for Reuters on Monday.", "told", "Reuters"),
        ("She was asked about the port by CNN.", "told", "CNN"),
        ("“It sank.” — Ann Doe, to the Associated Press", "told", "Associated Press"),
        ("The mayor cited right-wing Velmar News in a speech.", "according to", "Velmar News"),
        ("“It sank,” proclaimed CBS News.", "reported", "CBS News"),
        ("Reuters projected that he had won.", "reported", "Reuters"),
    ],
)
def test_ways_to_name_a_source(text: str, form: str, outlet: str) -> None:
    assert told(text) == [(form, outlet)]


@pytest.mark.parametrize(
    "text",
    [
        "She told Congress the truth.",
        "People reported that the ship sank.",
        "She told Elle Marsh that the ship sank.",
        "He told People's Party leaders the truth.",
        "According to data from the ministry, ships sink.",
        "He told the daily meeting that it was late.",
        "She told the television audience of her plans.",
        "The WHO told ministers to act.",
        "The illness was first reported in Ostmark on Monday.",
        "The book was originally published on Monday and first appeared in Velmar.",
        "He told Ann Doe to leave.",
        "The times reported here are local.",
        "Speaking to Parliament, the minister said that it was late.",
        "Additional staff from Ostmark arrived.",
        "The union has learned that the port is shut.",
        "The pictures were verified by the police.",
        "Her films have appeared on PBS.",
        "He shared it on Monday.",
        "Source: the author",
        "She told The Hague of the crimes.",
        "He told the Lantern crew of the storm.",
        "The news was mailed to members, Mirror of the sea.",
        "The sun, said Ann Doe in the garden, is late.",
        "CNN announced on Monday that it would dismiss her.",
        "It sank, according to the National Security Agency.",
        "The European Space Agency said the ship had sunk.",
        "The rule is in the Federal Register, according to the Federal Register.",
        "She told the Public Advocate of the port.",
        "The Guardian said it would appeal.",
        "Ann Doe is the host of a show on CNN.",
        "CNN viewers were not informed of it.",
        "He leaked it to the press regarding a Daily Beast story.",
        "Ann Janes, a sailor, was there. It is late, Janes said.",
        "The mayor was asked to write a Velmar Times op-ed about it.",
        "Velmar Times reporter Ann Doe noted she was fired.",
        "The Velmar Times noted that they would appeal.",
        "Read more",
        "",
    ],
)
def test_people_and_bodies_are_no_outlets(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "outlets"),
    [
        ("France 24 and Reuters verified that it sank.", {"France 24", "Reuters"}),
        ("He told Reuters, AFP and The Guardian that it sank.", {"Reuters", "AFP", "The Guardian"}),
        ("An NPR/PBS NewsHour poll showed it.", {"NPR", "PBS NewsHour"}),
        ("A new NBC/ Wall Street Journal poll shows it.", {"NBC", "Wall Street Journal"}),
        ("A joint Reuters and Velmar Post report found it.", {"Reuters", "Velmar Post"}),
        (
            "It sank, according to reports in The Information and the Financial Times.",
            {"The Information", "Financial Times"},
        ),
        ("Contributing: Ann Doe, Velmar Star; The Associated Press", {"Velmar Star", "The Associated Press"}),
    ],
)
def test_outlets_that_are_named_together_are_all_cited(text: str, outlets: set[str]) -> None:
    assert {outlet for _, outlet in told(text)} == outlets


def test_an_acronym_that_the_text_explains_means_the_outlet() -> None:
    text = "It sank, the Velmar Television (VTEL) reported. The ship was old, said the VTEL."
    assert [outlet for _, outlet in told(text)] == ["Velmar Television", "Velmar Television"]


@pytest.mark.parametrize(
    ("text", "host", "outlet"),
    [
        ("Ann Doe told The Washington Times so.", "", "Washington Times"),
        ("The Post reported in May that it sank.", "", "Velmar Post"),
        ("Associated Press writer Ann Doe contributed to this report.", "", "AP Fact Check"),
        ("VELMAR (AP) — The port is shut.", "apnews.com", ""),
        ("Ann Doe told Quay.com so.", "", "Quay"),
        ("Ann Doe told QuayNews.com so.", "", "Quay News"),
        ("It sank, the Velmar Free Lantern reported.", "freelantern.example", ""),
    ],
)
def test_an_outlet_does_not_cite_itself_by_any_of_its_names(text: str, host: str, outlet: str) -> None:
    assert find_citations(read_document(text), (), host, outlet) == ()


def test_the_span_is_the_sentence_and_the_outlet_is_in_it() -> None:
    text = "The port is shut. The mayor told Reuters so. Ships wait."
    (citation,) = find_citations(read_document(text))
    assert citation.span.cut(text) == "The mayor told Reuters so."
    assert citation.outlet in citation.span.cut(text)


def test_a_link_to_another_host_cites_with_its_sentence() -> None:
    text = "The port is shut. The union has published its demands. Share this"
    links = (
        Link("https://union.example/demands", Span(*_place(text, "its demands"))),
        Link("https://www.ledger.example/other", Span(*_place(text, "port"))),
        Link("https://facebook.com/sharer?u=1", Span(*_place(text, "Share this"))),
    )
    (citation,) = find_citations(read_document(text), links, "ledger.example")
    assert citation.form is CitationForm.LINK
    assert citation.url == "https://union.example/demands"
    assert citation.span.cut(text) == "The union has published its demands."


def test_a_publishers_own_sites_and_name_are_not_cited() -> None:
    text = "The port is shut. The mayor told Velmar Ledger readers so, and Reuters reported it."
    links = (Link("https://www.bbc.co.uk/news/1", Span(*_place(text, "port"))),)
    assert find_citations(read_document(text), links, "www.bbc.com")[0].form is not CitationForm.LINK
    assert [one.outlet for one in find_citations(read_document(text), (), "velmarledger.example")] == ["Reuters"]


def test_posts_and_shops_are_no_outlets() -> None:
    text = "The mayor posted a photo of the quay and sells his book on its history."
    links = (
        Link("https://twitter.com/mayor/status/1", Span(*_place(text, "posted"))),
        Link("https://t.co/abc", Span(*_place(text, "photo"))),
        Link("https://www.amazon.com/Quay", Span(*_place(text, "book"))),
        Link("https://fox.com/quay", Span(*_place(text, "quay"))),
    )
    assert [one.url for one in find_citations(read_document(text), links)] == ["https://fox.com/quay"]


def test_the_listed_sources_of_a_digest_are_split_from_the_right() -> None:
    text = (
        "The story ends.\n\nRelevant articles:\n"
        "Are the ships, and the grain, gone for good?, NBC News , 03/04/2031\n"
        "1. Port shuts after walkout, The Velmar Ledger, 2031-03-03\n"
        "\n"
        "“Union to vote”, Yonhap News Agency, March 2, 2031\n"
        "Ships wait in the bay, The Guardian, 1 March 2031\n"
        "\nLatest articles\nTen places to see this spring\nA cat was found\n"
    )
    assert [(one.title, one.outlet, one.date) for one in find_citations(read_document(text))] == [
        ("Are the ships, and the grain, gone for good?", "NBC News", "2031-03-04"),
        ("Port shuts after walkout", "The Velmar Ledger", "2031-03-03"),
        ("Union to vote", "Yonhap News Agency", "2031-03-02"),
        ("Ships wait in the bay", "The Guardian", "2031-03-01"),
    ]


def test_a_listed_source_has_the_address_of_its_title() -> None:
    text = "Relevant articles:\nPort shuts, The Velmar Ledger, 03/04/2031"
    (citation,) = find_citations(
        read_document(text), (Link("https://ledger.example/port", Span(*_place(text, "Port shuts"))),)
    )
    assert (citation.form, citation.url) == (CitationForm.BLOCK, "https://ledger.example/port")


def test_titles_and_outlets_of_listed_sources_are_words_of_their_line() -> None:
    text = "Sources\nA long, winding title , The Hill , 2/30/2031"
    (citation,) = find_citations(read_document(text))
    line = citation.span.cut(text)
    assert citation.title in line
    assert citation.outlet in line
    assert citation.date == ""


def test_lines_outside_a_list_are_no_sources() -> None:
    assert told("He was born in Velmar, NBC, 03/04/2031") == []


def test_one_sentence_cites_an_outlet_once() -> None:
    assert told("Officials told Reuters one thing and told Reuters another.") == [("told", "Reuters")]


def _place(text: str, words: str) -> tuple[int, int]:
    at = text.index(words)
    return at, at + len(words)


def test_an_outlet_does_not_cite_itself() -> None:
    text = "VELMAR (Ledger) — The port is shut. Doe spoke with Ledger on Monday."
    assert find_citations(read_document(text), (), "thevelmarledger.example") == ()
    assert find_citations(read_document("Doe told Ledger.example that it is shut."), (), "www.ledger.example") == ()
    assert find_citations(read_document("Doe told CBS that it is shut."), (), "www.cbsnews.example") == ()
    abroad = Link("https://velmarledger.test/port", Span(19, 35))
    assert (
        find_citations(
            read_document("The port is shut, the harbour master said."), (abroad,), "www.velmarledger.example"
        )
        == ()
    )


def test_a_button_is_no_citation() -> None:
    text = "The port is shut.\nHarbour Pods\nIt opens on Monday, the harbour master said."
    anchor = Span(text.index("Harbour"), text.index("Harbour") + len("Harbour Pods"))
    assert find_citations(read_document(text), (Link("https://pods.example/1", anchor),), "ledger.example") == ()


def test_a_line_of_outlets_is_not_a_title_with_its_outlet() -> None:
    assert told("The port is shut.\nSources: Automotive News, Reuters, Der Spiegel") == [
        ("source line", "Automotive News"),
        ("source line", "Der Spiegel"),
        ("source line", "Reuters"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "With reports from Reuters and AFP",
        "(With inputs from Reuters, AFP)",
        "With files from Ann Doe of Reuters and AFP",
        "With additional reporting by Reuters and AFP",
        "Source: AFP, Reuters",
        "Sources: AFP and Reuters",
        "(Source: AFP/Reuters)",
    ],
)
def test_a_credit_cites_all_its_outlets(line: str) -> None:
    assert sorted(outlet for _, outlet in told(f"The port is shut.\n{line}")) == ["AFP", "Reuters"]


@pytest.mark.parametrize(
    "address",
    [
        "https://echo.example/tags/harbours",
        "https://echo.example/topic/harbours/",
        "https://echo.example/authors/ann-doe",
        "https://echo.example/newsletters/morning",
        "https://echo.example/sign-up?from=story",
        "https://newsletter.echo.example/today",
        "https://echo.example/subscribe",
        "https://echo.example/",
        "https://www.facebook.com/echo",
    ],
)
def test_a_link_to_a_topic_an_author_or_a_sign_up_page_is_no_citation(address: str) -> None:
    text = "The port is shut, the harbour master said on Monday."
    assert find_citations(read_document(text), (Link(address, Span(*_place(text, "port"))),), "ledger.example") == ()


def test_a_link_to_the_outlet_that_the_sentence_names_as_reporting_is_no_mere_link() -> None:
    text = "The port was sold, Velmar Echo reported on Monday."
    link = Link("https://velmarecho.example/port", Span(*_place(text, "sold")))
    found = [(one.form.value, one.outlet, one.url) for one in find_citations(read_document(text), (link,))]
    assert ("reported", "Velmar Echo", link.url) in found
    assert all(form != "link" for form, _, _ in found)


def test_an_authority_that_says_something_is_no_outlet_that_reports() -> None:
    text = "The port was shut for a week, according to the Velmarports office on Monday."
    for host, form in (("velmarports.gov", "link"), ("velmarports.example", "reported")):
        link = Link(f"https://{host}/port", Span(*_place(text, "shut")))
        assert [one.form.value for one in find_citations(read_document(text), (link,), "ledger.example")] == [form]


@pytest.mark.parametrize(
    "sentence",
    [
        "See more of our latest port stories by signing up to our free weekly newsletter",
        "If you know more about this harbour, get in touch with our reporters in Velmar.",
        "For more of this, click here and read what the harbour master has said.",
    ],
)
def test_an_invitation_is_no_citation(sentence: str) -> None:
    text = f"The port is shut.\n{sentence}"
    link = Link("https://pods.example/1", Span(*_place(text, sentence.split()[-2])))
    assert find_citations(read_document(text), (link,), "ledger.example") == ()


def test_without_a_host_the_site_of_most_links_is_the_texts_own() -> None:
    text = "The port is shut, the harbour master said on Monday to all who came to see him."
    words = ("port", "harbour", "master", "Monday")
    own = [Link(f"https://ledger.example/{word}", Span(*_place(text, word))) for word in words]
    other = Link("https://union.example/demands", Span(*_place(text, "came")))
    assert [one.url for one in find_citations(read_document(text), (*own, other))] == [other.url]


def test_a_company_that_reports_its_earnings_is_only_linked() -> None:
    text = "Velmar Depot reported $2.53 in earnings for the third quarter, its report says."
    link = Link("https://velmardepot.example/", Span(*_place(text, "earnings")))
    results = Link("https://velmardepot.example/results", Span(*_place(text, "quarter")))
    assert [one.form.value for one in find_citations(read_document(text), (link, results), "ledger.example")] == [
        "link"
    ]


def test_a_sentence_without_the_words_of_a_citation_is_compared_with_no_pattern() -> None:
    plain, citing = "The mayor said that the harbour stays closed.", "The mayor told the Herald that it stays closed."
    assert list(citation_patterns._patterns_for(plain)) == []
    assert list(citation_patterns._patterns_for(citing))
