"""A page is full text only if it is the article that the feed announced."""

import pytest

from briefing.articles.agreement import check_address, check_is_article
from briefing.model.errors import NoArticle

TITLE = "Velda council votes to close harbour bridge"
SUMMARY = "The council of Velda voted on Saturday to close the harbour bridge for two years of repairs."
ARTICLE = (
    "The council voted by nine to four to close the bridge while its piers are rebuilt.\n“Nobody will come by boat,” "
    "said Odo Kern, who runs a bakery beside the harbour of Velda.\nThe ferry will run all night from Saturday."
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("We value your privacy. We and our 842 partners store and access information on a device.", "consent notice"),
        ("Votre vie privée nous importe. Vous pouvez gérer mes choix à tout moment.", "consent notice"),
        ("Are you a robot? We have detected unusual activity from your network.", "robot check"),
        ("Checking your browser before you go on to the Velda Gazette.", "robot check"),
        ("You need to enable JavaScript to run this app of the harbour paper.", "request for JavaScript"),
        ("Sorry, the page that you are looking for has moved or never existed.", "page is missing"),
        ("Seite nicht gefunden. Bitte nutzen Sie die Suche auf unserer Startseite.", "page is missing"),
        ("You are being redirected. Click here if nothing happens within five seconds.", "redirect notice"),
        ("This content is not available in your region. Please contact the newsroom by mail.", "other regions"),
        ("Please disable your ad blocker to go on. We live on advertising.", "ad blocker"),
        ("Log in to your account. Forgot your password? Ask for another one by mail.", "sign in"),
        ("Please confirm your age before you enter this site of the brewery.", "age check"),
        ("Cenimy Twoją prywatność. My i nasi partnerzy przechowujemy dane.", "consent notice"),
        (
            f"We and our 842 partners store data.\n{'Partner of the advertising network, with its purposes. ' * 60}",
            "consent",
        ),
        ("The weather in Orsina stays dry. Farmers expect a late harvest of apples and pears.", "another text"),
    ],
)
def test_what_stands_in_the_way_is_named(text: str, shown: str) -> None:
    with pytest.raises(NoArticle, match=shown):
        check_is_article(text, title=TITLE, summary=SUMMARY)


@pytest.mark.parametrize(
    "offer",
    [
        "You have read your three free articles this month. Subscribe now for unlimited access to our newsrooms.",
        "Jetzt weiterlesen: Dieser Text ist nur für Abonnenten.",
        "Cet article est réservé aux abonnés.",
    ],
)
def test_the_beginning_of_an_article_with_an_offer_to_subscribe_is_not_its_full_text(offer: str) -> None:
    with pytest.raises(NoArticle, match="only the beginning"):
        check_is_article(f"{SUMMARY}\n{offer}", title=TITLE, summary=SUMMARY)


def test_an_article_is_accepted_also_with_a_line_that_offers_a_subscription() -> None:
    check_is_article(ARTICLE, title=TITLE, summary=SUMMARY)
    check_is_article(ARTICLE + "\nSubscribe to our newsletter.", title=TITLE, summary="")


def test_an_article_about_cookies_is_accepted() -> None:
    text = "Regulators fined a bakery chain because visitors could not withdraw your consent, as its notice put it."
    check_is_article(text, title="Regulators fine bakery chain over cookie notice", summary="")


@pytest.mark.parametrize("title", ["", "Port shut", "地震"])
def test_a_notice_is_no_article_whatever_the_headline(title: str) -> None:
    with pytest.raises(NoArticle, match="consent notice"):
        check_is_article("We value your privacy. You may accept all cookies or manage them.", title=title, summary="")


def test_an_address_that_leads_to_a_front_page_is_no_article() -> None:
    article, front = "https://paper.example/world/port-shut", "https://www.paper.example/?gone=1&utm_source=rss"
    check_address(article, article + "?utm_source=rss")
    check_address("https://paper.example/", "https://paper.example/")
    check_address(article, front)
    with pytest.raises(NoArticle, match="front page"):
        check_address(article, "https://www.paper.example/?utm_source=rss")


def test_a_headline_too_short_to_compare_is_accepted() -> None:
    check_is_article(ARTICLE, title="Two more gunned down", summary="")


def test_scripts_without_spaces_are_compared() -> None:
    check_is_article("港口大桥周二被工程师关闭，市议会明天讨论维修。", title="港口大桥关闭维修", summary="")
    with pytest.raises(NoArticle):
        check_is_article("天气预报说明天晴朗，农民期待丰收。", title="港口大桥关闭维修", summary="")


def test_an_indian_script_is_compared_in_whole_words() -> None:
    title = "समस्तीपुर पुलिस ने दो बदमाशों को पकड़ा"
    check_is_article(f"{title}। दोनों को जेल भेजा गया।", title=title, summary="")
