"""Whom "he" and "she" refer to."""

from tests.analysis.quotes.quoted_text import speakers_in

SHE = "“We are late again,” she said."
HE = "“We are late again,” he said."


def test_a_pronoun_prefers_the_speaker_to_the_person_spoken_about() -> None:
    text = f"Velden said Mara Ostrand does not care for bridges.\n\n{SHE} Nora Velden left."
    assert speakers_in(text) == ["Nora Velden"]


def test_a_pronoun_prefers_a_subject_to_an_object() -> None:
    assert speakers_in(f"Tom Harker wrote to Jack Lomar about the bridge. {HE}") == ["Tom Harker"]


def test_a_pronoun_prefers_a_near_name_of_unknown_gender_to_a_distant_one() -> None:
    text = f"Tom Harker left. The bridge was shut. The road was shut. Zrinko Qual, a builder, was there. {HE}"
    assert speakers_in(text) == ["Zrinko Qual"]


def test_a_lone_surname_means_the_first_of_two_persons_named_once() -> None:
    text = f"Nora Velden runs the bridge office. Her husband, Adam Velden, does not. Velden said it was late. {SHE}"
    assert speakers_in(text) == ["Nora Velden"]


def test_a_pronoun_prefers_the_subject_of_the_sentence_to_a_name_inside_one() -> None:
    text = f"Yunus Lomar came back, days after the council of Adam Velden was shut by the town.\n\n{HE}"
    assert speakers_in(text) == ["Yunus Lomar"]


def test_a_title_that_is_also_a_name_does_not_make_a_woman_he() -> None:
    text = (
        "Yunus Lomar came back in June, days after the hard rule of Sheikh Nora was ended, and she fled by boat."
        f"\n\n{HE}\n\nThe charter is named after the month when the men that toppled Nora began to march.\n\n{HE}"
    )
    assert speakers_in(text) == ["Yunus Lomar", "Yunus Lomar"]


def test_the_last_speaker_and_a_newcomer_leave_it_unclear() -> None:
    text = (
        "Yunus Lomar runs the bridge office. He is late. “We are late,” Lomar said on Monday. The road was shut.\n\n"
        "Tarique Velden, 60, the chief of the town, will lead the office.\n\n‘The road’\n\n"
        "The town backed the works, a pillar of Lomar’s plan, on the same day.\n\n"
        "The paper, known as the “Long Charter” after the bridge, is old.\n\n"
        "“We did not start from there,” he said."
    )
    assert not speakers_in(text)[-1]


def test_a_person_named_in_a_quotation_is_not_its_speaker() -> None:
    met = "Adam Lomar came to the bridge.\n\nEarlier, the minister had met with Tom Harker, who leads the town."
    assert speakers_in(f"{met}\n\n“I praised Professor Harker for the bridge,” he said.") == ["Adam Lomar"]
    assert speakers_in("Tom Harker came. “I met Tom Harker,” he said.") == [""]
    assert speakers_in("Tom Harker came. “I, Tom Harker, was late,” he said.") == ["Tom Harker"]
    assert speakers_in("Tom Harker came. “The Harker Bridge is late,” he said.") == ["Tom Harker"]
    assert speakers_in("Tom Harker, the minister, came. “Minister Harker was late,” the minister said.") == [
        "the minister"
    ]


def test_a_pronoun_refers_to_an_unnamed_speaker_of_the_sentence_before() -> None:
    far = "Tom Harker built the bridge. It was long."
    assert speakers_in(f"{far} A ministry spokesman in Velden said the bridge was shut. {HE}") == [
        "A ministry spokesman in Velden"
    ]
    assert speakers_in(f"{far} A ministry spokeswoman said the bridge was shut. {HE}") == ["Tom Harker"]


def test_a_pronoun_prefers_a_named_person_beside_the_unnamed_speaker() -> None:
    text = f"Tom Harker, a builder who asked for a road, was moved by the bridge. {HE}"
    assert speakers_in(text) == ["Tom Harker"]


def test_they_refers_to_a_group_that_spoke_in_the_sentence_before() -> None:
    text = "Local critics have said that the bridge is old. They called it “the long and winding shame” of the town."
    assert speakers_in(text) == ["Local critics"]


def test_they_refers_to_the_body_that_spoke_before_in_the_paragraph() -> None:
    text = "“All the bail is paid,” the Harbour Fund said on Sunday. “We will not stop paying it,” they added."
    assert speakers_in(text) == ["Harbour Fund", "Harbour Fund"]


