"""The table that the benchmarks print: a row for each thing that is measured, a column for each size."""

import json
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Figure:
    """What something costs: a number of the row's unit, the peak memory of all its processes in MB, and milliseconds.

    Memory or time is 0 if it was not measured.
    """

    cost: float
    memory: float = 0.0
    wall: float = 0.0


@dataclass(slots=True)
class Table:
    """The figures by row and size. They are printed as they come, and kept for the last line."""

    rows: dict[str, dict[str, Figure]] = field(default_factory=dict)

    def add(self, size: str, name: str, figures: Sequence[Figure], unit: str = "ms CPU") -> None:
        """Print and keep the median of several figures."""
        middle = Figure(
            statistics.median(each.cost for each in figures),
            statistics.median(each.memory for each in figures),
            statistics.median(each.wall for each in figures),
        )
        self.rows.setdefault(name, {})[size] = middle
        memory = f"{middle.memory:6.0f} MB" if middle.memory else ""
        wall = f"{middle.wall:9.0f} ms" if middle.wall else ""
        print(f"{size:>16}: {name:44} {middle.cost:9.1f} {unit:7} {memory:9} {wall}".rstrip(), flush=True)

    def print_growth(self) -> None:
        """Print every row that has several sizes, and by how much the largest costs more than the smallest."""
        for name, found in self.rows.items():
            costs = [figure.cost for figure in found.values()]
            if len(costs) > 1:
                grown = f"{costs[-1] / costs[0]:.2f}" if costs[0] else "-"
                print(f"{name:44} {' '.join(f'{cost:9.1f}' for cost in costs)}   x{grown}")

    def as_json(self) -> str:
        """Return the table as one line of JSON."""
        return json.dumps(
            {
                name: {
                    size: {"cost": round(each.cost, 1), "mb": round(each.memory, 1), "ms": round(each.wall, 1)}
                    for size, each in found.items()
                }
                for name, found in self.rows.items()
            }
        )
