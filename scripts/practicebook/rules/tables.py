"""Codes of `practicebook import`: what a spreadsheet must be before its rows become records."""

from practicebook.rules.registry import declare

declare(
    "E601",
    "The table can be read",
    why="A spreadsheet is read as Excel's .xlsx or as CSV in UTF-8, up to a size that no list of practices needs.",
    good="# practices.xlsx, made with `practicebook template`",
    bad="# a program or a picture that is called practices.xlsx",
    whole=True,
)
declare(
    "E602",
    "Cells hold values, no formulas",
    why="A formula shows one thing here and another elsewhere, and can fetch or send data when the file is opened.",
    good="# a cell that holds 40",
    bad="# a cell that holds =20+20",
    whole=True,
)
declare(
    "E603",
    "Every row belongs to a practice of the table",
    why="A result or a source without its practice would be lost. Its row names the id that stands in `practices`.",
    good="# a row of `results` whose practice is night-shelter, which is the id of a row of `practices`",
    bad="# a row of `results` whose practice is nigth-shelter, which is the id of no row",
    whole=True,
)
declare(
    "E604",
    "A record is replaced only on purpose",
    why="Two people may describe the same practice. What is there is overwritten only by who says so: --replace.",
    good="# a row whose id no record has yet",
    bad="# a row whose id is that of a record in practices/",
    whole=True,
)
declare(
    "A605",
    "Every column has its place",
    why="What a record has no field for is not lost: it is kept in a note beside the record, for the editor to place.",
    good="# the headings of `practicebook template`",
    bad="# a column that is called remarks",
    whole=True,
)
