"""Documents: what is text, what is not, and what kind of block it stands in."""

import pytest

from corpora.errors import InputError
from corpora.formats import parse_document, read_document, read_segmented, require_language
from corpora.model import Document, Place


def blocks(text, language="zh", format="text"):
    document = parse_document(text, language, format=format)
    return [(block.kind.value, [s.text for s in document.segments[block.segments.slice]]) for block in document.blocks]


def texts(text, language="zh", format="text"):
    return [segment.text for segment in parse_document(text, language, format=format).segments]


# ---- plain text


def test_a_line_is_a_paragraph_where_lines_are_not_wrapped():
    assert blocks("他打开了门。\n“你是谁？”她问。\n“园丁。”\n") == [
        ("paragraph", ["他打开了门。"]),
        ("paragraph", ["“你是谁？”她问。"]),
        ("paragraph", ["“园丁。”"]),
    ]


def test_wrapped_chinese_lines_are_joined_without_a_space():
    text = (
        "　　村子后面有一座园子，多年来没有人照管，谁也记不清最早的树\n"
        "是什么人种下的。春天一到，小路上落满了白色的花瓣，孩子们常常\n"
        "在那里玩到天黑才回家。\n"
        "　　后来老园丁回来了。他什么也没有说，只是打开了园门，像从前一\n样在杂草中间忙碌起来。\n"
    )
    assert blocks(text) == [
        (
            "paragraph",
            [
                "村子后面有一座园子，多年来没有人照管，谁也记不清最早的树是什么人种下的。",
                "春天一到，小路上落满了白色的花瓣，孩子们常常在那里玩到天黑才回家。",
            ],
        ),
        ("paragraph", ["后来老园丁回来了。", "他什么也没有说，只是打开了园门，像从前一样在杂草中间忙碌起来。"]),
    ]


def test_wrapped_english_lines_are_joined_with_a_space_and_divided_words_without():
    text = (
        "The garden behind the house had been left alone for years, and nobody in the inter-\n"
        "national village could remember who had planted its first trees or when it was,\n"
        "although a well-\nknown gardener had once come there. In spring the paths were covered with\nwhite blossom.\n"
    )
    assert texts(text, "en") == [
        "The garden behind the house had been left alone for years, and nobody in the international village could "
        "remember who had planted its first trees or when it was, although a well-known gardener had once come there.",
        "In spring the paths were covered with white blossom.",
    ]


def test_a_paragraph_broken_by_a_page_is_joined():
    text = (
        "今年园子里种了三百棵树，其中大部分是从邻县运来的。村民们每天都到园子里来浇水、除草、修\n\n"
        "剪枝叶，忙到天黑才回家。\n\n明年再种两百棵。\n"
    )
    assert texts(text) == [
        "今年园子里种了三百棵树，其中大部分是从邻县运来的。",
        "村民们每天都到园子里来浇水、除草、修剪枝叶，忙到天黑才回家。",
        "明年再种两百棵。",
    ]


def test_page_numbers_and_running_headers_go_and_do_not_part_a_sentence():
    page = "今年园子里一共种下了三百棵树，其中大部分是从邻近的县里运来的果树，"
    text = f"年报\n\n{page}\n\n- 1 -\n\n年报\n\n还有一些是小树苗。\n\n- 2 -\n\n年报\n\n明年再种。\n\n- 3 -\n"
    assert ["年报", page + "还有一些是小树苗。", "明年再种。"] == texts(text)


def test_headers_that_name_their_page_go_and_do_not_part_a_sentence():
    page = "今年园子里一共种下了三百棵树，其中大部分是从邻近的县里运来的果树，"
    text = f"园林年报        第 1 页\n\n{page}\n\n园林年报        第 2 页\n\n还有一些是小树苗。\n"
    assert texts(text) == [page + "还有一些是小树苗。"]
    assert texts("详情见年报第3页。\n\n详情见年报第4页。\n") == ["详情见年报第3页。", "详情见年报第4页。"]


def test_one_page_number_inside_a_sentence_goes():
    cut = "The committee has decided that the garden should be open to all visitors who come from\n\n12\n\nthe north.\n"
    assert texts(cut, "en") == [
        "The committee has decided that the garden should be open to all visitors who come from the north."
    ]


def test_lines_of_one_width_without_stops_are_a_list():
    lines = [f"消息{number}：某地开放公园吸引大量游客前来参观游览" for number in "一二三四五"]
    assert texts("\n".join(lines)) == lines


def test_what_returns_again_and_again_is_no_heading():
    text = "张三\n\n大家今天都来了，很好。\n\n" * 4
    assert {kind for kind, _ in blocks(text)} == {"paragraph"}


