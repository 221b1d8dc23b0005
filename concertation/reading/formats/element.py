"""An element of an XML or HTML tree, under a name that is public; and what its parser leaves unsaid."""

from lxml import etree
from lxml.etree import _Element  # pyright: ignore[reportPrivateUsage]

Element = _Element

_NO_MEMORY = 2
"""libxml2's XML_ERR_NO_MEMORY."""


def no_memory(error: Exception) -> bool:
    """Tell whether a parser gave up for want of memory, which it calls an unknown error of syntax."""
    return isinstance(error, etree.XMLSyntaxError) and getattr(error, "code", None) == _NO_MEMORY
