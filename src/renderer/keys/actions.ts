/** Where a key is listed in the help. */
export type KeyGroup = 'everywhere' | 'call' | 'customer';

type KeyAction = {
  group: KeyGroup;
  /** As written by `comboOf`; several are equal; none: from the palette, until a person gives it a key. `Ctrl` is Cmd on macOS. Never with Alt: AltGr is Ctrl+Alt. */
  defaults: readonly string[];
  /** Also works while a dialog is open. */
  overDialogs: boolean;
  /** Held down, it goes on. */
  repeats: boolean;
};

const plain = { overDialogs: false, repeats: false };
const always = { overDialogs: true, repeats: false };

/**
 * Everything that a key can do. An agent has these in their fingers: a default changes only with a reason. The name is
 * the one in the settings file and in `keys.actions` of the words.
 */
export const keyActions = {
  palette: { group: 'everywhere', defaults: ['Ctrl+K', '/'], ...plain },
  help: { group: 'everywhere', defaults: ['F1', '?'], ...plain },
  sync: { group: 'everywhere', defaults: ['Ctrl+E'], ...plain },
  lock: { group: 'everywhere', defaults: ['Ctrl+L'], ...always },
  closeTab: { group: 'everywhere', defaults: ['Ctrl+W'], ...plain },
  nextTab: { group: 'everywhere', defaults: ['Ctrl+PageDown', 'Ctrl+Tab'], ...plain, repeats: true },
  previousTab: {
    group: 'everywhere',
    defaults: ['Ctrl+PageUp', 'Ctrl+Shift+Tab'],
    ...plain,
    repeats: true,
  },
  goToQueue: { group: 'everywhere', defaults: [], ...plain },
  answer: { group: 'call', defaults: ['F2'], ...always },
  hangUp: { group: 'call', defaults: ['F8'], ...always },
  goToCall: { group: 'call', defaults: ['F6'], ...always },
  // By name in the palette, and with a button of its own.
  isCaller: { group: 'call', defaults: [], ...plain },
  wrapUp: { group: 'call', defaults: ['W'], ...plain },
  newCase: { group: 'customer', defaults: ['Ctrl+N'], ...plain },
  note: { group: 'customer', defaults: ['N'], ...plain },
  promise: { group: 'customer', defaults: ['P'], ...plain },
  take: { group: 'customer', defaults: ['A'], ...plain },
  handOver: { group: 'customer', defaults: ['H'], ...plain },
  status: { group: 'customer', defaults: ['S'], ...plain },
  give: { group: 'customer', defaults: ['G'], ...plain },
  classify: { group: 'customer', defaults: [], ...plain },
  apologise: { group: 'customer', defaults: [], ...plain },
  explain: { group: 'customer', defaults: [], ...plain },
  findCause: { group: 'customer', defaults: [], ...plain },
  askSupervisor: { group: 'customer', defaults: [], ...plain },
  next: { group: 'customer', defaults: ['J'], ...plain, repeats: true },
  previous: { group: 'customer', defaults: ['K'], ...plain, repeats: true },
  // Rare, so without a key of their own: in the palette by name, and on the case or the customer's card.
  claim: { group: 'customer', defaults: [], ...plain },
  tieIncident: { group: 'customer', defaults: [], ...plain },
  letter: { group: 'customer', defaults: [], ...plain },
  linkOrder: { group: 'customer', defaults: [], ...plain },
  caseStory: { group: 'customer', defaults: [], ...plain },
  tellNumber: { group: 'customer', defaults: [], ...plain },
  saveRecord: { group: 'customer', defaults: [], ...plain },
  declineCase: { group: 'customer', defaults: [], ...plain },
  withdrawOffer: { group: 'customer', defaults: [], ...plain },
  answerSupervisor: { group: 'customer', defaults: [], ...plain },
  endPromise: { group: 'customer', defaults: [], ...plain },
  answerRequest: { group: 'customer', defaults: [], ...plain },
  readAnswer: { group: 'customer', defaults: [], ...plain },
  takeBack: { group: 'customer', defaults: [], ...plain },
  claimNote: { group: 'customer', defaults: [], ...plain },
  claimLetter: { group: 'customer', defaults: [], ...plain },
  claimClose: { group: 'customer', defaults: [], ...plain },
  claimHandOver: { group: 'customer', defaults: [], ...plain },
  claimTake: { group: 'customer', defaults: [], ...plain },
  claimDecline: { group: 'customer', defaults: [], ...plain },
  attach: { group: 'customer', defaults: [], ...plain },
  remark: { group: 'customer', defaults: [], ...plain },
  contactPoint: { group: 'customer', defaults: [], ...plain },
  preferred: { group: 'customer', defaults: [], ...plain },
  reveal: { group: 'customer', defaults: [], ...plain },
  samePerson: { group: 'customer', defaults: [], ...plain },
  copyNumber: { group: 'customer', defaults: ['Ctrl+.'], ...plain },
  save: { group: 'customer', defaults: ['Ctrl+Enter'], ...always },
} as const satisfies Record<string, KeyAction>;

export type ActionName = keyof typeof keyActions;
export const actionNames = Object.keys(keyActions) as ActionName[];
