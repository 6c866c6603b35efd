-- Whom the company's own identity provider means by a subject (OpenID Connect Core, 2: `iss` and `sub` together name somebody for good;
-- an e-mail address or a login may be given to somebody else one day).
CREATE TABLE person_subject (
  issuer text NOT NULL,
  subject text NOT NULL,
  person text NOT NULL REFERENCES person,
  linked bigint NOT NULL,
  PRIMARY KEY (issuer, subject),
  UNIQUE (issuer, person)
);

-- Attempts at the provider that ended well: none is good twice. Forgotten when their slip is over.
CREATE TABLE provider_attempt (
  once uuid PRIMARY KEY,
  until bigint NOT NULL
);
CREATE INDEX provider_attempt_until ON provider_attempt (until);

-- Who signs in by the provider alone has no password here.
ALTER TABLE person ALTER COLUMN password DROP NOT NULL;