def test_a_number_that_counts_no_pages_stays():
    assert texts("得票如下。\n\n12\n\n完。\n") == ["得票如下。", "12", "完。"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("春江潮水连海平，\n海上明月共潮生。\n滟滟随波千万里，\n何处春江无月明！", "zh"),
        ("John Smith\n12 High Street\nLondon NW1\nGreat Britain", "en"),
        ("第一章 春天........1\n第二章 夏天........15\n第三章 秋天........30", "zh"),
        ("共建绿色家园的重大意义\n\n绿色家园是大家共同的家，需要人人爱护。", "zh"),
        ("Report on the Gardens of the Northern Counties\n\nThe gardens did well this year.", "en"),
        ("买东西的单子\n苹果\n梨\n桃子", "zh"),
    ],
)
def test_verse_addresses_contents_headings_and_lists_are_not_glued(text, language):
    assert [line for line in text.split("\n") if line] == texts(text, language)


def test_headings_and_items_are_told_from_paragraphs():
    text = "园子年报\n\n今年收成很好。\n\n第二章 展望\n\n明年再种。\n\n1. 准备工具\n2. 准备树苗\n• 手套\n"
    assert [kind for kind, _ in blocks(text)] == [
        "heading",
        "paragraph",
        "heading",
        "paragraph",
        "list-item",
        "list-item",
        "list-item",
    ]
    assert texts(text)[-1] == "手套"


def test_what_cannot_be_seen_goes_and_white_space_is_one_space():
    assert texts("网\u200b络\ufeff强国 \u00a0 A\u00a0B\n\n一　二") == ["网络强国 A B", "一　二"]


def test_radicals_become_ideographs_and_full_width_letters_stay():
    assert texts("⽹⻓ＡＢ，是。") == ["网长ＡＢ，是。"]


def test_separators_of_unicode_end_no_line():
    document = parse_document("一\u2028二\u0085三。\r\n四。", "zh")
    assert [Place(1, 1, 0), Place(2, 1, 8)] == [segment.place for segment in document.segments]


# ---- Markdown


def test_markdown_keeps_what_is_read_and_leaves_out_what_is_not():
    text = (
        "---\ntitle: '园子''开放'\ntags: [a]\n---\n\n# 园子 #\n\n"
        '今天**园子**开放[详情](http://a.b "t")。![图](a.png) '
        "用`git`命令。<!-- 注 -->\n\n"
        "> 引用的话。\n\n- 一\n  - 二\n\n| 名 | 量 |\n|---|---|\n| 树\\|木 | 3 |\n\n"
        "```\ncode\n```\n\n    code\n\n<div>块内&amp;文字。</div>\n"
    )
    assert blocks(text, format="markdown") == [
        ("heading", ["园子'开放"]),
        ("heading", ["园子"]),
        ("paragraph", ["今天园子开放详情。", "用git命令。"]),
        ("quote", ["引用的话。"]),
        ("list-item", ["一"]),
        ("list-item", ["二"]),
        ("table-cell", ["名"]),
        ("table-cell", ["量"]),
        ("table-cell", ["树|木"]),
        ("table-cell", ["3"]),
        ("paragraph", ["块内&文字。"]),
    ]


def test_bold_type_against_a_chinese_mark_leaves_no_asterisks():
    assert texts("**注意：**请勿攀折。", format="markdown") == ["注意：请勿攀折。"]


def test_footnotes_are_read_and_their_marks_are_not():
    assert texts("花开了。[^1]\n\n[^1]: 见年报。\n", format="markdown") == ["花开了。", "见年报。"]
    english = "Flowers bloom.[^1]\n\n[^1]: See the report.\n[^2]: And the map.\n"
    assert texts(english, "en", format="markdown") == ["Flowers bloom.", "See the report.", "And the map."]


def test_chinese_paragraphs_indented_as_on_paper_are_no_code():
    text = "# 园子\n\n    春天到了，花都开了。\n    夏天也不远了。\n\n正文。\n\n    x = 1  # 赋值\n"
    assert texts(text, format="markdown") == ["园子", "春天到了，花都开了。", "夏天也不远了。", "正文。"]


def test_items_that_an_author_put_on_lines_of_their_own_stay_apart():
    assert texts("目标如下：\n(a) 种树；\n(b) 种花。\n", format="markdown") == [
        "目标如下：",
        "(a) 种树；",
        "(b) 种花。",
    ]


# ---- HTML


@pytest.mark.parametrize(
    ("row", "is_menu"),
    [
        ("<a href='1'>首页</a> | <a href='2'>政务公开</a> | <a href='3'>地图</a>", True),
        ("<a href='1'>首页</a><a href='2'>政务公开</a><a href='3'>地图</a>", True),
        ("参见<a href='1'>甲</a>、<a href='2'>乙</a>和<a href='3'>丙</a>。", False),
        ("<a name='1'>花开了，春天来了。<a name='2'>雨停了。<a name='3'>天晴了。", False),
    ],
)
def test_a_row_of_short_links_is_a_menu(row, is_menu):
    page = f"<html><body><div class='header'>{row}</div><p>园子今天开放了，许多人带着孩子来看花。</p></body></html>"
    assert (len(texts(page, format="html")) == 1) == is_menu


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        ("main-nav", False),
        ("related_news", False),
        ("foot", False),
        ("navy", True),
        ("news", True),
        ("share-price", True),
    ],
)
def test_a_part_of_a_class_tells_what_surrounds_a_page(name, stays):
    page = f"<p>园子今天开放了，许多人带着孩子来看花。</p><div class='{name}'>其他消息</div>"
    assert ("其他消息" in texts(page, format="html")) == stays


