"""A projection in which every text that comes from outside tries to be more than text."""

from __future__ import annotations

import datetime as dt
from itertools import cycle

from graph.model import Actor, ActorType, Article, Claim, EventDate, Precision, Span, Status, digest
from graph.projection import Projection, assemble

PROOF = "window.__ran=(window.__ran||0)+1"
"""What each attack would do."""

TEXTS = (
    f"<script>{PROOF}</script>",
    f"</script><script>{PROOF}</script>",
    f"</SCRIPT ><script>{PROOF}</script>",
    f"<!--<script>{PROOF}",
    f"--><script>{PROOF}</script>",
    f"]]><script>{PROOF}</script>",
    f"</style><script>{PROOF}</script>",
    f"</title><script>{PROOF}</script>",
    f"</textarea><img src=x onerror='{PROOF}'>",
    f'<img src=x onerror="{PROOF}">',
    f"<svg/onload={PROOF}>",
    f"<svg><script>{PROOF}</script></svg>",
    f"<math><mtext><img src=x onerror={PROOF}></mtext></math>",
    f"<iframe srcdoc='<script>parent.{PROOF}</script>'></iframe>",
    f"<a href='javascript:{PROOF}'>href</a>",
    f"<details open ontoggle={PROOF}>",
    f"<body onload={PROOF}>",
    f"<input autofocus onfocus={PROOF}>",
    f'" autofocus onfocus="{PROOF}',
    f"' onmouseover='{PROOF}",
    f"`${{{PROOF}}}`",
    f"${{{PROOF}}}",
    f"{{{{ {PROOF} }}}}",
    f"{{% raw %}}{PROOF}",
    f"\\u003cscript\\u003e{PROOF}\\u003c/script\\u003e",
    f"\\');{PROOF};//",
    f'";{PROOF};//',
    f"\u2028{PROOF}\u2029",
    f"&lt;script&gt;{PROOF}&lt;/script&gt;",
    f"&#60;script&#62;{PROOF}&#60;/script&#62;",
    f"%3Cscript%3E{PROOF}%3C/script%3E",
    f"<base href='https://evil.example/'>{PROOF}",
    f"<meta http-equiv=refresh content='0;url=javascript:{PROOF}'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>*{background:url(https://evil.example/x)}</style>",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "{n} {name} {who} | {n}",
    "\u202egnp.exe\u202c reversed",
    "\u200f\u200eمجلس السيادة\u200f",
    "👩‍👩‍👧‍👦 family 🇲🇱 flags",
    "Z\u0351\u036b\u0343a\u0348\u034dlgo",
    "no\u00a0break\u200bzero",
    "long" * 70,
    "W" * 290,
    "quote ' \" ` \\ / end",
    "line\nbreak\ttab",
)

URLS = (
    f"javascript:{PROOF}",
    f"JaVaScRiPt:{PROOF}",
    f"java\tscript:{PROOF}",
    f" javascript:{PROOF}",
    f"data:text/html,<script>{PROOF}</script>",
    f"vbscript:{PROOF}",
    "file:///etc/passwd",
    "//evil.example/x",
    "https://",
    "http://[::1",
    "blob:https://evil.example/x",
    f'https://good.example/"onmouseover="{PROOF}',
    f"https://good.example/?q=</script><script>{PROOF}</script>",
    "https://user:pass@good.example/😀",
)
"""Only the last three may become links."""


def hostile() -> Projection:
    """One article and one claim a text; each text stands in every field that may hold it."""
    urls = cycle(URLS)
    actors = tuple(_actor(index, text) for index, text in enumerate(TEXTS))
    articles = tuple(_article(index, text, next(urls)) for index, text in enumerate(TEXTS))
    claims = sorted(
        (
            _claim(article, actors[index], actors[(index + 1) % len(actors)], TEXTS[index], index)
            for index, article in enumerate(articles)
        ),
        key=lambda claim: claim.id,
    )
    return assemble(actors, articles, tuple(claims))


def _actor(index: int, text: str) -> Actor:
    kinds = tuple(ActorType)
    return Actor(
        id=f"a{index:03}",
        name=text,
        name_fr=text,
        type=kinds[index % len(kinds)],
        countries=(text,),
        aliases=(text + " alias",),
        known=False,
    )


def _article(index: int, text: str, url: str) -> Article:
    body = f"😀 Before. {text} 😀 strikes {text}. After."
    return Article(
        id=f"d{index:03}",
        url=url,
        source=text,
        title=text,
        published=dt.date(2024, 1, 1),
        lang="en",
        text=body,
        digest=digest(body),
        cluster=f"d{index:03}",
    )


def _claim(article: Article, subject: Actor, obj: Actor, text: str, index: int) -> Claim:
    start = article.text.index(text)
    end = len(article.text) - len(" After.")
    trigger = article.text.index("strikes", start + len(text))
    return Claim(
        id=f"c{index:03}",
        article=article.id,
        subject=subject.id,
        relation="attacks",
        object=obj.id,
        status=Status.OCCURRED,
        speaker_label=text,
        sentence=article.text[start:end],
        start=start,
        end=end,
        trigger=Span(start=trigger, end=trigger + len("strikes")),
        subject_at=Span(start=start, end=start + len(text)),
        object_at=Span(start=trigger + len("strikes "), end=trigger + len("strikes ") + len(text)),
        date=EventDate(first=dt.date(2023, 12, 1), last=dt.date(2023, 12, 31), precision=Precision.MONTH),
        place=text,
        confidence=0.5,
        pattern=text,
    )
