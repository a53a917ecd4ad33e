"""The command line."""

from __future__ import annotations

from pathlib import Path

import click

from practicebook.commands import proposals, records, reviewing, sites, upkeep, withdrawing
from practicebook.commands.terminal import Commands, usage
from practicebook.layout import Layout, RootNotFoundError


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--root", type=click.Path(file_okay=False, path_type=Path), help="The folder that holds mkdocs.yml.")
@click.version_option(package_name="practicebook", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    """Check good-practice records and build them into a site."""
    try:
        context.obj = Layout.find(root or Path.cwd())
    except RootNotFoundError as error:
        usage(f"{error}. Go to the folder of the knowledge base, or name it with --root.")


for command in (
    *(records.check, records.explain, records.generate),
    *(proposals.new, proposals.template, proposals.import_, proposals.propose, reviewing.review),
    *(sites.build, sites.join, sites.serve, sites.verify, sites.export, sites.offline),
    *(upkeep.status, upkeep.due, upkeep.links, upkeep.bill, withdrawing.withdraw),
):
    main.add_command(command)


if __name__ == "__main__":
    main(prog_name="practicebook")
