"""Codes of the reader (source): what a file must be before anybody asks what it says."""

from practicebook.rules.registry import declare

declare(
    "E001",
    "The file can be read",
    why="A record that cannot be opened, or that is only a link to another file, would be missing from the site.",
    good="id: night-shelter",
    bad="# a symbolic link instead of a file",
    whole=True,
)
declare(
    "E002",
    "The file is not larger than 256 KiB",
    why="A record is a few pages of text. A larger file is nearly always a mistake, and slows everybody down.",
    good="id: night-shelter",
    bad="# a file of a megabyte",
    whole=True,
)
declare(
    "E003",
    "The file is UTF-8 without a byte-order mark",
    why="One encoding for all languages keeps every accent and every script whole.",
    good="title: Refugio nocturno en el centro",
    bad="# a file saved as UTF-16 or Latin-1",
    whole=True,
)
declare(
    "E004",
    "No tabs, no control characters",
    why="Editors show tabs in different widths, so indentation made of them misleads; control characters are unseen.",
    good="review:\n  state: published",
    bad="review:\n\tstate: published",
    whole=True,
)
declare(
    "E005",
    "The file is valid YAML",
    why="A missing quote or a wrong indentation would make the computer read something else than you wrote.",
    good='title: "Housing first: a home before anything else"',
    bad="title: Housing first: a home before anything else",
    whole=True,
)
declare(
    "E006",
    "No field is given twice",
    why="Of two values for one field a reader would see only one, and nobody would know which.",
    good="place: sampletown",
    bad="place: sampletown\nplace: othertown",
    whole=True,
)
declare(
    "E007",
    "No merge keys, few aliases",
    why="Aliases that nest can blow a small file up to gigabytes, and they hide what a record says.",
    good="groups: [women-girls]",
    bad="groups: *earlier",
    whole=True,
)
declare(
    "E008",
    "No tags, one document a file",
    why="A tag such as !!python asks the reader to make something else than text, and a second document would be lost.",
    good="id: night-shelter",
    bad="id: !!binary bmlnaHQ=",
    whole=True,
)
declare(
    "E009",
    "Not nested too deeply",
    why="No field of a record needs more than a few levels; deep nesting is a mistake or an attack.",
    good="partners: [universities]",
    bad="partners: [[[[[[[[[[[[[[universities]]]]]]]]]]]]]]",
    whole=True,
)
declare(
    "E010",
    "Every key is a plain word",
    why="A list or a group of fields cannot be the name of a field.",
    good="title: Night shelter",
    bad="? [title, summary]\n: Night shelter",
    whole=True,
)
declare(
    "E011",
    "The file holds fields",
    why="An empty file, or one that holds only a list or a sentence, is not a record.",
    good="id: night-shelter",
    bad="- night-shelter",
    whole=True,
)
declare(
    "E012",
    "Records lie in their folders",
    why="A record beside the folders, or in a folder within one, would silently be missing from the site.",
    good="id: night-shelter",
    bad="# a practice in practices/ itself, outside the folders of the themes",
    whole=True,
)
