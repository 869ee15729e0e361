"""The open window in outline with the words of its stories: out of the store, and read where they were not yet."""

from collections.abc import Collection
from dataclasses import dataclass

from briefing.analysis.threads.encoded import WORDS_VERSION, encode_story
from briefing.model.encoded import EncodedStory
from briefing.model.grouping import GroupingProgress, GroupingRequest, StoryOutline
from briefing.store import story_words as words_table
from briefing.store import window as window_table
from briefing.store.looking import View

_AT_ONCE = 500
"""So many texts are held at a time."""


@dataclass(frozen=True, slots=True)
class WindowWords:
    """The window's stories in `outline`, and those of them that were `read` for it; the others' words are stored."""

    view: View
    outline: list[StoryOutline]
    read: dict[int, EncodedStory]

    def encoded(self, story_ids: Collection[int]) -> list[EncodedStory]:
        """Return stories of the window as grouping counts them."""
        stored = self.view.ask(words_table.encoded_stories, story_ids, WORDS_VERSION)
        return [*stored, *(self.read[one] for one in story_ids if one in self.read)]

    def expired(self) -> tuple[int, ...]:
        """Return the stories whose words are stored though they have left the window."""
        there = {story.id for story in self.outline}
        return tuple(story for story in self.view.ask(words_table.stories_with_words) if story not in there)


def read_window(view: View, asked: GroupingRequest, so_far: GroupingProgress, *, anew: bool) -> WindowWords:
    """Return the window with the words of all its stories; where `anew`, all of them are fresh."""
    outline = view.ask(window_table.outline, asked, so_far, WORDS_VERSION)
    unread = [place for place, story in enumerate(outline) if story.title is None]
    read: dict[int, EncodedStory] = {}
    for start in range(0, len(unread), _AT_ONCE):
        some = [outline[place].id for place in unread[start : start + _AT_ONCE]]
        read.update((text.id, encode_story(text)) for text in view.ask(window_table.story_texts, some))
    for place in unread:
        counted = read[outline[place].id]
        outline[place] = outline[place]._replace(title=counted.title, tail_text=counted.tail_text)
    return WindowWords(view, [story._replace(fresh=True) for story in outline] if anew else outline, read)
