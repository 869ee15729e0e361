import json

from briefing.model.pipe import PipeForm, PipeResult
from tests.tui.program import program


async def test_a_command_of_the_shell_gets_the_words() -> None:
    async with program(1) as morning:
        result = await morning.services.pipes.run("tr a-z A-Z; echo lost >&2; exit 3", "port é")
    assert result == PipeResult(3, "PORT é", "lost\n")


async def test_a_thread_has_three_forms() -> None:
    async with program(1) as morning:
        page = await morning.services.threads.page(morning.filed.threads[0])
        assert page is not None
        text, markdown, whole = (morning.services.pipes.thread(page, form) for form in PipeForm)
        assert text.startswith(page.row.title)
        assert "Sources" in text
        assert markdown.startswith(("## ", "### "))
        assert json.loads(whole)["id"] == page.row.id


async def test_a_story_has_three_forms() -> None:
    async with program(1) as morning:
        page = await morning.services.stories.page(1)
        assert page is not None
        text, markdown, whole = (morning.services.pipes.story(page, form) for form in PipeForm)
        assert text.split("\n")[0] == page.story.title
        assert markdown.startswith("# ")
        assert page.snapshot.text in text
        read = json.loads(whole)
        assert read["version"] == 1
        assert [each["text"] for each in read["quotes"]] == [
            quote.spans[0].cut(page.snapshot.text) for quote in page.quotes
        ]
