"""Answers about texts are kept, and never so many that they fill the memory."""

from __future__ import annotations

from xladdin.form.remembering import remembered


def test_a_text_is_asked_once() -> None:
    asked: list[str] = []

    @remembered(2)
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    assert [length("产出"), length("产出"), length("数量")] == [2, 2, 2]
    assert asked == ["产出", "数量"]


def test_too_many_answers_are_forgotten() -> None:
    asked: list[str] = []

    @remembered(2)
    def told(text: str) -> str:
        asked.append(text)
        return text

    assert "".join(told(text) for text in "甲乙丙丙甲") == "甲乙丙丙甲"
    assert "".join(asked) == "甲乙丙甲"
