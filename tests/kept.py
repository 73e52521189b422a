"""What each application of a test run makes alike, and is made once here: routes and templates."""

from collections.abc import Callable
from types import CodeType

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule

_builders: dict[tuple[object, ...], Callable[..., tuple[str, str]]] = {}


class KeptRule(Rule):
    """A route that writes addresses with what was compiled for an equal one before."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        if self.defaults:  # these are worked into what is compiled
            return super()._compile_builder(append_unknown)
        key = (self.rule, *self._trace, append_unknown)
        if key not in _builders:
            _builders[key] = super()._compile_builder(append_unknown)
        return _builders[key]


class KeptTemplates(BytecodeCache):
    """What was compiled of the same words in the same language before."""

    def __init__(self) -> None:
        self.compiled: dict[tuple[object, ...], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills the bucket if its template is known."""
        bucket.code = self.compiled.get(_key(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was compiled."""
        self.compiled[_key(bucket)] = bucket.code


def _key(bucket: Bucket) -> tuple[object, ...]:
    return bucket.environment.globals.get("language"), bucket.key, bucket.checksum


def keep() -> None:
    """Lets every application of this process use them."""
    Flask.url_rule_class = KeptRule
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": KeptTemplates()}
