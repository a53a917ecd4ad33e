"""Codes of the model: which fields there are, and what each may hold."""

from practicebook.rules.registry import declare

declare(
    "E101",
    "Every required field is there and filled in",
    why="A page without a title, a place, a theme, a right or an account of what was done helps nobody.",
    good="place: sampletown",
    bad="place: ~",
)
declare(
    "E102",
    "No unknown fields",
    why="A misspelt field would be ignored and its content lost.",
    good="partners: [universities]",
    bad="parnters: [universities]",
)
declare(
    "E103",
    "Every field holds the right kind of value",
    why="Text, number, list and group of fields are drawn, searched and exported in different ways.",
    good="partners: [universities]",
    bad="partners: universities",
)
declare(
    "E104",
    "Texts are neither too short nor too long",
    why="A summary of one word says nothing, and a title of three lines cannot be read in a list.",
    good="title: Night shelter with a way into housing",
    bad="title: Shelter",
)
declare(
    "E105",
    "Lists are neither empty nor endless",
    why="A practice serves at least one right and one theme; a list of everything points nowhere.",
    good="rights: [right-housing]",
    bad="rights: []",
)
declare(
    "E106",
    "Fixed choices are kept",
    why="Some fields take one of a few words, so that the page can show them in every language.",
    good="review: {state: published, reviewed_on: 2026-01-31}",
    bad="review: {state: pubished, reviewed_on: 2026-01-31}",
)
declare(
    "E107",
    "Ids and codes have their form",
    why="An id becomes a web address in every language; capitals, spaces and accents break addresses.",
    good="place: sampletown",
    bad="place: Sample Town",
)
declare(
    "E108",
    "Dates are written year-month-day",
    why="3/4/2026 is March in one country and April in another.",
    good="added_on: 2026-04-03",
    bad="added_on: 3/4/2026",
)
declare(
    "E109",
    "Numbers lie within their bounds",
    why="A year 20190 or a latitude of 190 is a typing mistake.",
    good="period: {since: 2019}",
    bad="period: {since: 20190}",
)
declare(
    "E110",
    "Web addresses start with http:// or https://",
    why="Only such an address opens safely in every browser; javascript: or file: addresses can harm the reader.",
    good="contact: {web: 'https://www.example.org/housing'}",
    bad="contact: {web: 'javascript:alert(1)'}",
)
