const writes = [
  'input:not([type=button],[type=checkbox],[type=radio],[type=range],[type=submit],[type=reset])',
  'textarea',
  'select',
  '[contenteditable]:not([contenteditable=false])',
  '[role=textbox]',
  '[role=combobox]',
  '[role=searchbox]',
  '[role=spinbutton]',
  '[role=menu]',
  '[role=listbox]',
  // a form marks itself: a letter pressed on one of its buttons or choices is a slip of writing, never a command
  '[data-writing]',
].join(',');

/** Whether letters belong to this element: a person writes in it, or it finds its own entries by letter. */
export const isWritten = (element: Element | null): boolean => element?.closest(writes) != null;

/** Whether a person is typing now: letters are theirs, and nothing may take the focus away. */
export const isTyping = (): boolean => isWritten(document.activeElement);

/** Whether the focus is nowhere: what had it has gone, or can do nothing now. Only then does an answer that comes late put it somewhere. */
export const focusIsLost = (): boolean =>
  document.activeElement === null || document.activeElement === document.body;

/** Whether a dialog lies over the desk. */
export const dialogIsOpen = (): boolean =>
  document.querySelector('dialog[open], [role=dialog][aria-modal=true]') !== null;