def test_marks_that_lead_to_notes_are_no_text_and_exponents_are():
    assert texts("<p>花开了<sup><a href='#n1'>[1]</a></sup>，占地5m<sup>2</sup>。</p>", format="html") == [
        "花开了，占地5m2。"
    ]


def test_a_page_gives_its_text_without_what_surrounds_it():
    page = (
        "<!DOCTYPE html><html><head><title>园</title><style>p{}</style></head><body><div class='nav'>首页</div>"
        "<ul><li><a>新闻</a><li><a>图片</a><li><a>视频</a></ul><h1>园子开放</h1><p>园子今天开放了。<br>大家都来了。</p>"
        "<figure><img alt='园'><figcaption>图为大门</figcaption></figure><blockquote><p>花美。</p></blockquote>"
        "<p style='display: none'>看不见</p><footer>版权</footer><script>'<p>no</p>'</script></body></html>"
    )
    assert blocks(page, format="html") == [
        ("heading", ["园子开放"]),
        ("paragraph", ["园子今天开放了。", "大家都来了。"]),
        ("caption", ["图为大门"]),
        ("quote", ["花美。"]),
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<p>正文在这里。</p>外面还有。",
        "正文在这里。<div>外面还有。</div>",
        "<html><body><form>正文在这里。<p>外面还有。</form></body></html>",
        "<nav>正文在这里。<p>外面还有。",
        "<html><body><main></main><p>正文在这里。<p>外面还有。</body></html>",
        "<h1>正文在这里。<p>外面还有。",
    ],
)
def test_no_body_is_lost(page):
    assert texts(page, format="html") == ["正文在这里。", "外面还有。"]


def test_two_line_breaks_end_a_paragraph():
    assert blocks("第一段。<br><br/>第二段。", format="html") == [
        ("paragraph", ["第一段。"]),
        ("paragraph", ["第二段。"]),
    ]


# ---- files


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", "---\ntitle: 题\n---\n<div>\n<p>正文。</p></div>", ["题", "正文。"]),
        ("a.txt", "<!DOCTYPE html><html><body><p>正文。</p></body></html>", ["正文。"]),
        ("a.txt", "# 不是标题。", ["# 不是标题。"]),
        ("a.md", "# 标题", ["标题"]),
        ("a.HTM", "<p>正文。", ["正文。"]),
        ("noname", "正文。", ["正文。"]),
    ],
)
def test_the_content_and_the_suffix_tell_the_format(tmp_path, name, content, expected):
    (tmp_path / name).write_text(content, "utf-8")
    assert expected == [segment.text for segment in read_document(tmp_path / name, "zh").segments]


def test_segmented_text_is_one_segment_a_line(tmp_path):
    (tmp_path / "a.txt").write_bytes("一。二。\r\n\r\n 三\u2028四 \n".encode())
    document = read_segmented(tmp_path / "a.txt", "zh")
    assert [segment.text for segment in document.segments] == ["一。二。", "", "三 四"]
    assert [segment.place.line for segment in document.segments] == [1, 2, 3]
    assert Place(3, 2, 9) == document.segments[2].place


# ---- hostile input


@pytest.mark.parametrize("format", ["markdown", "html"])
@pytest.mark.parametrize(
    "unit", ["[", "> ", "- ", "**a ", "<a ", "<!--", "<div>", "&", "| a ", '<a href="', "<ul><li>"]
)
def test_deep_or_broken_markup_neither_crashes_nor_takes_long(unit, format):
    try:
        parse_document(unit * (20_000 // len(unit)), "en", format=format)
    except InputError as error:
        assert error.problem in ("holds no text to compare", "quotes or lists are nested deeper than 80 levels")


def test_quotes_too_deep_for_the_parser_are_an_error_and_nothing_is_lost_without_a_word():
    assert texts("> " * 70 + "深处。", format="markdown") == ["深处。"]
    with pytest.raises(InputError, match=r"^<text>:3: quotes or lists are nested deeper than 80 levels$"):
        parse_document("一。\n\n" + "> " * 90 + "深处。", "zh", format="markdown")


# ---- languages


@pytest.mark.parametrize(
    ("language", "text", "problem"),
    [
        ("en", "花" * 200, "looks Chinese (100 % Han characters); expected English: are the two files swapped?"),
        ("zh", "flower " * 50, "looks English (100 % Latin letters); expected Chinese: are the two files swapped?"),
    ],
)
def test_the_wrong_language_is_an_error(language, text, problem):
    with pytest.raises(InputError) as caught:
        require_language(Document.from_sentences([text], language, "a.txt"))
    assert (caught.value.path, caught.value.problem) == ("a.txt", problem)


@pytest.mark.parametrize(
    ("language", "text"), [("en", "花开"), ("zh", "OK"), ("zh", "花" * 30 + "a" * 80), ("en", "a" * 90 + "花" * 30)]
)
def test_small_and_mixed_files_pass(language, text):
    require_language(Document.from_sentences([text], language))
