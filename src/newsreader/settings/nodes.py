"""What stands at a place of the file, which knows its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import yaml


def name_of(node: yaml.Node) -> str:
    """The name of a setting; ValueError where the node is none."""
    if not isinstance(node.value, str):
        raise ValueError("a name of a setting is expected")
    return node.value


def quoted(node: yaml.Node) -> str:
    """What stands there, for a complaint."""
    return repr(node.value[:40]) if isinstance(node.value, str) else "a list or mapping"


def plain(node: yaml.Node) -> Any:
    """The value of a node; ValueError where YAML cannot make one of it (`2020-02-30`)."""
    import yaml

    constructor = yaml.constructor.SafeConstructor()
    try:
        return constructor.construct_object(node, deep=True)
    except yaml.YAMLError as error:
        raise ValueError(str(getattr(error, "problem", error))) from None
