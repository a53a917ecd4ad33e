"""How long the stages of a build take."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Stages:
    """Tells each stage as it begins, if somebody listens, and keeps how many seconds it took."""

    progress: Callable[[str], None] | None = None
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str, message: str = "") -> Iterator[None]:
        """Time what is done within; a stage entered again adds to its time."""
        if self.progress and message:
            self.progress(message)
        start = time.perf_counter()
        yield
        self.seconds[name] = round(self.seconds.get(name, 0) + time.perf_counter() - start, 3)
