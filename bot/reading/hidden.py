"""What a page carries but does not show: removed before anything of it is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

_MOST_CSS = 500_000  # characters of style sheets looked at
_MOST_RULES = 2_000

_TAGS = (
    "template script style noscript iframe noframes object embed applet svg math canvas audio "
    "video select datalist textarea button input dialog map"
)
_UNSEEN_TAGS = frozenset(_TAGS.split())
_CLASSES = (
    "sr-only visually-hidden visuallyhidden u-visually-hidden screen-reader-text "
    "screen-reader-only element-invisible"
)
_UNSEEN_CLASSES = frozenset(_CLASSES.split())
_GONE = re.compile(
    r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|(?:left|right|top|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}"
    r"|clip\s*:\s*rect\(\s*[01]|clip-path\s*:\s*inset\(\s*(?:50|100)%)",
    re.IGNORECASE,
)
_FADED = re.compile(
    r"(?<![\w-])(?:opacity\s*:\s*0?(?:\.0+|0)?|font-size\s*:\s*0(?:[a-z]{2,3}|%)?"
    r"|color\s*:\s*transparent)\s*(?:;|!|$)",
    re.IGNORECASE,
)
_SQUEEZED = re.compile(
    r"(?<![\w-])(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|!|$)", re.IGNORECASE
)
_SHOWN = re.compile(
    r"(?<![\w-])(?:display\s*:\s*(?!none)[a-z]|visibility\s*:\s*visible)", re.IGNORECASE
)
_COMPOUND = re.compile(r"(?P<tag>[a-z][a-z0-9]*|\*)?(?P<marks>(?:[.#][\w-]+)*)", re.IGNORECASE)
_CLEAR_AT_RULE = re.compile(r"@(?:media\s+(?:only\s+)?(?:all|screen)\s*$|layer|supports)", re.I)


@dataclass(frozen=True, slots=True)
class _Compound:
    """One step of a selector: a tag, classes and ids that an element must carry."""

    tag: str
    classes: frozenset[str]
    ids: frozenset[str]

    def fits(self, element: HtmlElement) -> bool:
        """Tell whether the element carries all of it."""
        return (
            self.tag in ("", "*", element.tag)
            and self.classes <= _classes(element)
            and self.ids <= {element.get("id", "")}
        )


_Selector = tuple[_Compound, ...]


class _Rules:
    """The selectors that hide, filed so that few are tried on each element."""

    def __init__(self, selectors: Iterable[_Selector]) -> None:
        self._filed: dict[str, list[_Selector]] = {}
        self._known: dict[tuple[HtmlElement, _Selector], bool] = {}
        for selector in selectors:
            ids, classes = sorted(selector[-1].ids), sorted(selector[-1].classes)
            mark = "#" + ids[0] if ids else "." + classes[0] if classes else selector[-1].tag
            self._filed.setdefault(mark, []).append(selector)

    def select(self, element: HtmlElement) -> bool:
        """Tell whether any selector matches: its last step here, the others further out."""
        marks = ["." + name for name in _classes(element)]
        marks += [element.tag, "#" + element.get("id", "")]
        for mark in marks:
            for selector in self._filed.get(mark, ()):
                if selector[-1].fits(element) and self._inside(element, selector[:-1]):
                    return True
        return False

    def _inside(self, element: HtmlElement, steps: _Selector) -> bool:
        """Tell whether the steps match elements around this one; asked once per parent."""
        parent = element.getparent()
        if not steps or parent is None:
            return not steps
        if (known := self._known.get((parent, steps))) is not None:
            return known
        node, left = parent, list(steps)
        while node is not None and left:
            if left[-1].fits(node):
                left.pop()
            node = node.getparent()
        self._known[parent, steps] = not left
        return not left


def remove_hidden(root: HtmlElement) -> None:
    """Take out every element that a reader of the page does not see, with all in it."""
    sheet = "\n".join(style.text or "" for style in root.iter("style"))[:_MOST_CSS]
    rules = _Rules(_hiding_selectors(sheet))
    doomed = [element for element in root.iter() if _is_hidden(element, rules)]
    for element in doomed:
        if element.getparent() is not None and element.tag not in ("html", "body"):
            element.drop_tree()


def _classes(element: HtmlElement) -> frozenset[str]:
    """Give the element's classes."""
    return frozenset((element.get("class") or "").split())


def _is_hidden(element: HtmlElement, rules: _Rules) -> bool:
    """Tell whether tag, attributes, inline style or the page's style sheet hide it."""
    if not isinstance(element.tag, str) or element.tag in ("html", "body"):
        return False
    if element.tag in _UNSEEN_TAGS or element.get("hidden") is not None:
        return True
    if (element.get("aria-hidden") or "").strip().lower() == "true":
        return True
    style = _without_comments((element.get("style") or "")[:2_000])
    if style and _hides(style):
        return True
    return bool(_classes(element) & _UNSEEN_CLASSES) or rules.select(element)


def _hides(style: str) -> bool:
    """Tell whether declarations on the element itself leave nothing of it to see."""
    squeezed = "overflow" in style.lower() and _SQUEEZED.search(style)
    return bool(_GONE.search(style) or _FADED.search(style) or squeezed)


def _without_comments(css: str) -> str:
    """Take the comments out of a style sheet, in one pass."""
    first, *rest = css.split("/*")
    return first + " ".join(part.partition("*/")[2] for part in rest)


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Give selectors and declarations of the rules that hold for any screen."""
    outer: list[bool] = []  # for each open block: whether the rules in it hold everywhere
    unsure = 0  # how many of those do not
    prelude = ""
    for part in re.split(r"([{}])", _without_comments(css)):
        if part == "{":
            prelude = prelude.rpartition(";")[2].strip()
            outer.append(not prelude.startswith("@") or bool(_CLEAR_AT_RULE.match(prelude)))
            unsure += not outer[-1]
        elif part == "}":
            unsure -= bool(outer) and not outer.pop()
            prelude = ""
        else:
            if outer and not unsure and prelude and not prelude.startswith("@"):
                yield prelude, part
            prelude = part


def _hiding_selectors(css: str) -> list[_Selector]:
    """Give the simple selectors that the style sheet hides; later rules win."""
    hidden: dict[str, _Selector] = {}
    for heads, declarations in _rules(css):
        gone, shown = _GONE.search(declarations), _SHOWN.search(declarations)
        if not gone and not shown:
            continue
        for head in heads.split(",")[:100]:
            head = " ".join(head.replace(">", " ").split())
            if not gone:
                hidden.pop(head, None)
            elif len(hidden) < _MOST_RULES and (selector := _selector(head)):
                hidden[head] = selector
    return list(hidden.values())


def _selector(head: str) -> _Selector | None:
    """Read a selector of tags, classes and ids; None for pseudo-classes and the like."""
    steps = []
    for step in head.split(" ")[:10]:
        found = _COMPOUND.fullmatch(step)
        if not found or not step:
            return None
        marks = re.findall(r"[.#][\w-]+", found["marks"])
        steps.append(
            _Compound(
                (found["tag"] or "").lower(),
                frozenset(mark[1:] for mark in marks if mark[0] == "."),
                frozenset(mark[1:] for mark in marks if mark[0] == "#"),
            )
        )
    return tuple(steps) or None
