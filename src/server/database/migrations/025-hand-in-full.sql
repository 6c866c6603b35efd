-- So much of what a machine has handed in waits for a review that no more was taken when it last tried; it goes on by itself when there is room.
ALTER TABLE device ADD COLUMN hand_in_full boolean NOT NULL DEFAULT false;
CREATE INDEX quarantine_waits ON quarantine (device) WHERE verdict IS NULL;
