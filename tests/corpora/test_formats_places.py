"""Whatever was cleaned away: every character of a segment stands in the file where the segment says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.characters import fold_radicals
from corpora.errors import InputError
from corpora.formats import parse_document

WORDS = ["中国", "网络。", "“你好！”", "Mr. Li", "said.", "a", "3.5", "www.a.com", "⽹⻓", "😀", "(a) x", "好的……"]
SPACES = [" ", "  ", "\t", "\n", "\n\n", "\r\n", "\u3000", "\u200b", "\u00ad", "\ufeff", "\u00a0", "\x0c", "\u2028"]
MARKDOWN = [
    *(
        "b*c",
        "**粗**",
        "**《注》**的",
        "_x_",
        "`code`",
        "``c ` d``",
        "[链接](http://a.b/c)",
        "[t](<u v> 'ti')",
        "![图](x.png)",
    ),
    *("\\*", "\\", "  \n", "\\\n", "# ", "## t #\n", "- ", "1. ", "> ", "    ", "```\ncode\n```\n", "---\n", "===\n"),
    *(
        "| a | b |\n|---|---|\n| c\\|d | `e` |\n",
        "[r]",
        "[r]: http://x\n",
        "[^1]",
        "[^1]: 注。\n",
        "~~s~~",
        "<http://a.b>",
    ),
    *("|", "[", "]", "(", ")", "!", "*", "**", "***", "inter-\nnational", "---\ntitle: 'a''b'\n---\n"),
]
HTML = [
    *("&amp;", "&nbsp;", "&#x4e2d;", "&lt", "&notit;", "&", "<b>x</b>", "<br>", "<!-- c -->", "<div>\n", "</div>\n"),
    *("<p>", "</p>", "<li>", "<td>", "<h2>", "</h2>", "<pre>", "<script>x</script>", "<nav>", "</nav>", "<", ">"),
    *("<a href='x>y'>", "</a>", "<![CDATA[c]]>", "<blockquote>", "<ul>", "<table><tr>", "<body>", "<main>", "</main>"),
]


def documents(format):
    parts = WORDS + SPACES + (MARKDOWN if format != "text" else []) + (HTML if format != "text" else [])
    return st.lists(st.sampled_from(parts), min_size=1, max_size=25).map("".join)


def assert_places(text, document, is_markup):
    last = -1
    for segment in document.segments:
        assert segment.text == segment.text.strip()
        assert document.place_of(segment.offset_at(0)) == segment.place
        assert segment.pieces == tuple(sorted(segment.pieces))
        for index, char in enumerate(segment.text):
            offset = segment.offset_at(index)
            assert last <= offset < len(text)
            last = offset
            found = fold_radicals(text[offset])
            # White space becomes a space; a reference stands where it begins, a line break where its tag does.
            is_space = char == " " and (found.isspace() or (is_markup and found in "<\\"))
            assert char == found or is_space or (is_markup and found == "&")


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
@settings(max_examples=150, deadline=None)
@given(data=st.data(), language=st.sampled_from(["zh", "en"]))
def test_every_character_stands_where_its_segment_says(format, data, language):
    text = data.draw(documents(format))
    try:
        document = parse_document(text, language, format=format)
    except InputError as error:
        assert error.problem == "holds no text to compare"
        return
    assert_places(text, document, is_markup=format != "text")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS + SPACES), min_size=1, max_size=25).map("".join), st.sampled_from(["zh", "en"]))
def test_plain_text_loses_nothing_that_shows(text, language):
    try:
        document = parse_document(text, language)
    except InputError:
        return
    shown = set("中国网络。“你好！”MrLisaid.a35wcomx的…😀长")
    assert [c for c in fold_radicals(text) if c in shown] == [
        c for s in document.segments for c in s.text if c in shown
    ]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["天", "。", "<", "&", '"', "'", "a", " ", ">"]), max_size=20).map("".join))
def test_escaped_text_comes_back_from_html(text):
    import html

    page = f"<p>头{html.escape(text)}尾</p>"
    document = parse_document(page, "zh", format="html")
    assert f"头{text}尾".replace(" ", "") == "".join(s.text for s in document.segments).replace(" ", "")
