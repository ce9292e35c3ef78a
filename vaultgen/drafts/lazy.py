"""A sequence that is computed when it is first used: most draft texts use none of the raw lists."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, TypeVar, overload

_Item_co = TypeVar("_Item_co", covariant=True)


class LazySequence(Sequence[_Item_co]):
    """A sequence whose items come from `make`, which is called once, when the first item is needed."""

    def __init__(self, make: Callable[[], Iterable[_Item_co]]) -> None:
        self._make = make

    @cached_property
    def _items(self) -> tuple[_Item_co, ...]:
        return tuple(self._make())

    @overload
    def __getitem__(self, at: int) -> _Item_co: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[_Item_co, ...]: ...

    def __getitem__(self, at: int | slice) -> _Item_co | tuple[_Item_co, ...]:
        return self._items[at]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[_Item_co]:
        return iter(self._items)

    def __add__(self, other: Iterable[Any]) -> list[Any]:
        return [*self._items, *other]

    def __radd__(self, other: Iterable[Any]) -> list[Any]:
        return [*other, *self._items]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._items == tuple(other)

    def __hash__(self) -> int:
        return hash(self._items)

    def __repr__(self) -> str:
        return repr(list(self._items))
