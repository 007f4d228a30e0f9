"""A recorder inside the database under test: it notes every result that is written under an old epoch.

It only looks: what it notes was written all the same. The pipeline must never make it note anything.
"""

import asyncpg

_INSTALL = """
CREATE TABLE IF NOT EXISTS chaos_stale_writes (
    message_id bigint, written_epoch bigint, newest_epoch bigint, at timestamptz DEFAULT clock_timestamp()
);
CREATE OR REPLACE FUNCTION chaos_note_stale_write() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE newest bigint;
BEGIN
    SELECT epoch INTO newest FROM chat_leases WHERE chat_id = NEW.chat_id;
    IF NEW.epoch IS DISTINCT FROM newest THEN
        INSERT INTO chaos_stale_writes VALUES (NEW.message_id, NEW.epoch, newest);
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER chaos_note_stale_write AFTER UPDATE ON inbox
FOR EACH ROW WHEN (OLD.state = 'pending' AND NEW.state <> 'pending')
EXECUTE FUNCTION chaos_note_stale_write();
"""


async def install_recorder(url: str) -> None:
    """Let the database note stale writes from now on."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(_INSTALL)
    finally:
        await connection.close()
