"""The `manta` command."""

import typer

from cli.deadletters import deadletters, retry
from cli.deploy import deploy
from cli.doctor import doctor
from cli.messages import import_, send, watch
from cli.migrate import migrate
from cli.models import app as models
from cli.tasks import tasks
from cli.up import down, key, status, up

app = typer.Typer(
    name="manta",
    help="Messages become tasks. Start with `manta up`, then `manta import FILE`.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)

for command in (up, down, deploy, status, key, send, watch, tasks, deadletters, retry, migrate, doctor):
    app.command()(command)
app.command("import")(import_)
app.add_typer(models)


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
