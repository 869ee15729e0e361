"""Page addresses: which lead to the same page, and what of an address only measures who follows it."""

import pytest

from briefing.text.page_addresses import canonical_url, is_front_page, without_tracking

PAGE = "https://paper.example/story?id=7"


@pytest.mark.parametrize(
    "ending",
    [
        *("utm_source=rss", "at_medium=RSS&at_campaign=64", "partner=rss&emc=rss", "mod=rss_politics", "wt_mc=rss"),
        *("xtor=RSS-1", "ref=rss", "mtm_campaign=feed", "campaign_id=3", "srnd=world", "guccounter=1", "_ga=2.1-3"),
        *("fbclid=IwAR0x", "gclid=a", "msclkid=b", "mc_cid=c&mc_eid=d", "_hsenc=p2ANq&_hsmi=9", "mkt_tok=NTY0"),
        *("source=rss", "from=rss", "src=twitter", "cmp=rss_feed", "cid=newsletter", "feature=share", "ref="),
        *(
            "pk_campaign=x",
            "sc_cid=x",
            "s_cid=x",
            "cmpid=BBC",
            "ns_mchannel=rss",
            "ns_source=public",
            "traffic_source=rss",
        ),
        *(
            "UTM_Source=RSS",
            "utm_social-type=owned",
            "Echobox=1700000000",
            "srsltid=AfmBO",
            "ysclid=l",
            "spm=a2g",
            "_bhlid=9",
        ),
    ],
)
def test_what_measures_who_follows_an_address_makes_no_other_page(ending: str) -> None:
    assert canonical_url(f"https://paper.example/story?id=7&{ending}") == PAGE
    assert without_tracking(f"https://paper.example/story?{ending}&id=7") == PAGE


@pytest.mark.parametrize(
    "address",
    [
        "http://www.paper.example/story/?id=7#top",
        "https://m.paper.example/story?id=7",
        "https://amp.paper.example/story?id=7&amp=1",
        "https://paper.example/story/amp?id=7",
        "https://paper.example/story.amp.html?id=7",
        "https://paper.example/amp/story?id=7",
        "https://paper.example/story?outputType=amp&id=7",
        "https://paper.example/story;jsessionid=0A1B2C?id=7",
        "https://paper.example/story?PHPSESSID=0a1b&id=7",
    ],
)
def test_other_versions_of_a_page_have_its_key(address: str) -> None:
    assert canonical_url(address) == PAGE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/?p=1", "/?p=2"),
        ("/story?cmp=4711", "/story?cmp=4712"),
        ("/story?ito=4711", "/story?ito=4712"),
        ("/story?at_id=4711", "/story?at_id=4712"),
        ("/news?ref=8812", "/news?ref=8813"),
        ("/read?source=the-harbour-vote", "/read?source=the-bridge-vote"),
        ("/item?cid=77", "/item?cid=78"),
        ("/#/news/41", "/#/news/42"),
        ("/#!news/41", "/#!news/42"),
        ("/a/amplifier", "/a/"),
    ],
)
def test_an_id_is_no_tracking(one: str, other: str) -> None:
    assert canonical_url(f"https://paper.example{one}") != canonical_url(f"https://paper.example{other}")


def test_what_only_one_site_uses_to_measure_counts_on_that_site_alone() -> None:
    assert canonical_url("https://www.dailymail.co.uk/a.html?ito=1490") == "https://dailymail.co.uk/a.html"
    assert canonical_url("https://theguardian.com/a?CMP=Soc_24681") == "https://theguardian.com/a"
    assert canonical_url("https://paper.example/a?CMP=Soc_24681") != "https://paper.example/a"


def test_the_order_of_parameters_does_not_matter() -> None:
    assert canonical_url("https://paper.example/a?x=1&b=2") == canonical_url("https://paper.example/a?b=2&x=1")


def test_an_unsafe_address_has_no_key() -> None:
    assert canonical_url("javascript:alert(1)") == without_tracking("javascript:alert(1)") == ""


def test_a_front_page_is_recognised() -> None:
    assert is_front_page(canonical_url("http://www.paper.example/?utm_source=rss#news"))
    assert not is_front_page(canonical_url("https://paper.example/?p=1"))
