"""Make the shapes of the desk's world map from Natural Earth, of the npm package world-atlas.

    .venv/bin/python tools/world.py      (or: make world)

Borders are shared lines in the source; each is simplified once, so that neighbours still meet. The
projection is Natural Earth's own. States too small to be seen become dots. Needs npm.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from communique.vocab.files import data_dir
from communique.vocab.gazetteer import read_states

ATLAS, CODES = "world-atlas@2.0.2", "i18n-iso-countries@7.14.0"
OUT = Path(__file__).resolve().parent.parent / "src/communique/web/data/world.json"
SOURCE = "Natural Earth 4.1, 1:50m (public domain), by way of world-atlas 2.0.2"
NORTH, SOUTH = 83.7, -56.0  # degrees between which there are states
WIDTH = 1000.0
SLACK = 0.32  # units by which a line may be off
ISLAND = 1.6  # square units under which a piece of land is left out
TINY = 3.0  # square units under which a state is a dot too
#: The projection "Natural Earth" (Šavrič and others, 2011): factors by the power of the latitude.
ACROSS = {0: 0.8707, 2: -0.131979, 4: -0.013791, 10: 0.003971, 12: -0.001529}
UP = {1: 1.007226, 3: 0.015085, 7: -0.044475, 9: 0.028874, 11: -0.005916}

Point = tuple[float, float]


def main() -> None:
    """Fetch, draw, write."""
    with tempfile.TemporaryDirectory() as folder:
        fetch(ATLAS, Path(folder))
        fetch(CODES, Path(folder))
        atlas, small, codes = (
            json.loads((Path(folder) / name).read_text("utf-8"))
            for name in ("countries-50m.json", "countries-10m.json", "codes.json")
        )
    numeric = {row[2]: row[1] for row in codes}
    states = read_states(data_dir("gazetteer") / "states.csv")
    alive = {code for code, state in states.items() if state.end is None}
    world = draw(atlas, numeric, alive)
    for code, outlines in countries(small, numeric, alive, simple=False):
        if code and code not in world["shapes"]:
            world["dots"].setdefault(code, middle(outlines[0]))
    world["dots"] = dict(sorted(world["dots"].items()))
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(world, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    missing = sorted(alive - world["shapes"].keys() - world["dots"].keys())
    sys.stdout.write(
        f"{len(world['shapes'])} shapes, {len(world['dots'])} dots, {OUT.stat().st_size:,} bytes;"
        f" without either: {', '.join(missing) or 'none'}\n"
    )


def fetch(package: str, folder: Path) -> None:
    """Put the JSON files of a package of the npm registry into a folder."""
    run = ["npm", "pack", "--silent", package]
    done = subprocess.run(run, cwd=folder, check=True, capture_output=True, text=True)
    with tarfile.open(folder / done.stdout.split()[-1]) as archive:
        for member in archive:
            file = archive.extractfile(member)
            if file and member.name.endswith(".json") and member.name.count("/") == 1:
                (folder / Path(member.name).name).write_bytes(file.read())


def place(longitude: float, latitude: float) -> Point:
    """A place on the map: units from its left upper corner."""
    return WIDTH / 2 + math.radians(longitude) * across(latitude), TOP - up(latitude)


def across(latitude: float) -> float:
    """Units of a radian of longitude."""
    return SCALE * sum(a * math.radians(latitude) ** power for power, a in ACROSS.items())


def up(latitude: float) -> float:
    """Units from the equator."""
    return SCALE * sum(a * math.radians(latitude) ** power for power, a in UP.items())


SCALE = WIDTH / 2 / (math.pi * ACROSS[0])
TOP = up(NORTH)


def draw(atlas: Any, numeric: dict[str, str], alive: set[str]) -> dict[str, Any]:
    """Paths of states by code, dots of tiny ones, and land that is no state of the gazetteer."""
    shapes: dict[str, str] = {}
    other: list[str] = []
    dots = {
        code: middle(outlines[0])
        for code, outlines in countries(atlas, numeric, alive, simple=False)
        if code and sum(map(area, outlines)) < TINY
    }
    for code, outlines in countries(atlas, numeric, alive, simple=True):
        path = "".join(
            write(ring) for n, ring in enumerate(outlines) if n == 0 or area(ring) > ISLAND
        )
        if code is None:
            other.append(path)
        elif code not in dots:
            shapes[code] = path
    return {
        "source": SOURCE,
        "width": WIDTH,
        "height": round(TOP - up(SOUTH), 1),
        "shapes": dict(sorted(shapes.items())),
        "dots": dots,
        "other": other,
    }


def countries(
    atlas: Any, numeric: dict[str, str], alive: set[str], *, simple: bool
) -> Iterator[tuple[str | None, list[list[Point]]]]:
    """Countries by code, None for those that the gazetteer lacks, with outlines on the map."""
    lines = [simplify(line) if simple else line for line in decode(atlas)]
    for shape in atlas["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        code = "XKX" if name == "Kosovo" else numeric.get(shape.get("id", ""), "")
        outlines = sorted(rings(shape, lines), key=area, reverse=True)
        if name != "Antarctica" and outlines:
            yield code if code in alive else None, outlines


def decode(atlas: Any) -> Iterator[list[Point]]:
    """The lines of a TopoJSON file, in degrees; one that crosses the antimeridian goes on."""
    (scale_x, scale_y), (left, low) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    for arc in atlas["arcs"]:
        x = y = 0
        line: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale_x + left, y * scale_y + low))
        yield unwind(line)


def unwind(line: Sequence[Point]) -> list[Point]:
    """A line in degrees without leaps from one edge of the map to the other."""
    found = list(line[:1])
    for x, y in line[1:]:
        found.append((x - 360 * round((x - found[-1][0]) / 360), y))
    return found


def simplify(line: Sequence[Point]) -> list[Point]:
    """A line without the points that are off by less than the slack (Douglas and Peucker)."""
    if len(line) < 3:
        return list(line)
    start, end = place(*line[0]), place(*line[-1])
    far, at = max((off(place(*point), start, end), n) for n, point in enumerate(line[1:-1], 1))
    if far <= SLACK:
        return [line[0], line[-1]]
    return simplify(line[: at + 1])[:-1] + simplify(line[at:])


def off(point: Point, start: Point, end: Point) -> float:
    """How far a point is from a stretch."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0.0
    along = max(0.0, min(1.0, along))
    return math.dist(point, (start[0] + along * dx, start[1] + along * dy))


