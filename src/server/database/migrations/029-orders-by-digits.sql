-- Orders are found by their digits alone too, as customers read them out. Whatever finds somebody is made of records and events: the centre makes it anew
-- at its next start (customers/build.ts), and says here when it is done. A later step that changes what is found sets it again.
ALTER TABLE team ADD COLUMN found_stale boolean NOT NULL DEFAULT false;
UPDATE team SET found_stale = true;
