-- How far a device that was shut out has come, for admins. `asked`: when it has last proved to be it and asked what it is to do. `order_nonce`: SHA-256 of the
-- nonce of its newest question; whoever knows it afterwards is the machine that got the order. `emptied`: when it said that its store was ended.
ALTER TABLE device ADD COLUMN asked bigint;
ALTER TABLE device ADD COLUMN order_nonce text;
ALTER TABLE device ADD COLUMN emptied bigint;
