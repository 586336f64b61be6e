"""What a contact was about, and who began it."""

from __future__ import annotations


def contact(coder, text):
    (found,) = coder.code(text).contacts
    return found


def test_topics_are_what_was_discussed(coder):
    found = contact(
        coder,
        "The Kenyan president met the Ugandan president to discuss border security and trade.",
    )
    assert "border security" in found.topics and "trade" in found.topics


def test_topics_stand_behind_about(coder):
    text = "The Kenyan president spoke with the Ugandan president about the fishing dispute."
    found = contact(coder, text)
    assert any("fishing dispute" in topic for topic in found.topics)
    assert all(span.quote == text[span.start : span.end] for span in found.evidence)


def test_a_talk_of_ways_has_no_topic(coder):
    found = contact(
        coder, "The Kenyan president met the Ugandan president to discuss ways forward."
    )
    assert "ways" not in found.topics


def test_who_telephones_begins_the_call(coder):
    coded = coder.code("The Kenyan president telephoned the Ugandan president on Monday.")
    (found,) = coded.contacts
    country = {entity.id: entity.country for entity in coded.entities}
    assert country[found.initiator] == "KEN"
    (met,) = coder.code("The Kenyan president met the Ugandan president on Monday.").contacts
    assert met.initiator is None


def test_a_topic_ends_on_a_full_word_and_without_its_examples(coder):
    found = contact(
        coder,
        "The Kenyan president met the Ugandan president on Monday to discuss the importance of"
        " regional energy supply, including through the new pipeline.",
    )
    assert list(found.topics) == ["the importance of regional energy supply"]


def test_a_long_topic_is_cut_before_a_preposition(coder):
    found = contact(
        coder,
        "The Kenyan president met the Ugandan president on Monday to discuss the shared goals of"
        " the two old and close neighbours for a more open, green and prosperous lake region.",
    )
    assert list(found.topics) == ["the shared goals of the two old and close neighbours"]