def test_one_word_of_a_role_does_not_outvote_a_given_name() -> None:
    text = f"Mara Ostrand left. Nora Velden, the best man at the works, stayed. Velden smiled. {SHE}"
    assert speakers_in(text) == ["Nora Velden"]


def test_a_pronoun_after_a_role_noun_means_the_person_with_that_role() -> None:
    text = (
        "Aitan Golmar, a lawyer, left. Mark Medow, a farmer, came late.\n\n"
        "The lawyer said that the board “turned a good rule upside down.” He added: “We go to court on Monday.”"
    )
    assert speakers_in(text) == ["Aitan Golmar", "Aitan Golmar"]


def test_the_subject_of_the_sentence_comes_before_the_last_speaker() -> None:
    text = (
        "Tom Harker spoke on Friday. He also named Piet Velden’s letter. Velden drew ire when he argued that what hurt "
        "the port was the “threat of high fees and late ships.”"
    )
    assert speakers_in(text) == ["Piet Velden"]


def test_a_caption_is_no_antecedent() -> None:
    text = (
        "Tom Harker made the film. Harker said it was “his very best film.”\n\n"
        "Image copyright Tollen Images Image caption Piet Velden in the film\n\n"
        "He said it was “just the end of it.”"
    )
    assert speakers_in(text)[-1] == "Tom Harker"


def test_her_shows_that_the_subject_is_a_woman() -> None:
    text = f"Tom Harker came to the bridge. The road was shut. Zrinko Qual lost her bridge and her road. {HE}"
    assert speakers_in(text) == ["Tom Harker"]


def test_a_subject_of_a_perfect_tense_is_a_subject() -> None:
    text = (
        "Tom Harker told Jack Lomar about the bridge. But in June, after Jack Lomar had closed the bridge in order to, "
        "as he put it, “keep the whole town safe,” Tom Harker left."
    )
    assert speakers_in(text) == [""]


def test_a_name_with_a_description_behind_it_is_a_subject() -> None:
    text = (
        "“The road is shut,” Tom Harker said. “It is late,” he added.\n\n"
        f"The clerk saw that Jack Lomar, head of the port, left at once. {HE}"
    )
    assert speakers_in(text)[-1] != "Tom Harker"


def test_whose_anger_it_is_can_be_meant_as_well_as_its_object() -> None:
    assert speakers_in(f"Lomar’s anger with Jack Harker was no secret. {HE} Tom Lomar left.") == [""]


def test_a_subject_that_may_be_a_name_leaves_it_open() -> None:
    text = "Tom Harker wept.\n\nFrosty also spoke out in a post that called it “a long and sad story,” he said."
    assert speakers_in(text) == [""]
    assert speakers_in("Adam Lomar came. Stew was served. He ate the stew. “It is very hot,” he said.") == [
        "Adam Lomar"
    ]


def test_a_pronoun_after_a_subject_without_a_name_says_nothing_about_persons() -> None:
    text = (
        "Yunus Lomar runs the works. The clerk asked him about a poem by Tom Harker, who said, “Let us be late until "
        f"then.”\n\nThe leader said he loves the old bridge.\n\n{HE}"
    )
    assert speakers_in(text) == ["Tom Harker", ""]


def test_the_signature_of_a_post_is_no_mention() -> None:
    text = (
        "“We lost,” said Adam Lomar. The post was shown to the town.\n\n"
        f"All of it fell. — Tom Harker (@harker) June 4, 2020\n\n{HE}"
    )
    assert speakers_in(text) == ["Adam Lomar", "Adam Lomar"]


def test_the_subject_of_the_sentence_before_outweighs_the_last_speaker() -> None:
    spoke = "Adam Lomar said the road was shut.\n\n“It is late,” he said."
    assert speakers_in(f"{spoke}\n\nZrinko Harker was asked about it.\n\n{HE}")[-1] == "Zrinko Harker"


def test_the_holder_of_an_office_can_be_meant_after_it() -> None:
    spoke = "Senator Tom Harker came. “I saw it,” said Adam Lomar. “Harker was late,” he added."
    assert speakers_in(f"{spoke}\n\nAfter the talk with Lomar, the senator blamed the bridge. {HE}")[-1] == "Tom Harker"
