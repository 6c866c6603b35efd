/** Why a command was not done. The screen words it in the person's language. */
export type Refusal =
  | { code: 'case-unknown' }
  | { code: 'case-exists' }
  | { code: 'case-needed' }
  | { code: 'other-customer' }
  | { code: 'already-solved' }
  | { code: 'not-solved' }
  | { code: 'already-linked' }
  | { code: 'promise-unknown' }
  | { code: 'promise-ended' }
  | { code: 'open-promise'; text: string };
