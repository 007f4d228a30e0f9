"""The `manta` command."""

import typer

from cli.adding import add
from cli.backups import backup, restore_
from cli.bot import bot
from cli.deadletters import deadletters, retry
from cli.deploy import deploy
from cli.doctor import doctor
from cli.evaluating import eval_
from cli.messages import import_, send, watch
from cli.migrate import migrate
from cli.models import app as models
from cli.openapi import openapi
from cli.search import search
from cli.tasks import tasks
from cli.telegram import app as telegram
from cli.up import down, key, status, up
from cli.usage import usage
from cli.vocabulary import vocabulary

app = typer.Typer(
    name="manta",
    help="Messages become tasks. Start with `manta up`, then `manta import FILE`.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)

for command in (
    up,
    down,
    deploy,
    status,
    key,
    add,
    send,
    watch,
    tasks,
    usage,
    search,
    deadletters,
    retry,
    migrate,
    backup,
    doctor,
    openapi,
    bot,
):
    app.command()(command)
app.command("import")(import_)
app.command("restore")(restore_)
app.command("eval")(eval_)
app.add_typer(vocabulary, name="vocabulary")
app.add_typer(models)
app.add_typer(telegram)


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
