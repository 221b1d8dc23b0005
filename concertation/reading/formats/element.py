"""An element of an XML or HTML tree, under a name that is public."""

from lxml.etree import _Element  # pyright: ignore[reportPrivateUsage]

Element = _Element