def rings(shape: Any, lines: Sequence[Sequence[Point]]) -> Iterator[list[Point]]:
    """The outlines of a country on the map: pieces of land, and holes in them."""
    pieces = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    for piece in pieces:
        for ring in piece:
            points: list[Point] = []
            for number in ring:
                line = lines[number] if number >= 0 else lines[~number][::-1]
                points += line[1:] if points else line
            whole = unwind(points)
            for turn in (-360, 0, 360):
                part = [(x + turn, y) for x, y in whole]
                part = beyond(beyond(part, -180, 1), 180, -1)
                if len(part) > 3:
                    yield [place(*point) for point in part]


def beyond(ring: Sequence[Point], edge: float, side: int) -> list[Point]:
    """The part of an outline on one side of a meridian (Sutherland and Hodgman)."""
    found: list[Point] = []
    for here, after in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        inside, stays = (here[0] - edge) * side >= 0, (after[0] - edge) * side >= 0
        if inside:
            found.append(here)
        if inside != stays:
            share = (edge - here[0]) / (after[0] - here[0])
            found.append((edge, here[1] + share * (after[1] - here[1])))
    return found


def area(ring: Sequence[Point]) -> float:
    """The area of an outline, in square units."""
    turns = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in turns)) / 2


def middle(ring: Sequence[Point]) -> Point:
    """The middle of an outline."""
    return (
        round(sum(x for x, _ in ring) / len(ring), 1),
        round(sum(y for _, y in ring) / len(ring), 1),
    )


def write(ring: Sequence[Point]) -> str:
    """An outline as a path of SVG, in tenths of a unit, each point from the one before."""
    text, (x, y) = "", (0, 0)
    for here in ring[:-1]:
        to = round(here[0] * 10), round(here[1] * 10)
        if not text:
            text = f"M{to[0] / 10:g} {to[1] / 10:g}l"
        elif to != (x, y):
            text += f"{(to[0] - x) / 10:g} {(to[1] - y) / 10:g} "
        x, y = to
    return text.rstrip(" l") + "z"


if __name__ == "__main__":
    main()
