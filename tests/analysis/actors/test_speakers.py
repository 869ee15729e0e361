"""Which actors the names of speakers mean."""

from briefing.analysis.actors.speakers import speaking_actors
from briefing.model.actor import ActorKind, DocumentActor
from briefing.model.quote import Quote, QuoteKind
from briefing.model.spans import Span


def actor(*mentions: tuple[int, int], kind: ActorKind = ActorKind.PERSON) -> DocumentActor:
    spans = tuple(Span(*each) for each in mentions)
    return DocumentActor("key", kind, spans[0], spans)


def quote(name: tuple[int, int] | None, *, mention: tuple[int, int] | None = None, unnamed: bool = False) -> Quote:
    return Quote(
        spans=(Span(900, 950),),
        kind=QuoteKind.DIRECT,
        paragraph=1,
        mention=Span(*mention) if mention else None,
        name=Span(*name) if name else None,
        role=None,
        cue=None,
        unnamed=unnamed,
    )


def test_an_actor_speaks_if_its_mention_shares_a_character_with_the_name() -> None:
    actors = (actor((0, 4), (40, 44)), actor((3, 30)), actor((50, 60)))
    quotes = (quote((42, 43)), quote((4, 8)), quote((3, 4)), quote((44, 50)), quote((59, 70)))
    assert speaking_actors(actors, quotes) == ((0,), (1,), (0, 1), (), (2,))


def test_a_long_mention_far_before_the_name_is_found() -> None:
    actors = (actor((0, 100)), actor((10, 12)), actor((20, 22)))
    assert speaking_actors(actors, (quote((90, 95)),)) == ((0,),)


def test_words_that_mention_a_speaker_without_a_name_count_unless_they_only_describe() -> None:
    quotes = (quote(None, mention=(0, 4)), quote((0, 4), unnamed=True), quote(None))
    assert speaking_actors((actor((0, 4)),), quotes) == ((0,), (), ())


def test_of_an_office_and_its_holder_only_the_holder_speaks() -> None:
    actors = (actor((0, 11), kind=ActorKind.PLACE), actor((20, 30)))
    assert speaking_actors(actors, (quote(None, mention=(0, 30)), quote(None, mention=(0, 11)))) == ((1,), (0,))
