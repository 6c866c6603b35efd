-- Who is one person with whom is read from what customers are found by (019); bodies of events are searched for it no more.
DROP INDEX change_linked;
