import { expect, test } from 'vitest';
import { actionNames, keyActions } from '../../src/renderer/keys/actions.ts';
import { actionOf, comboOf, combosOf, type Press } from '../../src/renderer/keys/combo.ts';
import { actionFor } from '../../src/renderer/keys/listener.ts';

type Fields = {
  ctrl?: boolean;
  meta?: boolean;
  alt?: boolean;
  shift?: boolean;
  altGr?: boolean;
  composing?: boolean;
};

const press = (key: string, fields: Fields = {}): Press & { repeat: boolean; defaultPrevented: boolean } => ({
  key,
  ctrlKey: fields.ctrl ?? false,
  metaKey: fields.meta ?? false,
  altKey: fields.alt ?? false,
  shiftKey: fields.shift ?? false,
  isComposing: fields.composing ?? false,
  repeat: false,
  defaultPrevented: false,
  getModifierState: (name) => name === 'AltGraph' && (fields.altGr ?? false),
});
const settings = { letterKeys: true, keys: {} };
const desk = { written: false, dialog: false };

// What a Spanish keyboard sends. Windows reports AltGr as Ctrl+Alt, Linux as AltGraph alone, macOS as Option.
const altGrCharacters = ['@', '#', '|', '[', ']', '{', '}', '€', '~', '\\', '¬'];
test.each(altGrCharacters)('AltGr and %s is writing, on every system', (key) => {
  expect(comboOf(press(key, { ctrl: true, alt: true, altGr: true }))).toBeNull();
  expect(comboOf(press(key, { altGr: true }))).toBeNull();
  expect(comboOf(press(key, { alt: true }))).toBeNull();
});

test('no default uses Alt, and Ctrl+Alt with a letter of ours does nothing', () => {
  expect(
    actionNames.flatMap((name) => [...keyActions[name].defaults]).filter((combo) => /alt/i.test(combo)),
  ).toEqual([]);
  for (const key of ['k', 'n', 'w', '.', 'Enter']) {
    expect(actionFor(press(key, { ctrl: true, alt: true }), desk, settings)).toBeNull();
  }
});

test('dead keys, composing and modifiers alone are nobody’s keys', () => {
  for (const key of [
    'Dead',
    'Process',
    'Unidentified',
    'Shift',
    'Control',
    'AltGraph',
    'Alt',
    'Meta',
    'CapsLock',
  ]) {
    expect(comboOf(press(key))).toBeNull();
  }
  expect(comboOf(press('n', { composing: true }))).toBeNull();
});

test('ñ is not N, and neither is an accented letter', () => {
  expect(actionFor(press('n'), desk, settings)).toBe('note');
  expect(actionFor(press('ñ'), desk, settings)).toBeNull();
  expect(actionFor(press('Ñ', { shift: true }), desk, settings)).toBeNull();
  expect(actionFor(press('ń'), desk, settings)).toBeNull();
});

test('the slash and the question mark of a Spanish keyboard (Shift+7 and Shift+’) work as on an English one', () => {
  expect(actionFor(press('/', { shift: true }), desk, settings)).toBe('palette');
  expect(actionFor(press('/'), desk, settings)).toBe('palette');
  expect(actionFor(press('?', { shift: true }), desk, settings)).toBe('help');
});

test('letters belong to who is typing; Ctrl and function keys do not', () => {
  const written = { written: true, dialog: false };
  for (const key of ['n', 'p', 'k', '/', '?', 'w']) {
    expect(actionFor(press(key), written, settings)).toBeNull();
    expect(actionFor(press(key), desk, settings)).not.toBeNull();
  }
  expect(actionFor(press('k', { ctrl: true }), written, settings)).toBe('palette');
  expect(actionFor(press('Enter', { ctrl: true }), written, settings)).toBe('save');
  expect(actionFor(press('F2'), written, settings)).toBe('answer');
});

test('a capital from Caps Lock is the same key; with Shift it is another one', () => {
  expect(actionFor(press('N'), desk, settings)).toBe('note');
  expect(actionFor(press('N', { shift: true }), desk, settings)).toBeNull();
});

test('Cmd stands for Ctrl', () => {
  expect(actionFor(press('k', { meta: true }), desk, settings)).toBe('palette');
});

test('over a dialog only the call’s keys and saving work', () => {
  const dialog = { written: false, dialog: true };
  expect(actionFor(press('n'), dialog, settings)).toBeNull();
  expect(actionFor(press('k', { ctrl: true }), dialog, settings)).toBeNull();
  expect(actionFor(press('F8'), dialog, settings)).toBe('hangUp');
  expect(actionFor(press('F6'), dialog, settings)).toBe('goToCall');
  expect(actionFor(press('Enter', { ctrl: true }), dialog, settings)).toBe('save');
});

test('a key held down moves on, but does nothing twice', () => {
  expect(actionFor({ ...press('j'), repeat: true }, desk, settings)).toBe('next');
  expect(actionFor({ ...press('n'), repeat: true }, desk, settings)).toBeNull();
});

test('a key can be changed and switched off, and the old one is free then', () => {
  const own = { letterKeys: true, keys: { note: 'M', promise: '' } };
  expect(actionFor(press('m'), desk, own)).toBe('note');
  expect(actionFor(press('n'), desk, own)).toBeNull();
  expect(combosOf('promise', own)).toEqual([]);
  expect(actionFor(press('p'), desk, own)).toBeNull();
});

test('with letters switched off only Ctrl keys are left, and help still opens from the menu', () => {
  const off = { letterKeys: false, keys: {} };
  const left = actionNames.flatMap((name) => combosOf(name, off));
  expect(left.every((combo) => combo.startsWith('Ctrl+'))).toBe(true);
  expect(left).toContain('Ctrl+K');
});

test('no two actions share a default', () => {
  const combos = actionNames.flatMap((name) => [...keyActions[name].defaults]);
  expect(new Set(combos).size).toBe(combos.length);
  expect(actionOf('Ctrl+Shift+Tab', settings)).toBe('previousTab');
});

test('the keys of the conventions are where agents expect them', () => {
  const expected = {
    palette: ['Ctrl+K', '/'],
    help: ['F1', '?'],
    newCase: ['Ctrl+N'],
    note: ['N'],
    promise: ['P'],
    status: ['S'],
    next: ['J'],
    previous: ['K'],
    copyNumber: ['Ctrl+.'],
    save: ['Ctrl+Enter'],
    answer: ['F2'],
    hangUp: ['F8'],
  };
  for (const [name, combos] of Object.entries(expected)) {
    expect(keyActions[name as keyof typeof expected].defaults).toEqual(combos);
  }
});
